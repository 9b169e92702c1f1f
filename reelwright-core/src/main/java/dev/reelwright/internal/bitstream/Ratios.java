package dev.reelwright.internal.bitstream;

import dev.reelwright.asset.FormatDescription.Ratio;
import java.math.BigInteger;

/** Ratios in their lowest terms. */
final class Ratios {
    private Ratios() {}

    /** Unknown where a side of it has no place in an int. */
    static Ratio reduced(long numerator, long denominator) {
        if (numerator <= 0 || denominator <= 0) {
            return Ratio.UNKNOWN;
        }
        long divisor = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .longValue();
        long over = numerator / divisor;
        long under = denominator / divisor;
        return over > Integer.MAX_VALUE || under > Integer.MAX_VALUE
                ? Ratio.UNKNOWN
                : new Ratio((int) over, (int) under);
    }
}
