package dev.reelwright.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * The integer arithmetic under {@link MediaTime}: exact fractions, and the time that stands for one that does not fit.
 */
final class TimeArithmetic {
    private static final long LARGEST_EXACT_DOUBLE_INTEGER = 1L << 53;

    /** Enough digits that a quotient of a long and an int is never rounded onto or off the middle of two doubles. */
    private static final MathContext DOUBLE_SAFE = new MathContext(60);

    private TimeArithmetic() {}

    static boolean productFits(long a, long b) {
        return Math.multiplyHigh(a, b) == (a * b) >> 63;
    }

    static boolean fits(BigInteger number) {
        return number.bitLength() < Long.SIZE;
    }

    /** The greatest common divisor; {@code b} is positive, and {@code a} may be any number. */
    static long gcd(long a, long b) {
        long x = b;
        long y = Math.abs(a % b);
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    /** The least common multiple of two timescales: at most 62 bits. */
    static long lcm(int a, int b) {
        return a == b ? a : a / gcd(a, b) * b;
    }

    /** Compares a/b with c/d by their cross products, which take up to 95 bits. */
    static int compareFractions(long a, int b, long c, int d) {
        int high = Long.compare(Math.multiplyHigh(a, d), Math.multiplyHigh(c, b));
        return high != 0 ? high : Long.compareUnsigned(a * d, c * b);
    }

    /** The double nearest to a/b. */
    static double quotient(long a, int b) {
        if (-LARGEST_EXACT_DOUBLE_INTEGER <= a && a <= LARGEST_EXACT_DOUBLE_INTEGER) {
            return (double) a / b;
        }
        return quotient(BigInteger.valueOf(a), BigInteger.valueOf(b));
    }

    static double quotient(BigInteger a, BigInteger b) {
        return new BigDecimal(a).divide(new BigDecimal(b), DOUBLE_SAFE).doubleValue();
    }

    /** A finite double times {@code factor}, as an exact fraction. */
    static Fraction exactly(double number, long factor) {
        BigDecimal exact = new BigDecimal(number);
        return new Fraction(
                exact.unscaledValue().multiply(BigInteger.valueOf(factor)), BigInteger.TEN.pow(exact.scale()));
    }

    /**
     * The time of {@code fraction} seconds at {@code timescale} or, where the value overflows there, at the first of
     * its halves that holds it; infinite where not even whole seconds do.
     *
     * @param sourceTimescale the timescale that the fraction comes from, which {@link Rounding#QUICKTIME} asks for
     */
    static MediaTime atScale(Fraction fraction, int timescale, Rounding rounding, int sourceTimescale, Sticky sticky) {
        for (int scale = timescale; scale > 0; scale /= 2) {
            BigInteger ticks = fraction.numerator().multiply(BigInteger.valueOf(scale));
            BigInteger value = rounding.divide(ticks, fraction.denominator(), scale > sourceTimescale);
            if (fits(value)) {
                boolean exact = value.multiply(fraction.denominator()).equals(ticks);
                return MediaTime.numeric(value.longValue(), scale, sticky.epoch(), sticky.rounded() || !exact);
            }
        }
        return MediaTime.infinity(fraction.numerator().signum(), true);
    }

    static MediaTime atScale(Fraction fraction, int timescale, Sticky sticky) {
        return atScale(fraction, timescale, Rounding.HALF_AWAY_FROM_ZERO, timescale, sticky);
    }

    /**
     * The time of {@code fraction} seconds, exact if any timescale can express it: a multiple of {@code preferred}
     * where there is one, else the smallest. What no timescale can express is rounded at the largest.
     */
    static MediaTime atAnyScale(Fraction fraction, int preferred, Sticky sticky) {
        Fraction reduced = fraction.reduced();
        if (reduced.denominator().bitLength() >= Integer.SIZE) {
            return atScale(reduced, MediaTime.MAX_TIMESCALE, sticky);
        }
        int smallest = reduced.denominator().intValueExact();
        long common = lcm(preferred, smallest);
        BigInteger value = reduced.numerator().multiply(BigInteger.valueOf(common / smallest));
        return common <= MediaTime.MAX_TIMESCALE && fits(value)
                ? MediaTime.numeric(value.longValue(), (int) common, sticky.epoch(), sticky.rounded())
                : atScale(reduced, smallest, sticky);
    }

    /** What a result inherits from its operands. */
    record Sticky(boolean rounded, long epoch) {
        static final Sticky NONE = new Sticky(false, 0);
    }

    /** An exact ratio of two whole numbers; the denominator is positive. */
    record Fraction(BigInteger numerator, BigInteger denominator) {
        static Fraction of(long numerator, long denominator) {
            return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
        }

        Fraction plus(Fraction other) {
            return new Fraction(
                    numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                    denominator.multiply(other.denominator));
        }

        Fraction times(Fraction other) {
            return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
        }

        /** Divided by a fraction that is not zero. */
        Fraction over(Fraction other) {
            BigInteger dividend = numerator.multiply(other.denominator);
            BigInteger divisor = denominator.multiply(other.numerator);
            return divisor.signum() > 0
                    ? new Fraction(dividend, divisor)
                    : new Fraction(dividend.negate(), divisor.negate());
        }

        /** The remainder of the division by a positive fraction: at least zero, less than the divisor. */
        Fraction modulo(Fraction divisor) {
            BigInteger remainder = numerator.multiply(divisor.denominator).mod(divisor.numerator.multiply(denominator));
            return new Fraction(remainder, denominator.multiply(divisor.denominator));
        }

        Fraction reduced() {
            BigInteger common = numerator.gcd(denominator);
            return new Fraction(numerator.divide(common), denominator.divide(common));
        }

        double toDouble() {
            return quotient(numerator, denominator);
        }
    }
}
