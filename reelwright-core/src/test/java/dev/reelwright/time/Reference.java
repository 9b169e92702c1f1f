package dev.reelwright.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An exact rational number, written without regard to speed, that the results of the package are held against. */
record Reference(BigInteger numerator, BigInteger denominator) implements Comparable<Reference> {
    static final long MAX_TIMESCALE = 0x7fffffffL;

    Reference {
        if (denominator.signum() < 0) {
            numerator = numerator.negate();
            denominator = denominator.negate();
        }
        BigInteger common = numerator.gcd(denominator);
        numerator = numerator.divide(common);
        denominator = denominator.divide(common);
    }

    static Reference of(long numerator, long denominator) {
        return new Reference(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    static Reference of(MediaTime time) {
        return of(time.value(), time.timescale());
    }

    static Reference of(BigDecimal decimal) {
        return decimal.scale() >= 0
                ? new Reference(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
                : new Reference(decimal.toBigIntegerExact(), BigInteger.ONE);
    }

    Reference plus(Reference other) {
        return new Reference(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Reference minus(Reference other) {
        return plus(new Reference(other.numerator.negate(), other.denominator));
    }

    Reference times(Reference other) {
        return new Reference(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Reference over(Reference other) {
        return times(new Reference(other.denominator, other.numerator));
    }

    /** The number of whole units of 1/{@code scale}, as {@link BigDecimal} rounds it. */
    BigInteger rounded(long scale, RoundingMode mode) {
        return new BigDecimal(numerator.multiply(BigInteger.valueOf(scale)))
                .divide(new BigDecimal(denominator), 0, mode)
                .toBigIntegerExact();
    }

    /** The time at {@code scale}, or at the first of its halves where 64 bits hold it, or infinite. */
    MediaTime atScale(long scale, RoundingMode mode) {
        for (long candidate = scale; candidate >= 1; candidate /= 2) {
            BigInteger ticks = rounded(candidate, mode);
            if (ticks.bitLength() <= 63) {
                return MediaTime.of(ticks.longValueExact(), (int) candidate);
            }
        }
        return numerator.signum() > 0 ? MediaTime.POSITIVE_INFINITY : MediaTime.NEGATIVE_INFINITY;
    }

    @Override
    public int compareTo(Reference other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }
}
