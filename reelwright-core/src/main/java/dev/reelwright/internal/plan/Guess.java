package dev.reelwright.internal.plan;

import dev.reelwright.export.SizeRange;

/**
 * A number of bytes that is not known exactly.
 *
 * @param bytes the best guess
 * @param error how far off it may be to either side in nearly all cases
 */
public record Guess(double bytes, double error) {
    public static Guess exactly(double bytes) {
        return new Guess(bytes, 0);
    }

    /** The sum of two parts whose errors have nothing to do with each other. */
    public Guess plus(Guess other) {
        return new Guess(bytes + other.bytes, Math.hypot(error, other.error));
    }

    public Guess times(double factor) {
        return new Guess(bytes * factor, error * factor);
    }

    /** The error as a share of the bytes. */
    public double relativeError() {
        return bytes <= 0 ? 0 : error / bytes;
    }

    public SizeRange range() {
        long expected = Math.round(bytes);
        long low = Math.max(0, Math.min(expected, (long) Math.floor(bytes - error)));
        return new SizeRange(expected, low, Math.max(expected, (long) Math.ceil(bytes + error)));
    }
}
