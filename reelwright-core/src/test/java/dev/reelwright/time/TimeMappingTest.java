package dev.reelwright.time;

import static dev.reelwright.time.MediaTime.INDEFINITE;
import static dev.reelwright.time.MediaTime.INVALID;
import static dev.reelwright.time.MediaTime.POSITIVE_INFINITY;
import static dev.reelwright.time.MediaTime.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeMappingTest {
    private static final TimeRange TWO_SECONDS = TimeRange.of(seconds(4), seconds(2));
    private static final TimeRange ONE_SECOND = TimeRange.of(seconds(10), seconds(1));
    private static final TimeRange NO_TIME = TimeRange.of(seconds(10), seconds(0));

    @Test
    void S9_twoSecondsOfMediaInOneIsRateTwo() {
        assertThat(new TimeMapping(TWO_SECONDS, ONE_SECOND).rate()).isEqualTo(2);
        assertThat(new TimeMapping(ONE_SECOND, TWO_SECONDS).rate()).isEqualTo(0.5);
        assertThat(TimeMapping.identity(TWO_SECONDS).rate()).isEqualTo(1);
    }

    @Test
    void S9_rateIsTheNearestDouble() {
        TimeRange source = TimeRange.of(seconds(0), MediaTime.of(1001, 30000));
        TimeRange target = TimeRange.of(seconds(0), MediaTime.of(1, 30));

        assertThat(new TimeMapping(source, target).rate()).isEqualTo(1.001);
    }

    @Test
    void S9_rateOfUnusualMappings() {
        TimeRange live = TimeRange.of(seconds(0), INDEFINITE);

        assertThat(TimeMapping.empty(ONE_SECOND).rate()).isZero();
        assertThat(TimeMapping.identity(TimeRange.ALL).rate()).isEqualTo(1);
        assertThat(new TimeMapping(ONE_SECOND, TimeRange.ALL).rate()).isZero();
        assertThat(new TimeMapping(TimeRange.ALL, ONE_SECOND).rate()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(new TimeMapping(ONE_SECOND, NO_TIME).rate()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(new TimeMapping(NO_TIME, ONE_SECOND).rate()).isZero();
        assertThat(new TimeMapping(NO_TIME, NO_TIME).rate()).isNaN();
        assertThat(new TimeMapping(live, ONE_SECOND).rate()).isNaN();
        assertThat(new TimeMapping(ONE_SECOND, TimeRange.INVALID).rate()).isNaN();
    }

    @Test
    void S9_emptyEditHasNoSource() {
        TimeMapping gap = TimeMapping.empty(ONE_SECOND);

        assertThat(gap.isEmptyEdit()).isTrue();
        assertThat(gap.target()).isEqualTo(ONE_SECOND);
        assertThat(gap.source().start()).isEqualTo(INVALID);
        assertThat(gap.map(seconds(4))).isEqualTo(INVALID);
        assertThat(gap.mapToSource(seconds(10))).isEqualTo(INVALID);
        assertThat(new TimeMapping(TimeRange.of(INVALID, seconds(5)), ONE_SECOND))
                .isEqualTo(gap);
        assertThat(new TimeMapping(TWO_SECONDS, ONE_SECOND).isEmptyEdit()).isFalse();
        assertThat(new TimeMapping(NO_TIME, ONE_SECOND).isEmptyEdit()).isFalse();
    }

    @Test
    void S9_mapsBothWays() {
        TimeMapping doubleSpeed = new TimeMapping(TWO_SECONDS, ONE_SECOND);

        assertThat(doubleSpeed.map(seconds(5))).isEqualTo(MediaTime.of(21, 2));
        assertThat(doubleSpeed.mapToSource(MediaTime.of(21, 2))).isEqualTo(seconds(5));
        assertThat(doubleSpeed.map(seconds(3))).isEqualTo(MediaTime.of(19, 2));
    }

    @Test
    void S9_identityMapsEveryTimeToItself() {
        assertThat(TimeMapping.identity(TWO_SECONDS).map(seconds(5))).isEqualTo(seconds(5));
        assertThat(TimeMapping.identity(TimeRange.ALL).mapToSource(seconds(5))).isEqualTo(seconds(5));
        assertThat(TimeMapping.identity(TimeRange.ALL).map(POSITIVE_INFINITY)).isEqualTo(POSITIVE_INFINITY);
    }

    @Test
    void S9_equalityIsByValue() {
        TimeRange same = TimeRange.of(MediaTime.of(2400, 600), MediaTime.of(60, 30));

        assertThat(new TimeMapping(same, ONE_SECOND))
                .isEqualTo(new TimeMapping(TWO_SECONDS, ONE_SECOND))
                .hasSameHashCodeAs(new TimeMapping(TWO_SECONDS, ONE_SECOND));
    }
}
