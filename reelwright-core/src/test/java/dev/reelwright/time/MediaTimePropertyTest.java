package dev.reelwright.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

class MediaTimePropertyTest {

    // Order.

    @Property
    void S1_orderIsThatOfTheRationals(
            @ForAll(supplier = Times.Numeric.class) MediaTime a, @ForAll(supplier = Times.Numeric.class) MediaTime b) {
        int expected = Reference.of(a).compareTo(Reference.of(b));

        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(expected);
    }

    @Property
    void S1_orderIsTotal(
            @ForAll(supplier = Times.Any.class) MediaTime a,
            @ForAll(supplier = Times.Any.class) MediaTime b,
            @ForAll(supplier = Times.Any.class) MediaTime c) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.compareTo(a)).isZero();
        if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a).isLessThanOrEqualTo(c);
        }
    }

    @Property
    void S1_equalityGoesWithOrderAndHash(
            @ForAll(supplier = Times.Few.class) MediaTime a, @ForAll(supplier = Times.Few.class) MediaTime b) {
        boolean same = a.value() * b.timescale() == b.value() * a.timescale();

        assertThat(a.equals(b)).isEqualTo(same);
        assertThat(a.compareTo(b) == 0).isEqualTo(same);
        if (same) {
            assertThat(a).hasSameHashCodeAs(b);
        }
    }

    @Property
    void S1_expandedTimesAreEqual(
            @ForAll(supplier = Times.Moderate.class) MediaTime time,
            @ForAll @IntRange(min = 1, max = 1000) int factor) {
        MediaTime expanded = MediaTime.of(time.value() * factor, time.timescale() * factor);

        assertThat(expanded).isEqualTo(time).hasSameHashCodeAs(time);
    }

    // Sums.

    @Property
    void S2_sumsCommute(
            @ForAll(supplier = Times.Any.class) MediaTime a, @ForAll(supplier = Times.Any.class) MediaTime b) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
    }

    @Property
    void S2_differenceIsTheSumWithTheNegative(
            @ForAll(supplier = Times.Moderate.class) MediaTime a, @ForAll(supplier = Times.Any.class) MediaTime b) {
        if (b.value() != Long.MIN_VALUE) {
            assertThat(a.minus(b)).isEqualTo(a.plus(b.negate()));
        }
    }

    @Property
    void S3_sumFollowsTheOverflowRule(
            @ForAll(supplier = Times.Numeric.class) MediaTime a, @ForAll(supplier = Times.Numeric.class) MediaTime b) {
        Reference exact = Reference.of(a).plus(Reference.of(b));

        assertFollowsOverflowRule(a.plus(b), exact, a, b);
    }

    @Property
    void S3_differenceFollowsTheOverflowRule(
            @ForAll(supplier = Times.Numeric.class) MediaTime a, @ForAll(supplier = Times.Numeric.class) MediaTime b) {
        Reference exact = Reference.of(a).minus(Reference.of(b));

        assertFollowsOverflowRule(a.minus(b), exact, a, b);
    }

    @Property
    void S3_exactSumsAssociate(
            @ForAll(supplier = Times.Moderate.class) MediaTime a,
            @ForAll(supplier = Times.Moderate.class) MediaTime b,
            @ForAll(supplier = Times.Moderate.class) MediaTime c) {
        MediaTime sum = a.plus(b).plus(c);

        assertThat(sum.hasBeenRounded()).isFalse();
        assertThat(Reference.of(sum))
                .isEqualTo(Reference.of(a).plus(Reference.of(b)).plus(Reference.of(c)));
        assertThat(sum).isEqualTo(a.plus(b.plus(c)));
        assertThat(sum.minus(c)).isEqualTo(a.plus(b));
    }

    private static void assertFollowsOverflowRule(MediaTime result, Reference exact, MediaTime a, MediaTime b) {
        BigInteger first = BigInteger.valueOf(a.timescale());
        BigInteger second = BigInteger.valueOf(b.timescale());
        BigInteger common = first.multiply(second).divide(first.gcd(second));
        long scale = common.min(BigInteger.valueOf(Reference.MAX_TIMESCALE)).longValueExact();

        assertSameTicks(result, exact.atScale(scale, RoundingMode.HALF_UP));
        assertMarkedIfInexact(result, exact);
    }

    // Rounding.

    @Property
    void S4_conversionsRoundAsBigDecimal(
            @ForAll(supplier = Times.Numeric.class) MediaTime time,
            @ForAll @IntRange(min = 1) int timescale,
            @ForAll Rounding rounding) {
        Reference exact = Reference.of(time);
        RoundingMode mode = mode(rounding, timescale > time.timescale());
        // Where halving changes the direction of the conversion, the QuickTime rule changes sides on the way.
        boolean fits = exact.rounded(timescale, RoundingMode.UP).bitLength() < 64;

        MediaTime converted = time.convertScale(timescale, rounding);

        if (fits && rounding == Rounding.QUICKTIME) {
            assertThat(converted.value())
                    .isEqualTo(quickTime(exact, timescale, mode).longValueExact());
        } else if (rounding != Rounding.QUICKTIME) {
            assertSameTicks(converted, exact.atScale(timescale, mode));
        }
        assertMarkedIfInexact(converted, exact);
    }

    @Property
    void S4_smallConversionsRoundAsBigDecimal(
            @ForAll @LongRange(min = -100, max = 100) long value,
            @ForAll @IntRange(min = 1, max = 20) int from,
            @ForAll @IntRange(min = 1, max = 20) int to,
            @ForAll Rounding rounding) {
        Reference exact = Reference.of(value, from);
        RoundingMode mode = mode(rounding, to > from);
        BigInteger expected = rounding == Rounding.QUICKTIME ? quickTime(exact, to, mode) : exact.rounded(to, mode);

        MediaTime converted = MediaTime.of(value, from).convertScale(to, rounding);

        assertThat(converted.value()).isEqualTo(expected.longValueExact());
        assertThat(converted.timescale()).isEqualTo(to);
        assertMarkedIfInexact(converted, exact);
    }

    @Property
    void S4_ticksRoundAsBigDecimalAndSaturate(
            @ForAll(supplier = Times.Numeric.class) MediaTime time,
            @ForAll @IntRange(min = 1) int numerator,
            @ForAll @IntRange(min = 1) int denominator,
            @ForAll Rounding rounding) {
        Reference unit = Reference.of(numerator, denominator);
        boolean finer = unit.compareTo(Reference.of(1, time.timescale())) < 0;
        Reference exact = Reference.of(time).over(unit);
        RoundingMode mode = mode(rounding, finer);
        BigInteger expected = rounding == Rounding.QUICKTIME ? quickTime(exact, 1, mode) : exact.rounded(1, mode);
        BigInteger saturated = expected.max(BigInteger.valueOf(Long.MIN_VALUE)).min(BigInteger.valueOf(Long.MAX_VALUE));

        assertThat(time.toTicks(numerator, denominator, rounding)).isEqualTo(saturated.longValueExact());
    }

    @Property
    void S4_timesOfTicksAreExactOrNearest(
            @ForAll long ticks, @ForAll @IntRange(min = 1) int numerator, @ForAll @IntRange(min = 1) int denominator) {
        Reference exact = Reference.of(ticks, 1).times(Reference.of(numerator, denominator));

        MediaTime time = MediaTime.ofTicks(ticks, numerator, denominator);

        boolean expressible = exact.numerator().bitLength() < 64;
        assertMarkedIfInexact(time, exact);
        assertThat(time.hasBeenRounded()).isEqualTo(!expressible);
        if (!expressible) {
            assertSameTicks(time, exact.atScale(exact.denominator().longValueExact(), RoundingMode.HALF_UP));
        }
    }

    @Property
    void S4_ticksOfTimesOfTicksAreTheSame(
            @ForAll @LongRange(min = -(1L << 62), max = 1L << 62) long ticks,
            @ForAll @IntRange(min = 1, max = 2000) int numerator,
            @ForAll @IntRange(min = 1) int denominator,
            @ForAll Rounding rounding) {
        MediaTime time = MediaTime.ofTicks(ticks, numerator, denominator);

        if (!time.hasBeenRounded()) {
            assertThat(time.toTicks(numerator, denominator, rounding)).isEqualTo(ticks);
        }
    }

    private static RoundingMode mode(Rounding rounding, boolean finer) {
        return switch (rounding) {
            case HALF_AWAY_FROM_ZERO -> RoundingMode.HALF_UP;
            case TOWARD_ZERO -> RoundingMode.DOWN;
            case AWAY_FROM_ZERO -> RoundingMode.UP;
            case QUICKTIME -> finer ? RoundingMode.UP : RoundingMode.DOWN;
            case TOWARD_POSITIVE_INFINITY -> RoundingMode.CEILING;
            case TOWARD_NEGATIVE_INFINITY -> RoundingMode.FLOOR;
        };
    }

    private static BigInteger quickTime(Reference exact, long scale, RoundingMode mode) {
        BigInteger ticks = exact.rounded(scale, mode);
        boolean negativeBecameZero = ticks.signum() == 0 && exact.numerator().signum() < 0;
        return negativeBecameZero ? BigInteger.ONE.negate() : ticks;
    }

    // Seconds, durations and text.

    @Property
    void S5_fromSecondsIsTheNearestTick(@ForAll double seconds, @ForAll @IntRange(min = 1) int timescale) {
        Reference exact = Reference.of(new BigDecimal(seconds));

        MediaTime time = MediaTime.ofSeconds(seconds, timescale);

        assertSameTicks(time, exact.atScale(timescale, RoundingMode.HALF_UP));
        assertThat(time.hasBeenRounded()).isEqualTo(time.toSeconds() != seconds);
    }

    @Property
    void S5_toSecondsIsTheNearestDouble(@ForAll(supplier = Times.Numeric.class) MediaTime time) {
        double nearest = new BigDecimal(time.value())
                .divide(new BigDecimal(time.timescale()), new MathContext(100))
                .doubleValue();

        assertThat(time.toSeconds()).isEqualTo(nearest);
    }

    @Property
    void S5_durationsRoundTrip(@ForAll long seconds, @ForAll @IntRange(max = 999_999_999) int nanos) {
        Duration duration = Duration.ofSeconds(seconds, nanos);

        MediaTime time = MediaTime.of(duration);

        Reference exact = Reference.of(seconds, 1).plus(Reference.of(nanos, 1_000_000_000));
        assertMarkedIfInexact(time, exact);
        if (!time.hasBeenRounded()) {
            assertThat(time.toDuration(Rounding.TOWARD_ZERO)).isEqualTo(duration);
        }
    }

    @Property
    void S5_toDurationRoundsAsBigDecimal(
            @ForAll(supplier = Times.Numeric.class) MediaTime time, @ForAll Rounding rounding) {
        Reference exact = Reference.of(time);
        RoundingMode mode = mode(rounding, 1_000_000_000 > time.timescale());
        BigInteger nanos = rounding == Rounding.QUICKTIME
                ? quickTime(exact, 1_000_000_000, mode)
                : exact.rounded(1_000_000_000, mode);

        Duration duration = time.toDuration(rounding);

        assertThat(new BigDecimal(duration.getSeconds()).movePointRight(9).add(new BigDecimal(duration.getNano())))
                .isEqualByComparingTo(new BigDecimal(nanos));
    }

    @Property
    void S5_decimalsParseExactly(
            @ForAll @BigRange(min = "-9000000000", max = "9000000000") @Scale(9) BigDecimal seconds) {
        MediaTime time = MediaTime.parse(seconds.toPlainString());

        assertThat(time.hasBeenRounded()).isFalse();
        assertThat(Reference.of(time)).isEqualTo(Reference.of(seconds));
    }

    @Property
    void S5_clockTimesParseExactly(
            @ForAll @IntRange(max = 100_000) int hours,
            @ForAll @IntRange(max = 59) int minutes,
            @ForAll @BigRange(min = "0", max = "59.999") @Scale(3) BigDecimal seconds) {
        Reference exact = Reference.of(hours * 3600L + minutes * 60L, 1).plus(Reference.of(seconds));

        assertThat(Reference.of(MediaTime.parse("%d:%02d:%s".formatted(hours, minutes, seconds.toPlainString()))))
                .isEqualTo(exact);
        assertThat(Reference.of(MediaTime.parse("%dh%dm%ss".formatted(hours, minutes, seconds.toPlainString()))))
                .isEqualTo(exact);
    }

    @Property
    void S5_ratiosParseAsGiven(@ForAll(supplier = Times.Numeric.class) MediaTime time) {
        if (time.value() != Long.MIN_VALUE) {
            assertSameTicks(MediaTime.parse(time.value() + "/" + time.timescale()), time);
        }
    }

    @Property
    void S5_describedSecondsAreWithinHalfAMicrosecond(@ForAll(supplier = Times.Numeric.class) MediaTime time) {
        String[] parts = time.toString().split(" s ", 2);

        BigDecimal shown = new BigDecimal(parts[0]);
        BigDecimal exact = new BigDecimal(time.value()).divide(new BigDecimal(time.timescale()), new MathContext(60));
        assertThat(shown.subtract(exact).abs()).isLessThanOrEqualTo(new BigDecimal("0.0000005"));
        assertThat(parts[1]).isEqualTo("(" + time.value() + "/" + time.timescale() + ")");
    }

    // Products.

    @Property
    void S6_timesIntegerFollowsTheOverflowRule(
            @ForAll(supplier = Times.Numeric.class) MediaTime time, @ForAll int multiplier) {
        Reference exact = Reference.of(time).times(Reference.of(multiplier, 1));

        MediaTime product = time.times(multiplier);

        assertSameTicks(product, exact.atScale(time.timescale(), RoundingMode.HALF_UP));
        assertMarkedIfInexact(product, exact);
    }

    @Property
    void S6_timesDoubleFollowsTheOverflowRule(
            @ForAll(supplier = Times.Numeric.class) MediaTime time, @ForAll double multiplier) {
        Reference exact = Reference.of(time).times(Reference.of(new BigDecimal(multiplier)));
        long scale = time.timescale();
        while (scale < 65536) {
            scale += scale;
        }

        MediaTime product = time.times(multiplier);

        assertSameTicks(product, exact.atScale(scale, RoundingMode.HALF_UP));
        assertMarkedIfInexact(product, exact);
    }

    @Property
    void S6_timesRatioIsExactIfAnyTimescaleIs(
            @ForAll(supplier = Times.Numeric.class) MediaTime time, @ForAll int multiplier, @ForAll int divisor) {
        if (divisor == 0) {
            return;
        }
        Reference exact = Reference.of(time).times(Reference.of(multiplier, divisor));
        boolean expressible =
                exact.numerator().bitLength() < 64 && exact.denominator().bitLength() < 32;

        MediaTime product = time.timesRatio(multiplier, divisor);

        assertThat(product.hasBeenRounded()).isEqualTo(!expressible);
        assertMarkedIfInexact(product, exact);
        if (!expressible) {
            long scale = exact.denominator()
                    .min(BigInteger.valueOf(Reference.MAX_TIMESCALE))
                    .longValueExact();
            assertSameTicks(product, exact.atScale(scale, RoundingMode.HALF_UP));
        }
    }

    @Property
    void S6_smallRatiosAreExact(
            @ForAll(supplier = Times.Moderate.class) MediaTime time,
            @ForAll @IntRange(min = -1000, max = 1000) int multiplier,
            @ForAll @IntRange(min = 1, max = 1000) int divisor) {
        MediaTime product = time.timesRatio(multiplier, divisor);

        assertThat(product.hasBeenRounded()).isFalse();
        assertThat(Reference.of(product)).isEqualTo(Reference.of(time).times(Reference.of(multiplier, divisor)));
        assertThat(product.timescale() % time.timescale()).isZero();
    }

    private static void assertSameTicks(MediaTime actual, MediaTime expected) {
        assertThat(actual).isEqualTo(expected);
        assertThat(actual.value()).isEqualTo(expected.value());
        assertThat(actual.timescale()).isEqualTo(expected.timescale());
    }

    private static void assertMarkedIfInexact(MediaTime time, Reference exact) {
        boolean inexact = !time.isNumeric() || !Reference.of(time).equals(exact);
        assertThat(time.hasBeenRounded()).isEqualTo(inexact);
    }
}
