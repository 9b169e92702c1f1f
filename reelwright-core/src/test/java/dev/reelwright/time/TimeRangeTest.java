package dev.reelwright.time;

import static dev.reelwright.time.MediaTime.INDEFINITE;
import static dev.reelwright.time.MediaTime.INVALID;
import static dev.reelwright.time.MediaTime.NEGATIVE_INFINITY;
import static dev.reelwright.time.MediaTime.POSITIVE_INFINITY;
import static dev.reelwright.time.MediaTime.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {
    private static final TimeRange EMPTY = TimeRange.of(seconds(5), seconds(0));
    private static final TimeRange LIVE = TimeRange.of(seconds(1), INDEFINITE);

    // Half-open ranges, union and intersection.

    @Test
    void S7_holdsItsStartAndNotItsEnd() {
        TimeRange range = range(2, 5);

        assertThat(range.contains(seconds(2))).isTrue();
        assertThat(range.contains(MediaTime.of(4999, 1000))).isTrue();
        assertThat(range.contains(seconds(5))).isFalse();
        assertThat(range.contains(range.end())).isFalse();
        assertThat(range.contains(MediaTime.of(1999, 1000))).isFalse();
    }

    @Test
    void S7_emptyRangeHoldsNothing() {
        assertThat(EMPTY.isEmpty()).isTrue();
        assertThat(EMPTY.isValid()).isTrue();
        assertThat(EMPTY.contains(seconds(5))).isFalse();
        assertThat(TimeRange.ZERO.isEmpty()).isTrue();
        assertThat(range(2, 5).isEmpty()).isFalse();
        assertThat(TimeRange.INVALID.isEmpty()).isFalse();
        assertThat(LIVE.isEmpty()).isFalse();
    }

    @Test
    void S7_holdsNumericTimesOnly() {
        for (MediaTime time : List.of(INVALID, INDEFINITE, POSITIVE_INFINITY, NEGATIVE_INFINITY)) {
            assertThat(TimeRange.ALL.contains(time)).as("%s", time).isFalse();
        }
        assertThat(TimeRange.ALL.contains(seconds(Long.MAX_VALUE))).isTrue();
        assertThat(TimeRange.ALL.contains(seconds(-1))).isFalse();
        assertThat(LIVE.contains(seconds(2))).isFalse();
        assertThat(TimeRange.INVALID.contains(seconds(0))).isFalse();
    }

    @Test
    void S7_endIsStartPlusDuration() {
        assertThat(TimeRange.of(MediaTime.of(1, 30), MediaTime.of(1, 24)).end()).isEqualTo(MediaTime.of(9, 120));
        assertThat(TimeRange.ALL.end()).isEqualTo(POSITIVE_INFINITY);
        assertThat(TimeRange.INVALID.end()).isEqualTo(INVALID);
        assertThat(LIVE.end()).isEqualTo(INDEFINITE);
    }

    @Test
    void S7_betweenStartAndEnd() {
        TimeRange range = TimeRange.between(MediaTime.of(5, 2), seconds(9));

        assertThat(range.start()).isEqualTo(MediaTime.of(5, 2));
        assertThat(range.duration()).isEqualTo(MediaTime.of(13, 2));
        assertThat(range.end()).isEqualTo(seconds(9));
        assertThat(TimeRange.between(seconds(0), POSITIVE_INFINITY)).isEqualTo(TimeRange.ALL);
        assertThat(TimeRange.between(seconds(3), seconds(3)).isEmpty()).isTrue();
        assertThat(TimeRange.between(seconds(3), INDEFINITE).isIndefinite()).isTrue();
    }

    @Test
    void S7_whatCannotBeARangeIsInvalid() {
        assertThat(TimeRange.of(seconds(1), seconds(-1))).isSameAs(TimeRange.INVALID);
        assertThat(TimeRange.between(seconds(2), seconds(1))).isSameAs(TimeRange.INVALID);
        assertThat(TimeRange.of(seconds(1), MediaTime.of(1, 1, 1))).isSameAs(TimeRange.INVALID);
        assertThat(TimeRange.of(INVALID, seconds(1))).isSameAs(TimeRange.INVALID);
        assertThat(TimeRange.of(seconds(1), INVALID)).isSameAs(TimeRange.INVALID);
        assertThat(TimeRange.of(seconds(1), NEGATIVE_INFINITY)).isSameAs(TimeRange.INVALID);
        assertThat(TimeRange.of(NEGATIVE_INFINITY, POSITIVE_INFINITY)).isSameAs(TimeRange.INVALID);
        assertThat(TimeRange.of(POSITIVE_INFINITY, seconds(1))).isSameAs(TimeRange.INVALID);
        assertThat(TimeRange.INVALID.isValid()).isFalse();
        assertThat(TimeRange.INVALID.start()).isEqualTo(INVALID);
        assertThat(TimeRange.INVALID.duration()).isEqualTo(INVALID);
    }

    @Test
    void S7_startMayHaveAnEpoch() {
        TimeRange range = TimeRange.between(MediaTime.of(2, 1, 7), MediaTime.of(5, 1, 7));

        assertThat(range.duration()).isEqualTo(seconds(3));
        assertThat(range.contains(MediaTime.of(3, 1, 7))).isTrue();
        assertThat(range.contains(seconds(3))).isFalse();
        assertThat(range.contains(MediaTime.of(3, 1, 8))).isFalse();
    }

    @Test
    void S7_numericAndIndefinite() {
        assertThat(range(2, 5).isNumeric()).isTrue();
        assertThat(TimeRange.ALL.isNumeric()).isFalse();
        assertThat(LIVE.isNumeric()).isFalse();
        assertThat(LIVE.isIndefinite()).isTrue();
        assertThat(LIVE.isValid()).isTrue();
        assertThat(TimeRange.of(INDEFINITE, seconds(1)).isIndefinite()).isTrue();
        assertThat(TimeRange.ALL.isIndefinite()).isFalse();
        assertThat(TimeRange.INVALID.isIndefinite()).isFalse();
        assertThat(TimeRange.INVALID.isNumeric()).isFalse();
    }

    @Test
    void S7_containsRange() {
        assertThat(range(2, 5).contains(range(2, 5))).isTrue();
        assertThat(range(2, 5).contains(range(3, 4))).isTrue();
        assertThat(range(2, 5).contains(range(1, 4))).isFalse();
        assertThat(range(2, 5).contains(range(3, 6))).isFalse();
        assertThat(TimeRange.ALL.contains(range(2, 5))).isTrue();
        assertThat(TimeRange.ALL.contains(TimeRange.ALL)).isTrue();
        assertThat(range(2, 5).contains(TimeRange.ALL)).isFalse();
        assertThat(range(2, 5).contains(EMPTY)).isTrue();
        assertThat(range(2, 4).contains(EMPTY)).isFalse();
        assertThat(TimeRange.ALL.contains(LIVE)).isFalse();
        assertThat(TimeRange.ALL.contains(TimeRange.INVALID)).isFalse();
        assertThat(TimeRange.INVALID.contains(TimeRange.INVALID)).isFalse();
    }

    @Test
    void S7_unionIsTheSmallestCover() {
        assertThat(range(1, 3).union(range(2, 5))).isEqualTo(range(1, 5));
        assertThat(range(1, 2).union(range(4, 5))).isEqualTo(range(1, 5));
        assertThat(range(1, 9).union(range(4, 5))).isEqualTo(range(1, 9));
        assertThat(range(4, 5).union(range(1, 9))).isEqualTo(range(1, 9));
        assertThat(range(4, 5).union(TimeRange.ALL)).isEqualTo(TimeRange.ALL);
        assertThat(range(-4, 5).union(TimeRange.ALL)).isEqualTo(TimeRange.of(seconds(-4), POSITIVE_INFINITY));
    }

    @Test
    void S7_unionWithAnEmptyRangeIsTheOther() {
        assertThat(range(1, 3).union(EMPTY)).isEqualTo(range(1, 3));
        assertThat(EMPTY.union(range(1, 3))).isEqualTo(range(1, 3));
        assertThat(EMPTY.union(TimeRange.ZERO)).isEqualTo(TimeRange.ZERO);
        assertThat(TimeRange.ZERO.union(EMPTY)).isEqualTo(TimeRange.ZERO);
    }

    @Test
    void S7_intersectionIsTheLargestCommonRange() {
        assertThat(range(1, 3).intersection(range(2, 5))).isEqualTo(range(2, 3));
        assertThat(range(2, 5).intersection(range(1, 3))).isEqualTo(range(2, 3));
        assertThat(range(1, 9).intersection(range(4, 5))).isEqualTo(range(4, 5));
        assertThat(range(4, 5).intersection(TimeRange.ALL)).isEqualTo(range(4, 5));
        assertThat(range(-4, 5).intersection(TimeRange.ALL)).isEqualTo(range(0, 5));
        assertThat(range(1, 2).intersection(range(2, 5))).isEqualTo(TimeRange.ZERO);
        assertThat(range(1, 2).intersection(range(4, 5))).isEqualTo(TimeRange.ZERO);
        assertThat(range(1, 9).intersection(EMPTY)).isEqualTo(TimeRange.ZERO);
    }

    @Test
    void S7_undefinedRangesMakeTheResultUndefined() {
        TimeRange whole = range(1, 3);

        assertThat(whole.union(TimeRange.INVALID)).isEqualTo(TimeRange.INVALID);
        assertThat(TimeRange.INVALID.union(whole)).isEqualTo(TimeRange.INVALID);
        assertThat(TimeRange.INVALID.intersection(LIVE)).isEqualTo(TimeRange.INVALID);
        assertThat(LIVE.intersection(TimeRange.INVALID)).isEqualTo(TimeRange.INVALID);
        assertThat(whole.union(LIVE).isIndefinite()).isTrue();
        assertThat(LIVE.union(whole).isIndefinite()).isTrue();
        assertThat(whole.intersection(LIVE).isIndefinite()).isTrue();
        assertThat(TimeRange.of(MediaTime.of(1, 1, 1), seconds(1))
                        .union(TimeRange.of(MediaTime.of(1, 1, 2), seconds(1))))
                .isEqualTo(TimeRange.INVALID);
    }

    @Test
    void S7_equalityIsByValue() {
        TimeRange range = TimeRange.of(MediaTime.of(1, 2), MediaTime.of(3, 2));
        TimeRange same = TimeRange.of(MediaTime.of(300, 600), MediaTime.of(36, 24));

        assertThat(range).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(range)
                .isNotEqualTo(TimeRange.of(MediaTime.of(1, 2), seconds(1)))
                .isNotEqualTo("range");
        assertThat(range).isNotEqualTo(TimeRange.of(MediaTime.of(1, 3), MediaTime.of(3, 2)));
        assertThat(TimeRange.of(seconds(-1), seconds(-1))).isEqualTo(TimeRange.INVALID);
    }

    @Test
    void S7_describesStartAndEnd() {
        assertThat(TimeRange.between(MediaTime.of(75, 30), seconds(9))).hasToString("[2.5 s, 9 s)");
        assertThat(TimeRange.ALL).hasToString("[0 s, inf)");
        assertThat(LIVE).hasToString("[1 s, indefinite)");
        assertThat(TimeRange.INVALID).hasToString("invalid");
    }

    // Mapping, clamping and folding.

    @Test
    void S8_mapsInProportion() {
        TimeRange from = range(2, 4);
        TimeRange to = range(10, 16);

        assertThat(from.map(seconds(2), to)).isEqualTo(seconds(10));
        assertThat(from.map(seconds(3), to)).isEqualTo(seconds(13));
        assertThat(from.map(seconds(4), to)).isEqualTo(seconds(16));
        assertThat(to.map(seconds(11), from)).isEqualTo(MediaTime.of(7, 3));
        assertThat(to.map(seconds(11), from).hasBeenRounded()).isFalse();
    }

    @Test
    void S8_mapsTimesOutsideToTimesOutside() {
        assertThat(range(2, 4).map(seconds(1), range(10, 16))).isEqualTo(seconds(7));
        assertThat(range(2, 4).map(seconds(5), range(10, 16))).isEqualTo(seconds(19));
    }

    @Test
    void S8_emptyAndUndefinedRangesDoNotMap() {
        TimeRange whole = range(2, 4);

        for (TimeRange unmappable : List.of(EMPTY, TimeRange.INVALID, LIVE)) {
            assertThat(whole.map(seconds(3), unmappable))
                    .as("to %s", unmappable)
                    .isEqualTo(INVALID);
            assertThat(unmappable.map(seconds(3), whole))
                    .as("from %s", unmappable)
                    .isEqualTo(INVALID);
            assertThat(whole.mapDuration(seconds(3), unmappable)).isEqualTo(INVALID);
            assertThat(unmappable.mapDuration(seconds(3), whole)).isEqualTo(INVALID);
            assertThat(unmappable.map(seconds(3), unmappable)).isEqualTo(INVALID);
        }
    }

    @Test
    void S8_infiniteRangesShiftOnly() {
        TimeRange later = TimeRange.of(seconds(10), POSITIVE_INFINITY);

        assertThat(TimeRange.ALL.map(seconds(3), later)).isEqualTo(seconds(13));
        assertThat(later.map(seconds(13), TimeRange.ALL)).isEqualTo(seconds(3));
        assertThat(TimeRange.ALL.mapDuration(seconds(3), later)).isEqualTo(seconds(3));
        assertThat(TimeRange.ALL.map(seconds(3), range(2, 4))).isEqualTo(INVALID);
        assertThat(range(2, 4).map(seconds(3), TimeRange.ALL)).isEqualTo(INVALID);
    }

    @Test
    void S8_specialTimesMapToThemselves() {
        for (MediaTime time : List.of(INVALID, INDEFINITE, POSITIVE_INFINITY, NEGATIVE_INFINITY)) {
            assertThat(range(2, 4).map(time, range(10, 16))).isEqualTo(time);
            assertThat(range(2, 4).mapDuration(time, range(10, 16))).isEqualTo(time);
        }
    }

    @Test
    void S8_mapsBetweenEpochs() {
        TimeRange from = TimeRange.of(MediaTime.of(2, 1, 1), seconds(2));
        TimeRange to = TimeRange.of(MediaTime.of(10, 1, 5), seconds(6));

        assertThat(from.map(MediaTime.of(3, 1, 1), to)).isEqualTo(MediaTime.of(13, 1, 5));
        assertThat(from.map(MediaTime.of(3, 1, 2), to)).isEqualTo(INVALID);
        assertThat(from.mapDuration(MediaTime.of(1, 1, 1), to)).isEqualTo(INVALID);
    }

    @Test
    void S8_mapsDurations() {
        assertThat(range(2, 4).mapDuration(seconds(1), range(10, 16))).isEqualTo(seconds(3));
        assertThat(range(2, 4).mapDuration(seconds(-1), range(10, 16))).isEqualTo(seconds(-3));
        assertThat(range(10, 16).mapDuration(seconds(1), range(2, 4))).isEqualTo(MediaTime.of(1, 3));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "3, 3", "5, 5", "6, 5"})
    void S8_clampsToStartOrEnd(long time, long clamped) {
        assertThat(range(2, 5).clamp(seconds(time))).isEqualTo(seconds(clamped));
    }

    @Test
    void S8_clampsSpecialValues() {
        assertThat(range(2, 5).clamp(NEGATIVE_INFINITY)).isEqualTo(seconds(2));
        assertThat(range(2, 5).clamp(POSITIVE_INFINITY)).isEqualTo(seconds(5));
        assertThat(TimeRange.ALL.clamp(POSITIVE_INFINITY)).isEqualTo(POSITIVE_INFINITY);
        assertThat(range(2, 5).clamp(INDEFINITE)).isEqualTo(INDEFINITE);
        assertThat(range(2, 5).clamp(INVALID)).isEqualTo(INVALID);
        assertThat(EMPTY.clamp(seconds(5))).isEqualTo(INVALID);
        assertThat(TimeRange.INVALID.clamp(seconds(5))).isEqualTo(INVALID);
        assertThat(LIVE.clamp(seconds(5))).isEqualTo(INDEFINITE);
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 4", "2, 2", "4, 4", "5, 2", "6, 3", "9, 3", "-1, 2", "-2, 4"})
    void S8_foldsIntoARepeatingRange(long time, long folded) {
        assertThat(range(2, 5).fold(seconds(time))).isEqualTo(seconds(folded));
    }

    @Test
    void S8_foldsFractions() {
        TimeRange loop = TimeRange.of(MediaTime.of(1, 3), MediaTime.of(1, 2));

        assertThat(loop.fold(seconds(1))).isEqualTo(MediaTime.of(1, 2));
        assertThat(loop.fold(loop.end())).isEqualTo(loop.start());
        assertThat(loop.fold(MediaTime.of(-1, 10))).isEqualTo(MediaTime.of(4, 10));
    }

    @Test
    void S8_foldsSpecialValues() {
        assertThat(range(2, 5).fold(POSITIVE_INFINITY)).isEqualTo(INVALID);
        assertThat(range(2, 5).fold(NEGATIVE_INFINITY)).isEqualTo(INVALID);
        assertThat(range(2, 5).fold(INDEFINITE)).isEqualTo(INDEFINITE);
        assertThat(range(2, 5).fold(INVALID)).isEqualTo(INVALID);
        assertThat(range(2, 5).fold(MediaTime.of(3, 1, 1))).isEqualTo(INVALID);
        assertThat(EMPTY.fold(seconds(5))).isEqualTo(INVALID);
        assertThat(LIVE.fold(seconds(5))).isEqualTo(INDEFINITE);
        assertThat(TimeRange.ALL.fold(seconds(5))).isEqualTo(seconds(5));
        assertThat(TimeRange.ALL.fold(seconds(-5))).isEqualTo(INVALID);
    }

    @Test
    void S8_foldsWithinAnEpoch() {
        TimeRange loop = TimeRange.of(MediaTime.of(2, 1, 7), seconds(3));

        assertThat(loop.fold(MediaTime.of(6, 1, 7))).isEqualTo(MediaTime.of(3, 1, 7));
        assertThat(loop.fold(MediaTime.of(6, 1, 8))).isEqualTo(INVALID);
    }

    private static TimeRange range(long start, long end) {
        return TimeRange.between(seconds(start), seconds(end));
    }
}
