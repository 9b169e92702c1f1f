package dev.reelwright.time;

import java.math.BigInteger;

/**
 * The way to choose between the two ticks next to a time that lies between them.
 *
 * <p>The choices are those of Core Media's {@code CMTimeRoundingMethod}. A time that is a whole number of ticks is the
 * same under all of them.
 */
public enum Rounding {
    /** The nearer tick; from the middle, the one farther from zero. The default of all arithmetic. */
    HALF_AWAY_FROM_ZERO,

    /** The tick nearer to zero: truncation. */
    TOWARD_ZERO,

    /** The tick farther from zero. */
    AWAY_FROM_ZERO,

    /**
     * Toward zero when the new ticks are longer than the old, away from zero when they are shorter; but never from a
     * negative time to zero.
     */
    QUICKTIME,

    /** The later tick: ceiling. */
    TOWARD_POSITIVE_INFINITY,

    /** The earlier tick: floor. */
    TOWARD_NEGATIVE_INFINITY;

    /**
     * The quotient as a whole number; {@code divisor} is positive, and {@code finer} says that the ticks counted by the
     * quotient are shorter than those the dividend came from, which only {@link #QUICKTIME} asks.
     */
    long divide(long dividend, long divisor, boolean finer) {
        long quotient = dividend / divisor;
        long remainder = Math.abs(dividend % divisor);
        if (remainder == 0) {
            return quotient;
        }
        int half = Long.compare(remainder, divisor - remainder);
        if (!stepsAway(dividend < 0, quotient == 0, half, finer)) {
            return quotient;
        }
        return dividend < 0 ? quotient - 1 : quotient + 1;
    }

    /** As {@link #divide(long, long, boolean)}, for numbers of any size. */
    BigInteger divide(BigInteger dividend, BigInteger divisor, boolean finer) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        BigInteger quotient = parts[0];
        BigInteger remainder = parts[1].abs();
        if (remainder.signum() == 0) {
            return quotient;
        }
        int half = remainder.compareTo(divisor.subtract(remainder));
        if (!stepsAway(dividend.signum() < 0, quotient.signum() == 0, half, finer)) {
            return quotient;
        }
        return quotient.add(BigInteger.valueOf(dividend.signum()));
    }

    /**
     * Whether a truncated quotient with a remainder goes one step away from zero; {@code half} compares it with 1/2.
     */
    private boolean stepsAway(boolean negative, boolean truncatedToZero, int half, boolean finer) {
        return switch (this) {
            case HALF_AWAY_FROM_ZERO -> half >= 0;
            case TOWARD_ZERO -> false;
            case AWAY_FROM_ZERO -> true;
            case QUICKTIME -> finer || (negative && truncatedToZero);
            case TOWARD_POSITIVE_INFINITY -> !negative;
            case TOWARD_NEGATIVE_INFINITY -> negative;
        };
    }
}
