package dev.reelwright.time;

import static dev.reelwright.time.MediaTimeTest.assertTicks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoundingTest {

    /** Tenths to whole seconds, which is coarser. */
    @ParameterizedTest
    @CsvSource(delimiterString = "|", useHeadersInDisplayName = true, textBlock = """
                    tenths | half | zero | away | quicktime | up | down
                    24     |  2   |  2   |  3   |  2        |  3 |  2
                    25     |  3   |  2   |  3   |  2        |  3 |  2
                    26     |  3   |  2   |  3   |  2        |  3 |  2
                    15     |  2   |  1   |  2   |  1        |  2 |  1
                    4      |  0   |  0   |  1   |  0        |  1 |  0
                    0      |  0   |  0   |  0   |  0        |  0 |  0
                    20     |  2   |  2   |  2   |  2        |  2 |  2
                    -4     |  0   |  0   | -1   | -1        |  0 | -1
                    -9     | -1   |  0   | -1   | -1        |  0 | -1
                    -15    | -2   | -1   | -2   | -1        | -1 | -2
                    -24    | -2   | -2   | -3   | -2        | -2 | -3
                    -25    | -3   | -2   | -3   | -2        | -2 | -3
                    -26    | -3   | -2   | -3   | -2        | -2 | -3
                    -20    | -2   | -2   | -2   | -2        | -2 | -2
                    """)
    void S4_toCoarserScale(long tenths, long half, long zero, long away, long quicktime, long up, long down) {
        assertConversions(MediaTime.of(tenths, 10), 1, List.of(half, zero, away, quicktime, up, down));
    }

    /** Thirds to tenths, which is finer. */
    @ParameterizedTest
    @CsvSource(delimiterString = "|", useHeadersInDisplayName = true, textBlock = """
                    thirds | half | zero | away | quicktime | up | down
                    1      |  3   |  3   |  4   |  4        |  4 |  3
                    2      |  7   |  6   |  7   |  7        |  7 |  6
                    3      | 10   | 10   | 10   | 10        | 10 | 10
                    -1     | -3   | -3   | -4   | -4        | -3 | -4
                    -2     | -7   | -6   | -7   | -7        | -6 | -7
                    -3     | -10  | -10  | -10  | -10       | -10 | -10
                    """)
    void S4_toFinerScale(long thirds, long half, long zero, long away, long quicktime, long up, long down) {
        assertConversions(MediaTime.of(thirds, 3), 10, List.of(half, zero, away, quicktime, up, down));
    }

    @Test
    void S4_quickTimeRuleDependsOnTheDirection() {
        MediaTime fine = MediaTime.of(19, 10);
        MediaTime coarse = MediaTime.of(19, 7);

        assertTicks(fine.convertScale(9, Rounding.QUICKTIME), 17, 9, true); // 17.1 goes toward zero
        assertTicks(coarse.convertScale(9, Rounding.QUICKTIME), 25, 9, true); // 24.4 goes away from zero
        assertTicks(fine.negate().convertScale(9, Rounding.QUICKTIME), -17, 9, true);
        assertTicks(coarse.negate().convertScale(9, Rounding.QUICKTIME), -25, 9, true);
    }

    @Test
    void S4_quickTimeNeverTurnsNegativeIntoZero() {
        assertTicks(MediaTime.of(-1, 90000).convertScale(1, Rounding.QUICKTIME), -1, 1, true);
        assertTicks(MediaTime.of(1, 90000).convertScale(1, Rounding.QUICKTIME), 0, 1, true);
    }

    @ParameterizedTest
    @EnumSource
    void S4_exactConversionsAreNotMarked(Rounding rounding) {
        assertTicks(MediaTime.of(1, 2).convertScale(600, rounding), 300, 600, false);
        assertTicks(MediaTime.of(-300, 600).convertScale(2, rounding), -1, 2, false);
        assertTicks(MediaTime.of(Long.MAX_VALUE, 7).convertScale(7, rounding), Long.MAX_VALUE, 7, false);
    }

    @ParameterizedTest
    @EnumSource
    void S4_specialTimesAndEpochsStay(Rounding rounding) {
        for (MediaTime time : List.of(
                MediaTime.INDEFINITE, MediaTime.POSITIVE_INFINITY, MediaTime.NEGATIVE_INFINITY, MediaTime.INVALID)) {
            assertThat(time.convertScale(600, rounding)).isSameAs(time);
        }
        assertThat(MediaTime.of(1, 2, 5).convertScale(600, rounding)).isEqualTo(MediaTime.of(1, 2, 5));
    }

    @Test
    void S4_overflowHalvesTheTimescale() {
        MediaTime time = MediaTime.of(Long.MAX_VALUE, 1);

        assertTicks(time.convertScale(600, Rounding.TOWARD_ZERO), Long.MAX_VALUE, 1, false);
        assertTicks(MediaTime.of((1L << 62) + 1, 2).convertScale(8, Rounding.TOWARD_ZERO), (1L << 62) + 1, 2, false);
        assertTicks(
                MediaTime.of(Long.MAX_VALUE, 3).convertScale(4, Rounding.TOWARD_ZERO), 6148914691236517204L, 2, true);
        assertTicks(
                MediaTime.of(Long.MAX_VALUE, 3).convertScale(4, Rounding.AWAY_FROM_ZERO),
                6148914691236517205L,
                2,
                true);
        // Scale 4 would be finer than 3, but the scale 2 that the value fits is coarser.
        assertTicks(MediaTime.of(Long.MAX_VALUE, 3).convertScale(4, Rounding.QUICKTIME), 6148914691236517204L, 2, true);
    }

    /** Expectations in the order of the constants. */
    private static void assertConversions(MediaTime time, int timescale, List<Long> expected) {
        List<Rounding> methods = List.of(Rounding.values());
        for (int i = 0; i < methods.size(); i++) {
            MediaTime converted = time.convertScale(timescale, methods.get(i));

            boolean exact = time.value() * timescale % time.timescale() == 0;
            assertTicks(converted, expected.get(i), timescale, !exact);
        }
    }
}
