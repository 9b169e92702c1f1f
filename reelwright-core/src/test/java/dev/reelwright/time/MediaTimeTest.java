package dev.reelwright.time;

import static dev.reelwright.time.MediaTime.INDEFINITE;
import static dev.reelwright.time.MediaTime.INVALID;
import static dev.reelwright.time.MediaTime.MAX_TIMESCALE;
import static dev.reelwright.time.MediaTime.NEGATIVE_INFINITY;
import static dev.reelwright.time.MediaTime.POSITIVE_INFINITY;
import static dev.reelwright.time.MediaTime.ZERO;
import static dev.reelwright.time.MediaTime.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTimeTest {

    // Equality and order.

    @Test
    void S1_oneHalfEqualsThreeHundredSixHundredths() {
        MediaTime half = MediaTime.of(1, 2);

        MediaTime sameHalf = MediaTime.of(300, 600);

        assertThat(half).isEqualTo(sameHalf).hasSameHashCodeAs(sameHalf).isEqualByComparingTo(sameHalf);
        assertThat(Set.of(half)).contains(sameHalf);
    }

    @Test
    void S1_differentTimesAreNotEqual() {
        assertThat(MediaTime.of(1, 2)).isNotEqualTo(MediaTime.of(1, 3)).isNotEqualTo(INVALID);
        assertThat(MediaTime.of(1, 2)).isNotEqualTo("1/2").isNotEqualTo(null);
        assertThat(MediaTime.of(1, 2)).isNotEqualTo(MediaTime.of(-1, 2));
    }

    @Test
    void S1_differencesBelowDoublePrecisionCount() {
        MediaTime time = MediaTime.of(Long.MAX_VALUE, MAX_TIMESCALE);
        MediaTime later = MediaTime.of(Long.MAX_VALUE, MAX_TIMESCALE - 1);

        assertThat(MediaTime.of(Long.MAX_VALUE - 1, MAX_TIMESCALE)).isLessThan(time);
        assertThat(time).isLessThan(later);
        assertThat(time.negate()).isGreaterThan(later.negate());
        assertThat(MediaTime.of(Long.MIN_VALUE, MAX_TIMESCALE)).isGreaterThan(seconds(Long.MIN_VALUE));
    }

    @Test
    void S1_sortsNegativeInfinityNumericIndefinitePositiveInfinityInvalid() {
        List<MediaTime> ordered = List.of(
                NEGATIVE_INFINITY,
                seconds(Long.MIN_VALUE),
                MediaTime.of(-1, 3),
                ZERO,
                MediaTime.of(1, 3),
                MediaTime.of(1, 2),
                seconds(Long.MAX_VALUE),
                MediaTime.of(-5, 1, 1),
                MediaTime.of(0, 1, 2),
                INDEFINITE,
                POSITIVE_INFINITY,
                INVALID);
        List<MediaTime> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));

        Collections.sort(shuffled);

        assertThat(shuffled).containsExactlyElementsOf(ordered);
    }

    @Test
    void S1_everySpecialTimeEqualsItself() {
        assertThat(MediaTime.of(1, 0)).isEqualTo(INVALID).hasSameHashCodeAs(INVALID);
        assertThat(seconds(Long.MAX_VALUE).times(2))
                .isEqualTo(POSITIVE_INFINITY)
                .hasSameHashCodeAs(POSITIVE_INFINITY);
        assertThat(List.of(INVALID, INDEFINITE, POSITIVE_INFINITY, NEGATIVE_INFINITY, ZERO))
                .doesNotHaveDuplicates();
    }

    @Test
    void S1_largerEpochIsLater() {
        assertThat(MediaTime.of(1, 1, 2)).isGreaterThan(MediaTime.of(100, 1, 1)).isNotEqualTo(MediaTime.of(1, 1, 1));
        assertThat(MediaTime.of(1, 1, -1)).isLessThan(MediaTime.of(-100, 1));
    }

    @Test
    void S1_roundedMarkTakesNoPartInEquality() {
        MediaTime rounded = MediaTime.of(1, 3).convertScale(2, Rounding.AWAY_FROM_ZERO);

        assertThat(rounded.hasBeenRounded()).isTrue();
        assertThat(rounded).isEqualTo(MediaTime.of(1, 2)).hasSameHashCodeAs(MediaTime.of(1, 2));
    }

    @Test
    void S1_minAndMaxFollowTheOrder() {
        assertThat(MediaTime.min(MediaTime.of(1, 2), MediaTime.of(1, 3))).isEqualTo(MediaTime.of(1, 3));
        assertThat(MediaTime.max(MediaTime.of(1, 2), MediaTime.of(1, 3))).isEqualTo(MediaTime.of(1, 2));
        assertThat(MediaTime.min(POSITIVE_INFINITY, INDEFINITE)).isSameAs(INDEFINITE);
        assertThat(MediaTime.max(POSITIVE_INFINITY, INVALID)).isSameAs(INVALID);
        assertThat(MediaTime.min(NEGATIVE_INFINITY, INVALID)).isSameAs(NEGATIVE_INFINITY);
        assertThat(MediaTime.max(NEGATIVE_INFINITY, ZERO)).isSameAs(ZERO);
        MediaTime first = MediaTime.of(2, 4);
        assertThat(MediaTime.min(first, MediaTime.of(1, 2))).isSameAs(first);
        assertThat(MediaTime.max(first, MediaTime.of(1, 2))).isSameAs(first);
    }

    @Test
    void S1_beforeAndAfterAreStrict() {
        assertThat(MediaTime.of(1, 3).isBefore(MediaTime.of(1, 2))).isTrue();
        assertThat(MediaTime.of(1, 2).isAfter(MediaTime.of(1, 3))).isTrue();
        assertThat(MediaTime.of(1, 2).isBefore(MediaTime.of(2, 4))).isFalse();
        assertThat(MediaTime.of(1, 2).isAfter(MediaTime.of(2, 4))).isFalse();
    }

    // Special values.

    @ParameterizedTest
    @CsvSource(delimiterString = "|", useHeadersInDisplayName = true, textBlock = """
                    left       | 3          | inf     | -inf    | indefinite | invalid
                    4          | 7          | inf     | -inf    | indefinite | invalid
                    inf        | inf        | inf     | invalid | inf        | invalid
                    -inf       | -inf       | invalid | -inf    | -inf       | invalid
                    indefinite | indefinite | inf     | -inf    | indefinite | invalid
                    invalid    | invalid    | invalid | invalid | invalid    | invalid
                    """)
    void S2_sumsOfSpecialValues(
            String left, String three, String plusInfinity, String minusInfinity, String indefinite, String invalid) {
        MediaTime time = named(left);

        assertThat(time.plus(seconds(3))).isEqualTo(named(three));
        assertThat(time.plus(POSITIVE_INFINITY)).isEqualTo(named(plusInfinity));
        assertThat(time.plus(NEGATIVE_INFINITY)).isEqualTo(named(minusInfinity));
        assertThat(time.plus(INDEFINITE)).isEqualTo(named(indefinite));
        assertThat(time.plus(INVALID)).isEqualTo(named(invalid));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "|", useHeadersInDisplayName = true, textBlock = """
                    left       | 3          | inf     | -inf    | indefinite | invalid
                    4          | 1          | -inf    | inf     | indefinite | invalid
                    inf        | inf        | invalid | inf     | inf        | invalid
                    -inf       | -inf       | -inf    | invalid | -inf       | invalid
                    indefinite | indefinite | -inf    | inf     | indefinite | invalid
                    invalid    | invalid    | invalid | invalid | invalid    | invalid
                    """)
    void S2_differencesOfSpecialValues(
            String left, String three, String plusInfinity, String minusInfinity, String indefinite, String invalid) {
        MediaTime time = named(left);

        assertThat(time.minus(seconds(3))).isEqualTo(named(three));
        assertThat(time.minus(POSITIVE_INFINITY)).isEqualTo(named(plusInfinity));
        assertThat(time.minus(NEGATIVE_INFINITY)).isEqualTo(named(minusInfinity));
        assertThat(time.minus(INDEFINITE)).isEqualTo(named(indefinite));
        assertThat(time.minus(INVALID)).isEqualTo(named(invalid));
    }

    @ParameterizedTest
    @CsvSource({
        "5, -5, 5",
        "-5, 5, 5",
        "0, 0, 0",
        "inf, -inf, inf",
        "-inf, inf, inf",
        "indefinite, indefinite, indefinite",
        "invalid, invalid, invalid"
    })
    void S2_negationAndMagnitude(String time, String negated, String magnitude) {
        assertThat(named(time).negate()).isEqualTo(named(negated));
        assertThat(named(time).abs()).isEqualTo(named(magnitude));
    }

    @ParameterizedTest
    @CsvSource({
        "5,          true,  true,  false, false, false",
        "invalid,    false, false, false, false, false",
        "indefinite, true,  false, true,  false, false",
        "inf,        true,  false, false, true,  false",
        "-inf,       true,  false, false, false, true"
    })
    void S2_kindsTellThemselvesApart(
            String name, boolean valid, boolean numeric, boolean indefinite, boolean plus, boolean minus) {
        MediaTime time = named(name);

        assertThat(time.isValid()).isEqualTo(valid);
        assertThat(time.isNumeric()).isEqualTo(numeric);
        assertThat(time.isIndefinite()).isEqualTo(indefinite);
        assertThat(time.isPositiveInfinity()).isEqualTo(plus);
        assertThat(time.isNegativeInfinity()).isEqualTo(minus);
    }

    @Test
    void S2_specialTimesHaveNoTicks() {
        for (MediaTime time : List.of(INVALID, INDEFINITE, POSITIVE_INFINITY, NEGATIVE_INFINITY)) {
            assertThat(List.of(time.value(), (long) time.timescale(), time.epoch()))
                    .containsOnly(0L);
            assertThat(time.hasBeenRounded()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "1, 0, 1, 1", "0, 1, 1, 1", "1, 1, 0, 0", "-3, -3, 0, 0", "5, 0, 5, 5"})
    void S2_epochsOfSumAndDifference(long left, long right, long sum, long difference) {
        MediaTime a = MediaTime.of(5, 1, left);
        MediaTime b = MediaTime.of(3, 1, right);

        assertThat(a.plus(b)).isEqualTo(MediaTime.of(8, 1, sum));
        assertThat(a.minus(b)).isEqualTo(MediaTime.of(2, 1, difference));
    }

    @Test
    void S2_differentEpochsHaveNoSumAndNoDifference() {
        MediaTime first = MediaTime.of(5, 1, 1);
        MediaTime second = MediaTime.of(3, 1, 2);

        assertThat(first.plus(second)).isSameAs(INVALID);
        assertThat(first.minus(second)).isSameAs(INVALID);
    }

    @Test
    void S2_infinityTimesZeroIsInvalid() {
        assertThat(POSITIVE_INFINITY.times(0)).isSameAs(INVALID);
        assertThat(NEGATIVE_INFINITY.times(0.0)).isSameAs(INVALID);
        assertThat(POSITIVE_INFINITY.timesRatio(0, 3)).isSameAs(INVALID);
    }

    // Sums of numeric times.

    @Test
    void S3_thirtiethPlusTwentyFourthIsNineOverOneHundredTwenty() {
        MediaTime sum = MediaTime.of(1, 30).plus(MediaTime.of(1, 24));

        assertTicks(sum, 9, 120, false);
    }

    @Test
    void S3_sameTimescaleIsKept() {
        assertTicks(MediaTime.of(100, 600).plus(MediaTime.of(200, 600)), 300, 600, false);
        assertTicks(MediaTime.of(100, 600).minus(MediaTime.of(200, 600)), -100, 600, false);
    }

    @Test
    void S3_multipleCountMeetsAtLeastCommonMultiple() {
        assertTicks(MediaTime.of(1, 48000).minus(MediaTime.of(1, 44100)), 147 - 160, 7_056_000, false);
        assertTicks(MediaTime.of(1001, 30000).plus(seconds(1)), 31001, 30000, false);
    }

    @Test
    void S3_timescaleStopsAtTheLargestAndTheSumIsRounded() {
        // The least common multiple of these timescales is their product, which is over 2^31.
        MediaTime sum = MediaTime.of(1, 999_983).plus(MediaTime.of(1, 999_979));

        long nearest = Reference.of(1, 999_983)
                .plus(Reference.of(1, 999_979))
                .rounded(MAX_TIMESCALE, RoundingMode.HALF_UP)
                .longValueExact();
        assertTicks(sum, nearest, MAX_TIMESCALE, true);
    }

    @Test
    void S3_noMarkWhereTheLargestTimescaleIsExact() {
        MediaTime sum = MediaTime.of(0, 999_983).plus(MediaTime.of(3 * 999_979, 999_979));

        assertTicks(sum, 3L * MAX_TIMESCALE, MAX_TIMESCALE, false);
    }

    @Test
    void S3_overflowHalvesTheTimescale() {
        MediaTime largest = MediaTime.of(Long.MAX_VALUE, 600);

        assertTicks(largest.plus(MediaTime.of(1, 600)), 1L << 62, 300, false);
        assertTicks(largest.plus(largest), Long.MAX_VALUE, 300, false);
        assertTicks(largest.plus(MediaTime.of(2, 600)), (1L << 62) + 1, 300, true);
        assertTicks(MediaTime.of(Long.MIN_VALUE, 600).minus(MediaTime.of(2, 600)), -(1L << 62) - 1, 300, false);
        assertTicks(MediaTime.of(Long.MIN_VALUE, 600).minus(MediaTime.of(1, 600)), -(1L << 62) - 1, 300, true);
    }

    @Test
    void S3_overflowAtWholeSecondsIsInfinite() {
        assertThat(seconds(Long.MAX_VALUE).plus(seconds(1)).isPositiveInfinity())
                .isTrue();
        assertThat(seconds(Long.MIN_VALUE).minus(seconds(1)).isNegativeInfinity())
                .isTrue();
        assertThat(seconds(Long.MIN_VALUE).negate().isPositiveInfinity()).isTrue();
        assertThat(seconds(Long.MAX_VALUE).plus(seconds(1)).hasBeenRounded()).isTrue();
    }

    @Test
    void S3_largestAndSmallestValuesCancel() {
        assertTicks(seconds(Long.MIN_VALUE).minus(seconds(Long.MIN_VALUE)), 0, 1, false);
        assertTicks(seconds(Long.MIN_VALUE).plus(seconds(Long.MAX_VALUE)), -1, 1, false);
        assertTicks(seconds(-1).minus(seconds(Long.MIN_VALUE)), Long.MAX_VALUE, 1, false);
        assertTicks(MediaTime.of(Long.MIN_VALUE, 2).minus(MediaTime.of(Long.MIN_VALUE, 2)), 0, 2, false);
    }

    @Test
    void S3_roundedMarkIsInherited() {
        MediaTime rounded = MediaTime.of(1, 3).convertScale(10, Rounding.TOWARD_ZERO);

        assertTicks(rounded, 3, 10, true);
        assertThat(rounded.plus(seconds(1)).hasBeenRounded()).isTrue();
        assertThat(seconds(1).minus(rounded).hasBeenRounded()).isTrue();
        assertThat(rounded.minus(rounded).hasBeenRounded()).isTrue();
        assertThat(rounded.times(3).hasBeenRounded()).isTrue();
        assertThat(rounded.times(0.5).hasBeenRounded()).isTrue();
        assertThat(rounded.timesRatio(1, 3).hasBeenRounded()).isTrue();
        assertThat(rounded.convertScale(20, Rounding.TOWARD_ZERO).hasBeenRounded())
                .isTrue();
        assertThat(rounded.convertScale(10, Rounding.TOWARD_ZERO).hasBeenRounded())
                .isTrue();
        assertThat(rounded.negate().abs().hasBeenRounded()).isTrue();
        assertThat(rounded.plus(POSITIVE_INFINITY).hasBeenRounded()).isTrue();
        assertThat(seconds(1).plus(MediaTime.of(3, 10)).hasBeenRounded()).isFalse();
    }

    // From and to seconds.

    @ParameterizedTest
    @ValueSource(ints = {0, -1, -600, Integer.MIN_VALUE})
    void S5_timescaleMustBePositive(int timescale) {
        assertThat(MediaTime.of(1, timescale)).isSameAs(INVALID);
        assertThat(MediaTime.of(1, timescale, 1)).isSameAs(INVALID);
        assertThat(MediaTime.ofSeconds(1, timescale)).isSameAs(INVALID);
        assertThat(seconds(1).convertScale(timescale, Rounding.HALF_AWAY_FROM_ZERO))
                .isSameAs(INVALID);
    }

    @Test
    void S5_valueAndTimescaleAreKeptAsGiven() {
        assertTicks(MediaTime.of(300, 600), 300, 600, false);
        assertTicks(MediaTime.of(Long.MIN_VALUE, MAX_TIMESCALE), Long.MIN_VALUE, MAX_TIMESCALE, false);
        assertTicks(seconds(-7), -7, 1, false);
        assertThat(MediaTime.of(300, 600, 9).epoch()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 600, 900, false",
        "0.1, 10, 1, false",
        "0.1, 600, 60, false",
        "-2.25, 100, -225, false",
        "0.0, 600, 0, false",
        "-0.0, 600, 0, false",
        "0.5, 1, 1, true",
        "-0.5, 1, -1, true",
        "1.49, 1, 1, true",
        "0.333, 600, 200, true",
        "5e-324, 1, 0, true",
        "2.2250738585072014E-308, 2147483647, 0, true"
    })
    void S5_fromSeconds(double seconds, int timescale, long value, boolean rounded) {
        assertTicks(MediaTime.ofSeconds(seconds, timescale), value, timescale, rounded);
    }

    @Test
    void S5_fromSecondsRoundsTheExactDoubleNotItsProduct() {
        // In double arithmetic 0.0075 * 600 is 4.5, but the double nearest to 0.0075 lies below it.
        assertTicks(MediaTime.ofSeconds(0.0075, 600), 4, 600, true);
        assertTicks(MediaTime.ofSeconds(Math.nextDown(0.5), 1), 0, 1, true);
    }

    @Test
    void S5_fromSecondsHalvesTheTimescaleOnOverflow() {
        double large = 0x1p62;

        assertTicks(MediaTime.ofSeconds(large, 600), 1L << 62, 1, false);
        assertTicks(MediaTime.ofSeconds(0x1p60, 600), 4L << 60, 4, false);
        assertTicks(MediaTime.ofSeconds(-0x1p63, 600), Long.MIN_VALUE, 1, false);
        assertTicks(MediaTime.ofSeconds(0x1p54 + 4, 600), (0x1L << 54) * 300 + 1200, 300, false);
    }

    @Test
    void S5_fromSecondsBeyondRangeIsInfinite() {
        assertThat(MediaTime.ofSeconds(0x1p63, 1).isPositiveInfinity()).isTrue();
        assertThat(MediaTime.ofSeconds(-1e300, 600).isNegativeInfinity()).isTrue();
        assertThat(MediaTime.ofSeconds(Double.POSITIVE_INFINITY, 600)).isSameAs(POSITIVE_INFINITY);
        assertThat(MediaTime.ofSeconds(Double.NEGATIVE_INFINITY, 600)).isSameAs(NEGATIVE_INFINITY);
        assertThat(MediaTime.ofSeconds(Double.NaN, 600)).isSameAs(INVALID);
    }

    @Test
    void S5_toSeconds() {
        assertThat(MediaTime.of(75, 30).toSeconds()).isEqualTo(2.5);
        assertThat(MediaTime.of(1001, 30000, 4).toSeconds()).isEqualTo(1001.0 / 30000);
        assertThat(MediaTime.of(Long.MIN_VALUE, 1).toSeconds()).isEqualTo(-0x1p63);
        assertThat(POSITIVE_INFINITY.toSeconds()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(NEGATIVE_INFINITY.toSeconds()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(INDEFINITE.toSeconds()).isNaN();
        assertThat(INVALID.toSeconds()).isNaN();
    }

    @Test
    void S5_fromDurationIsExactAndReduced() {
        assertTicks(MediaTime.of(Duration.ofMillis(2500)), 5, 2, false);
        assertTicks(MediaTime.of(Duration.ofNanos(1)), 1, 1_000_000_000, false);
        assertTicks(MediaTime.of(Duration.ofMillis(-250)), -1, 4, false);
        assertTicks(MediaTime.of(Duration.ofSeconds(Long.MAX_VALUE)), Long.MAX_VALUE, 1, false);
        assertTicks(MediaTime.of(Duration.ZERO), 0, 1, false);
    }

    @Test
    void S5_fromDurationHalvesTheTimescaleOnOverflow() {
        MediaTime time = MediaTime.of(Duration.ofSeconds(1L << 62, 500_000_000));

        assertTicks(time, (1L << 62) + 1, 1, true);
    }

    @Test
    void S5_toDuration() {
        MediaTime third = MediaTime.of(-1, 3);

        assertThat(third.toDuration(Rounding.TOWARD_ZERO)).isEqualTo(Duration.ofNanos(-333_333_333));
        assertThat(third.toDuration(Rounding.AWAY_FROM_ZERO)).isEqualTo(Duration.ofNanos(-333_333_334));
        assertThat(third.toDuration(Rounding.QUICKTIME)).isEqualTo(Duration.ofNanos(-333_333_334));
        assertThat(seconds(Long.MAX_VALUE).toDuration(Rounding.TOWARD_ZERO))
                .isEqualTo(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(seconds(Long.MIN_VALUE).toDuration(Rounding.TOWARD_ZERO))
                .isEqualTo(Duration.ofSeconds(Long.MIN_VALUE));
    }

    @Test
    void S5_onlyNumericTimesAreDurations() {
        assertThatThrownBy(() -> POSITIVE_INFINITY.toDuration(Rounding.TOWARD_ZERO))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("time inf has no java.time.Duration; only a numeric time has");
        assertThatThrownBy(() -> INVALID.toDuration(Rounding.TOWARD_ZERO)).isInstanceOf(ArithmeticException.class);
    }

    // Products.

    @Test
    void S6_timesInteger() {
        assertTicks(MediaTime.of(1001, 30000).times(30), 30030, 30000, false);
        assertTicks(MediaTime.of(7, 600).times(0), 0, 600, false);
        assertTicks(MediaTime.of(Long.MAX_VALUE, 600).times(2), Long.MAX_VALUE, 300, false);
        assertTicks(MediaTime.of(Long.MIN_VALUE, 600).times(-1), 1L << 62, 300, false);
        assertTicks(MediaTime.of(-7, 600).times(Integer.MIN_VALUE), 7L << 31, 600, false);
        assertThat(seconds(Long.MAX_VALUE).times(-2).isNegativeInfinity()).isTrue();
        assertThat(MediaTime.of(5, 1, 3).times(2)).isEqualTo(MediaTime.of(10, 1, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "inf, 2, inf",
        "inf, -2, -inf",
        "-inf, 2, -inf",
        "-inf, -2, inf",
        "indefinite, 2, indefinite",
        "indefinite, 0, indefinite",
        "invalid, 2, invalid",
        "invalid, 0, invalid"
    })
    void S6_productsOfSpecialValues(String time, int multiplier, String product) {
        assertThat(named(time).times(multiplier)).isEqualTo(named(product));
        assertThat(named(time).times((double) multiplier)).isEqualTo(named(product));
        assertThat(named(time).timesRatio(multiplier, 1)).isEqualTo(named(product));
        assertThat(named(time).timesRatio(-multiplier, -1)).isEqualTo(named(product));
    }

    @Test
    void S6_timesDoubleDoublesACoarseTimescaleFirst() {
        assertTicks(seconds(1).times(0.5), 32768, 65536, false);
        assertTicks(MediaTime.of(1, 600).times(1.0), 128, 76800, false);
        assertTicks(MediaTime.of(1, 65536).times(0.5), 1, 65536, true);
        assertTicks(MediaTime.of(90000, 90000).times(0.1), 9000, 90000, true);
        assertTicks(seconds(-1).times(1.0 / 3), -21845, 65536, true);
    }

    @Test
    void S6_timesDoubleHalvesTheTimescaleOnOverflow() {
        assertTicks(seconds(1).times(0x1p60), 4L << 60, 4, false);
        assertTicks(seconds(-1).times(0x1p63), Long.MIN_VALUE, 1, false);
        assertThat(seconds(1).times(1e300).isPositiveInfinity()).isTrue();
        assertThat(seconds(1).times(-1e300).isNegativeInfinity()).isTrue();
    }

    @Test
    void S6_timesInfinityAndNotANumber() {
        assertThat(seconds(-2).times(Double.POSITIVE_INFINITY)).isEqualTo(NEGATIVE_INFINITY);
        assertThat(NEGATIVE_INFINITY.times(Double.NEGATIVE_INFINITY)).isEqualTo(POSITIVE_INFINITY);
        assertThat(ZERO.times(Double.POSITIVE_INFINITY)).isSameAs(INVALID);
        assertThat(seconds(2).times(Double.NaN)).isSameAs(INVALID);
        assertThat(POSITIVE_INFINITY.times(Double.NaN)).isSameAs(INVALID);
        assertThat(POSITIVE_INFINITY.times(1e-300)).isEqualTo(POSITIVE_INFINITY);
    }

    @Test
    void S6_timesRatioIsExactWhereItCanBe() {
        assertTicks(MediaTime.of(600, 600).timesRatio(1, 3), 200, 600, false);
        assertTicks(MediaTime.of(1, 600).timesRatio(1, 7), 1, 4200, false);
        assertTicks(MediaTime.of(1, 600).timesRatio(2, -7), -2, 4200, false);
        assertTicks(MediaTime.of(Long.MAX_VALUE, 1).timesRatio(7, 7), Long.MAX_VALUE, 1, false);
        assertThat(seconds(3).timesRatio(Integer.MAX_VALUE, Integer.MIN_VALUE))
                .isEqualTo(MediaTime.of(-3L * Integer.MAX_VALUE, 1)
                        .timesRatio(1, 1 << 30)
                        .timesRatio(1, 2));
        assertThat(MediaTime.of(5, 1, 3).timesRatio(1, 5)).isEqualTo(MediaTime.of(1, 1, 3));
    }

    @Test
    void S6_timesRatioPrefersTheSmallestExactTimescaleToOverflow() {
        MediaTime time = MediaTime.of(Long.MAX_VALUE / 2 * 2, 2);

        assertTicks(time.timesRatio(1, 1000), (Long.MAX_VALUE / 2), 1000, false);
    }

    @Test
    void S6_timesRatioRoundsAtTheLargestTimescale() {
        MediaTime product = MediaTime.of(1, 999_983).timesRatio(1, 999_979);

        assertTicks(product, 0, MAX_TIMESCALE, true);
        assertThat(MediaTime.of(999_984, 999_983).timesRatio(1, 999_979))
                .satisfies(time -> assertThat(time.timescale()).isEqualTo(MAX_TIMESCALE))
                .satisfies(time -> assertThat(time.hasBeenRounded()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "5, 2, inf",
        "5, -2, -inf",
        "-5, 2, -inf",
        "-5, -2, inf",
        "0, 2, invalid",
        "5, 0, invalid",
        "0, 0, invalid",
        "inf, 2, inf",
        "inf, -2, -inf",
        "-inf, 2, -inf",
        "inf, 0, invalid",
        "indefinite, 2, indefinite",
        "indefinite, 0, invalid",
        "invalid, 2, invalid",
        "invalid, 0, invalid"
    })
    void S6_timesRatioByZero(String time, int multiplier, String product) {
        assertThat(named(time).timesRatio(multiplier, 0)).isEqualTo(named(product));
    }

    static void assertTicks(MediaTime time, long value, int timescale, boolean rounded) {
        assertThat(time.isNumeric()).as("%s is numeric", time).isTrue();
        assertThat(time.value()).as("value of %s", time).isEqualTo(value);
        assertThat(time.timescale()).as("timescale of %s", time).isEqualTo(timescale);
        assertThat(time.hasBeenRounded()).as("%s has been rounded", time).isEqualTo(rounded);
    }

    private static MediaTime named(String name) {
        return switch (name) {
            case "inf" -> POSITIVE_INFINITY;
            case "-inf" -> NEGATIVE_INFINITY;
            case "indefinite" -> INDEFINITE;
            case "invalid" -> INVALID;
            default -> seconds(Long.parseLong(name));
        };
    }
}
