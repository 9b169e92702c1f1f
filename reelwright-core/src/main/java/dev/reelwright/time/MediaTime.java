package dev.reelwright.time;

import dev.reelwright.time.TimeArithmetic.Fraction;
import dev.reelwright.time.TimeArithmetic.Sticky;
import java.math.BigInteger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An exact rational time in seconds, as an instant or as a duration: {@link #value()} ticks of 1/{@link #timescale()}
 * s.
 *
 * <p>A time is either <em>numeric</em> or one of {@link #NEGATIVE_INFINITY}, {@link #POSITIVE_INFINITY},
 * {@link #INDEFINITE} (not known yet) and {@link #INVALID}. Arithmetic never throws: a question without an answer gives
 * {@code INVALID}. Timescales run from 1 to {@link #MAX_TIMESCALE}; 600 to 90000 suits files.
 *
 * <p>Results are exact while they fit. A value that overflows 64 bits is expressed at half the timescale, and half
 * again, until it fits; beyond whole seconds it is infinite. Each result that had to be rounded, or came from one that
 * was, says so by {@link #hasBeenRounded()}; where no rounding is named, it is {@link Rounding#HALF_AWAY_FROM_ZERO}.
 *
 * <p>Equality and order are by value: 1/2 equals 300/600. In order: minus infinity, numeric times (a larger epoch being
 * later), indefinite, plus infinity, invalid. The {@code hasBeenRounded} mark takes no part.
 *
 * <p>The rules are those of Core Media's {@code CMTime}.
 */
public final class MediaTime implements Comparable<MediaTime> {
    /** The largest timescale. */
    public static final int MAX_TIMESCALE = Integer.MAX_VALUE;

    /** No time at all, as the answer to a question that has none; equal to itself and after every other time. */
    public static final MediaTime INVALID = new MediaTime(Kind.INVALID, false);

    /** A time that is not known yet, as the duration of a live stream. */
    public static final MediaTime INDEFINITE = new MediaTime(Kind.INDEFINITE, false);

    /** Later than every numeric time. */
    public static final MediaTime POSITIVE_INFINITY = new MediaTime(Kind.POSITIVE_INFINITY, false);

    /** Earlier than every numeric time. */
    public static final MediaTime NEGATIVE_INFINITY = new MediaTime(Kind.NEGATIVE_INFINITY, false);

    /** Zero seconds, at timescale 1. */
    public static final MediaTime ZERO = new MediaTime(0, 1, 0, false);

    private static final int NANOS_PER_SECOND = 1_000_000_000;

    /** The timescale that multiplication by a double reaches first, so that a coarse time keeps a fine product. */
    private static final int FINE_TIMESCALE = 65536;

    private final Kind kind;
    private final long value;
    private final int timescale;
    private final long epoch;
    private final boolean rounded;

    /** In ascending order of the times they name. */
    private enum Kind {
        NEGATIVE_INFINITY,
        NUMERIC,
        INDEFINITE,
        POSITIVE_INFINITY,
        INVALID;

        boolean isInfinite() {
            return this == NEGATIVE_INFINITY || this == POSITIVE_INFINITY;
        }

        Kind negate() {
            return switch (this) {
                case NEGATIVE_INFINITY -> POSITIVE_INFINITY;
                case POSITIVE_INFINITY -> NEGATIVE_INFINITY;
                default -> this;
            };
        }
    }

    private MediaTime(long value, int timescale, long epoch, boolean rounded) {
        this.kind = Kind.NUMERIC;
        this.value = value;
        this.timescale = timescale;
        this.epoch = epoch;
        this.rounded = rounded;
    }

    private MediaTime(Kind kind, boolean rounded) {
        this.kind = kind;
        this.value = 0;
        this.timescale = 0;
        this.epoch = 0;
        this.rounded = rounded;
    }

    static MediaTime numeric(long value, int timescale, long epoch, boolean rounded) {
        return new MediaTime(value, timescale, epoch, rounded);
    }

    /** The infinity of that sign; without a sign there is none, and the result is invalid. */
    static MediaTime infinity(int sign, boolean rounded) {
        if (sign == 0) {
            return INVALID;
        }
        return implied(sign > 0 ? Kind.POSITIVE_INFINITY : Kind.NEGATIVE_INFINITY, rounded);
    }

    private static MediaTime implied(Kind kind, boolean rounded) {
        return switch (kind) {
            case INVALID -> INVALID;
            case INDEFINITE -> INDEFINITE;
            case POSITIVE_INFINITY -> rounded ? new MediaTime(kind, true) : POSITIVE_INFINITY;
            case NEGATIVE_INFINITY -> rounded ? new MediaTime(kind, true) : NEGATIVE_INFINITY;
            case NUMERIC -> throw new AssertionError("a numeric time has a value of its own");
        };
    }

    /**
     * The time of {@code value} ticks of 1/{@code timescale} s, kept as given; invalid if the timescale is not
     * positive.
     */
    public static MediaTime of(long value, int timescale) {
        return of(value, timescale, 0);
    }

    /** As {@link #of(long, int)}, in the given epoch (pass of a looping timeline). */
    public static MediaTime of(long value, int timescale, long epoch) {
        return timescale <= 0 ? INVALID : new MediaTime(value, timescale, epoch, false);
    }

    /** The time of a whole number of seconds, at timescale 1. */
    public static MediaTime seconds(long seconds) {
        return new MediaTime(seconds, 1, 0, false);
    }

    /**
     * The tick of 1/{@code preferredTimescale} s nearest to {@code seconds}, from the middle the one farther from zero.
     *
     * <p>Where the value overflows, the timescale is halved until it fits. The result has been rounded if
     * {@link #toSeconds()} does not give {@code seconds} back.
     *
     * @return invalid if the timescale is not positive or {@code seconds} is not a number
     */
    public static MediaTime ofSeconds(double seconds, int preferredTimescale) {
        if (preferredTimescale <= 0 || Double.isNaN(seconds)) {
            return INVALID;
        }
        if (Double.isInfinite(seconds)) {
            return seconds > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
        }
        MediaTime time = TimeArithmetic.atScale(TimeArithmetic.exactly(seconds, 1), preferredTimescale, Sticky.NONE);
        boolean convertsBack = time.toSeconds() == seconds;
        return time.isNumeric() ? time.withRounded(!convertsBack) : time;
    }

    /**
     * The time of a duration, exact to the nanosecond, at the smallest timescale that expresses its fraction of a
     * second.
     */
    public static MediaTime of(Duration duration) {
        long nanos = duration.getNano();
        long common = TimeArithmetic.gcd(nanos, NANOS_PER_SECOND);
        int timescale = (int) (NANOS_PER_SECOND / common);
        Fraction seconds = Fraction.of(duration.getSeconds(), 1).plus(Fraction.of(nanos / common, timescale));
        return TimeArithmetic.atScale(seconds, timescale, Sticky.NONE);
    }

    /**
     * The time of {@code ticks} units of {@code numerator}/{@code denominator} s each, as a packet's time in an FFmpeg
     * time base; exact where any timescale can express it, and at timescale {@code denominator} where that one can.
     *
     * @throws IllegalArgumentException if the numerator or the denominator is not positive
     */
    public static MediaTime ofTicks(long ticks, int numerator, int denominator) {
        requireTimeBase(numerator, denominator);
        if (TimeArithmetic.productFits(ticks, numerator)) {
            return new MediaTime(ticks * numerator, denominator, 0, false);
        }
        Fraction seconds = new Fraction(
                BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(numerator)), BigInteger.valueOf(denominator));
        return TimeArithmetic.atAnyScale(seconds, denominator, Sticky.NONE);
    }

    /**
     * The time that {@code text} writes.
     *
     * <ul>
     *   <li>seconds: {@code 12.5}
     *   <li>clock time, hours optional: {@code 02:03}, {@code 1:02:03.5}
     *   <li>a ratio, kept as given: {@code 125/10}
     *   <li>units, largest first: {@code 1h2m}, {@code 1m30s}, {@code 2s}, {@code 500ms}, {@code 250us}
     *   <li>{@code inf}
     * </ul>
     *
     * <p>A {@code -} in front negates. Decimals are exact: {@code 0.1} is 1/10. Decimals finer than any timescale are
     * rounded to the nanosecond.
     *
     * @throws IllegalArgumentException if the text is none of these; the message says what is accepted
     */
    public static MediaTime parse(String text) {
        return TimeText.parse(text);
    }

    /** The number of ticks; 0 if the time is not numeric. */
    public long value() {
        return value;
    }

    /** The number of ticks in a second; 0 if the time is not numeric. */
    public int timescale() {
        return timescale;
    }

    /** The pass of a looping timeline that the time belongs to; 0 for all others, for durations and if not numeric. */
    public long epoch() {
        return epoch;
    }

    /** Whether this is any time other than {@link #INVALID}. */
    public boolean isValid() {
        return kind != Kind.INVALID;
    }

    /** Whether this is a number of seconds: neither infinite, nor indefinite, nor invalid. */
    public boolean isNumeric() {
        return kind == Kind.NUMERIC;
    }

    /** Whether this is a time that is not known yet. */
    public boolean isIndefinite() {
        return kind == Kind.INDEFINITE;
    }

    /** Whether this is later than every numeric time. */
    public boolean isPositiveInfinity() {
        return kind == Kind.POSITIVE_INFINITY;
    }

    /** Whether this is earlier than every numeric time. */
    public boolean isNegativeInfinity() {
        return kind == Kind.NEGATIVE_INFINITY;
    }

    /** Whether this time, or one it was computed from, differs from the exact result. */
    public boolean hasBeenRounded() {
        return rounded;
    }

    /**
     * The nearest double, in seconds, whatever the epoch: infinite for the infinities, NaN if indefinite or invalid.
     */
    public double toSeconds() {
        return switch (kind) {
            case NUMERIC -> TimeArithmetic.quotient(value, timescale);
            case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
            case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
            case INDEFINITE, INVALID -> Double.NaN;
        };
    }

    /**
     * This time as a duration, to the nanosecond.
     *
     * @throws ArithmeticException if this time is not numeric
     */
    public Duration toDuration(Rounding rounding) {
        if (kind != Kind.NUMERIC) {
            throw new ArithmeticException("time " + this + " has no java.time.Duration; only a numeric time has");
        }
        BigInteger nanos = rounding.divide(
                BigInteger.valueOf(value).multiply(BigInteger.valueOf(NANOS_PER_SECOND)),
                BigInteger.valueOf(timescale),
                NANOS_PER_SECOND > timescale);
        BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(NANOS_PER_SECOND));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }

    /**
     * This time in units of {@code numerator}/{@code denominator} s each, as an FFmpeg time base; the epoch is ignored.
     *
     * @return {@link Long#MAX_VALUE} or {@link Long#MIN_VALUE} for what lies beyond, the infinities included
     * @throws IllegalArgumentException if the numerator or the denominator is not positive
     * @throws ArithmeticException if this time is indefinite or invalid
     */
    public long toTicks(int numerator, int denominator, Rounding rounding) {
        requireTimeBase(numerator, denominator);
        return switch (kind) {
            case NUMERIC -> numericTicks(numerator, denominator, rounding);
            case POSITIVE_INFINITY -> Long.MAX_VALUE;
            case NEGATIVE_INFINITY -> Long.MIN_VALUE;
            case INDEFINITE, INVALID ->
                throw new ArithmeticException("time " + this + " is no number of ticks of " + numerator + "/"
                        + denominator + " s; only a numeric or infinite time is");
        };
    }

    private long numericTicks(int numerator, int denominator, Rounding rounding) {
        long divisor = (long) timescale * numerator;
        boolean finer = denominator > divisor;
        if (TimeArithmetic.productFits(value, denominator)) {
            return rounding.divide(value * denominator, divisor, finer);
        }
        BigInteger ticks = rounding.divide(
                BigInteger.valueOf(value).multiply(BigInteger.valueOf(denominator)),
                BigInteger.valueOf(divisor),
                finer);
        if (TimeArithmetic.fits(ticks)) {
            return ticks.longValue();
        }
        return value > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /**
     * This time at another timescale.
     *
     * @return a time that is not numeric unchanged; invalid if the timescale is not positive
     */
    public MediaTime convertScale(int newTimescale, Rounding rounding) {
        if (newTimescale <= 0) {
            return INVALID;
        }
        if (kind != Kind.NUMERIC || newTimescale == timescale) {
            return this;
        }
        if (TimeArithmetic.productFits(value, newTimescale)) {
            long product = value * newTimescale;
            long ticks = rounding.divide(product, timescale, newTimescale > timescale);
            return new MediaTime(ticks, newTimescale, epoch, rounded || product % timescale != 0);
        }
        return TimeArithmetic.atScale(fraction(), newTimescale, rounding, timescale, sticky());
    }

    /**
     * The sum. Two numeric times meet at the least common multiple of their timescales, or at {@link #MAX_TIMESCALE} if
     * that is smaller.
     *
     * <p>Invalid with anything is invalid, and so are opposite infinities and different epochs other than 0; otherwise
     * infinity wins over indefinite, and indefinite over numeric. Two times of one epoch give epoch 0.
     */
    public MediaTime plus(MediaTime other) {
        return kind == Kind.NUMERIC && other.kind == Kind.NUMERIC
                ? combine(other, 1)
                : implied(combine(kind, other.kind), rounded || other.rounded);
    }

    /**
     * The difference, by the rules of {@link #plus}: equal infinities give invalid, two times of one epoch a duration.
     */
    public MediaTime minus(MediaTime other) {
        return kind == Kind.NUMERIC && other.kind == Kind.NUMERIC
                ? combine(other, -1)
                : implied(combine(kind, other.kind.negate()), rounded || other.rounded);
    }

    private static Kind combine(Kind a, Kind b) {
        if (a == Kind.INVALID || b == Kind.INVALID || (a.isInfinite() && b == a.negate())) {
            return Kind.INVALID;
        }
        if (a.isInfinite()) {
            return a;
        }
        return b.isInfinite() ? b : Kind.INDEFINITE;
    }

    private MediaTime combine(MediaTime other, int sign) {
        if (epoch != other.epoch && epoch != 0 && other.epoch != 0) {
            return INVALID;
        }
        long sumEpoch = epoch == other.epoch ? 0 : epoch + other.epoch;
        boolean sumRounded = rounded || other.rounded;
        long common = TimeArithmetic.lcm(timescale, other.timescale);
        if (common <= MAX_TIMESCALE) {
            long factor = common / timescale;
            long otherFactor = common / other.timescale * sign;
            if (TimeArithmetic.productFits(value, factor) && TimeArithmetic.productFits(other.value, otherFactor)) {
                long a = value * factor;
                long b = other.value * otherFactor;
                long sum = a + b;
                boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
                if (!overflow) {
                    return new MediaTime(sum, (int) common, sumEpoch, sumRounded);
                }
            }
        }
        BigInteger addend = BigInteger.valueOf(other.value);
        Fraction sum =
                fraction().plus(new Fraction(sign < 0 ? addend.negate() : addend, BigInteger.valueOf(other.timescale)));
        int sumTimescale = (int) Math.min(common, MAX_TIMESCALE);
        return TimeArithmetic.atScale(sum, sumTimescale, new Sticky(sumRounded, sumEpoch));
    }

    /** This time with the opposite sign; indefinite and invalid stay. */
    public MediaTime negate() {
        return times(-1);
    }

    /** This time without its sign; indefinite and invalid stay. */
    public MediaTime abs() {
        return signum() < 0 ? negate() : this;
    }

    /** The product, at the same timescale. An infinity times 0 is invalid. */
    public MediaTime times(int multiplier) {
        if (kind != Kind.NUMERIC) {
            return timesImplied(Integer.signum(multiplier));
        }
        if (TimeArithmetic.productFits(value, multiplier)) {
            return new MediaTime(value * multiplier, timescale, epoch, rounded);
        }
        Fraction product = fraction().times(Fraction.of(multiplier, 1));
        return TimeArithmetic.atScale(product, timescale, sticky());
    }

    /**
     * The product, rounded at this timescale, which is first doubled until it is 65536 or more.
     *
     * <p>Times an infinity is infinite, and invalid if this time is 0; times NaN is invalid. An infinity times 0 is
     * invalid.
     */
    public MediaTime times(double multiplier) {
        if (Double.isNaN(multiplier)) {
            return INVALID;
        }
        if (kind != Kind.NUMERIC) {
            return timesImplied((int) Math.signum(multiplier));
        }
        if (Double.isInfinite(multiplier)) {
            return infinity(signum() * (multiplier > 0 ? 1 : -1), rounded);
        }
        int scale = timescale;
        while (scale < FINE_TIMESCALE) {
            scale *= 2;
        }
        Fraction product = TimeArithmetic.exactly(multiplier, value).times(Fraction.of(1, timescale));
        return TimeArithmetic.atScale(product, scale, sticky());
    }

    /**
     * The product with {@code multiplier}/{@code divisor}, exact where any timescale can express it, and at a multiple
     * of this timescale where there is one.
     *
     * <p>Division by 0 gives an infinity with the sign of the dividend; 0/0 is invalid, as is an infinity times 0.
     */
    public MediaTime timesRatio(int multiplier, int divisor) {
        if (kind == Kind.INVALID || (multiplier == 0 && divisor == 0)) {
            return INVALID;
        }
        int sign = Integer.signum(multiplier) * (divisor < 0 ? -1 : 1);
        if (kind != Kind.NUMERIC) {
            return timesImplied(sign);
        }
        return divisor == 0
                ? infinity(signum() * sign, rounded)
                : times(Fraction.of(multiplier, 1).over(Fraction.of(divisor, 1)));
    }

    /** The product of a numeric time and an exact ratio. */
    MediaTime times(Fraction ratio) {
        return TimeArithmetic.atAnyScale(fraction().times(ratio), timescale, sticky());
    }

    private MediaTime timesImplied(int sign) {
        return kind.isInfinite() ? infinity(signum() * sign, rounded) : this;
    }

    /** The earlier of two times; the first if they are equal. */
    public static MediaTime min(MediaTime a, MediaTime b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** The later of two times, where invalid is later than all; the first if they are equal. */
    public static MediaTime max(MediaTime a, MediaTime b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** Whether this time comes before the other in the order of {@link #compareTo}. */
    public boolean isBefore(MediaTime other) {
        return compareTo(other) < 0;
    }

    /** Whether this time comes after the other in the order of {@link #compareTo}. */
    public boolean isAfter(MediaTime other) {
        return compareTo(other) > 0;
    }

    /** A total order: minus infinity, numeric times by epoch and then by value, indefinite, plus infinity, invalid. */
    @Override
    public int compareTo(MediaTime other) {
        if (kind != other.kind) {
            return kind.compareTo(other.kind);
        }
        if (epoch != other.epoch) {
            return Long.compare(epoch, other.epoch);
        }
        return timescale == other.timescale
                ? Long.compare(value, other.value)
                : TimeArithmetic.compareFractions(value, timescale, other.value, other.timescale);
    }

    /** Whether the other is the same time, whatever the timescale: 1/2 equals 300/600. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MediaTime time && compareTo(time) == 0;
    }

    @Override
    public int hashCode() {
        if (kind != Kind.NUMERIC) {
            return kind.name().hashCode();
        }
        long common = TimeArithmetic.gcd(value, timescale);
        int hash = Long.hashCode(value / common) * 31 + Long.hashCode(timescale / common);
        return hash * 31 + Long.hashCode(epoch);
    }

    /** This time for people, in seconds to the microsecond: {@code 2.5 s}. */
    public String inSeconds() {
        return TimeText.seconds(this);
    }

    /** Seconds and the exact ratio: {@code 2.5 s (75/30)}; seconds are shown to the microsecond. */
    @Override
    public String toString() {
        return TimeText.describe(this);
    }

    /** The exact number of seconds of a numeric time. */
    Fraction fraction() {
        return Fraction.of(value, timescale);
    }

    Sticky sticky() {
        return new Sticky(rounded, epoch);
    }

    private MediaTime withRounded(boolean nowRounded) {
        return rounded == nowRounded ? this : new MediaTime(value, timescale, epoch, nowRounded);
    }

    private int signum() {
        return switch (kind) {
            case NUMERIC -> Long.signum(value);
            case POSITIVE_INFINITY -> 1;
            case NEGATIVE_INFINITY -> -1;
            case INDEFINITE, INVALID -> 0;
        };
    }

    private static void requireTimeBase(int numerator, int denominator) {
        if (numerator <= 0 || denominator <= 0) {
            throw new IllegalArgumentException("time base " + numerator + "/" + denominator
                    + " is not a unit of time; both parts are 1 to " + MAX_TIMESCALE);
        }
    }
}
