package dev.reelwright.time;

import static dev.reelwright.time.MediaTimeTest.assertTicks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTimeTicksTest {

    @Test
    void S4_ticksOfANtscTimeBase() {
        MediaTime tenFrames = MediaTime.of(10010, 30000);

        assertThat(tenFrames.toTicks(1001, 30000, Rounding.TOWARD_ZERO)).isEqualTo(10);
        assertThat(MediaTime.ofTicks(10, 1001, 30000)).isEqualTo(tenFrames);
    }

    @ParameterizedTest
    @CsvSource({
        "HALF_AWAY_FROM_ZERO, 1, -1",
        "TOWARD_ZERO, 0, 0",
        "AWAY_FROM_ZERO, 1, -1",
        "QUICKTIME, 0, -1",
        "TOWARD_POSITIVE_INFINITY, 1, 0",
        "TOWARD_NEGATIVE_INFINITY, 0, -1"
    })
    void S4_halfATickIsRounded(Rounding rounding, long ticks, long ticksOfNegative) {
        MediaTime half = MediaTime.of(1001, 60000);

        assertThat(half.toTicks(1001, 30000, rounding)).isEqualTo(ticks);
        assertThat(half.negate().toTicks(1001, 30000, rounding)).isEqualTo(ticksOfNegative);
    }

    @Test
    void S4_ticksSaturate() {
        MediaTime largest = MediaTime.seconds(Long.MAX_VALUE);

        assertThat(largest.toTicks(1, 90000, Rounding.TOWARD_ZERO)).isEqualTo(Long.MAX_VALUE);
        assertThat(largest.negate().toTicks(1, 90000, Rounding.TOWARD_ZERO)).isEqualTo(Long.MIN_VALUE);
        assertThat(MediaTime.POSITIVE_INFINITY.toTicks(1, 90000, Rounding.TOWARD_ZERO))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(MediaTime.NEGATIVE_INFINITY.toTicks(1, 90000, Rounding.TOWARD_ZERO))
                .isEqualTo(Long.MIN_VALUE);
        assertThat(largest.toTicks(3, 3, Rounding.TOWARD_ZERO)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void S4_productsOverSixtyFourBitsAreExact() {
        MediaTime time = MediaTime.of(Long.MAX_VALUE, 1_000_000_000);

        assertThat(time.toTicks(1, 999_999_999, Rounding.TOWARD_ZERO)).isEqualTo(9223372027631403770L);
        assertThat(time.toTicks(1, 1_000_000_000, Rounding.TOWARD_ZERO)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void S4_onlyKnownTimesHaveTicks() {
        assertThatThrownBy(() -> MediaTime.INVALID.toTicks(1, 600, Rounding.TOWARD_ZERO))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("time invalid is no number of ticks of 1/600 s; only a numeric or infinite time is");
        assertThatThrownBy(() -> MediaTime.INDEFINITE.toTicks(1, 600, Rounding.TOWARD_ZERO))
                .isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 600", "1, -600"})
    void S4_timeBaseMustBePositive(int numerator, int denominator) {
        assertThatThrownBy(() -> MediaTime.ofTicks(1, numerator, denominator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time base " + numerator + "/" + denominator);
        assertThatThrownBy(() -> MediaTime.ZERO.toTicks(numerator, denominator, Rounding.TOWARD_ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time base " + numerator + "/" + denominator);
    }

    @Test
    void S3_ticksAreReducedOnlyToAvoidOverflow() {
        assertTicks(MediaTime.ofTicks(10, 2, 600), 20, 600, false);
        assertTicks(MediaTime.ofTicks(Long.MAX_VALUE, 2, 600), Long.MAX_VALUE, 300, false);
        assertTicks(MediaTime.ofTicks(Long.MIN_VALUE, 3, 6), Long.MIN_VALUE / 2, 1, false);
    }

    @Test
    void S3_ticksThatNoTimescaleExpressesAreRounded() {
        assertTicks(MediaTime.ofTicks(Long.MAX_VALUE, 3, 4), 6917529027641081855L, 1, true);
        assertThat(MediaTime.ofTicks(Long.MAX_VALUE, 2, 1).isPositiveInfinity()).isTrue();
        assertThat(MediaTime.ofTicks(Long.MIN_VALUE, 2, 1).isNegativeInfinity()).isTrue();
    }
}
