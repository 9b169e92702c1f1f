package dev.reelwright.export;

/**
 * How many bytes a file is expected to have.
 *
 * @param expected the best guess
 * @param low the file is hardly smaller
 * @param high the file is hardly larger
 */
public record SizeRange(long expected, long low, long high) {
    public SizeRange {
        if (low < 0 || low > expected || expected > high) {
            throw new IllegalArgumentException("not a range of sizes: " + low + " <= " + expected + " <= " + high);
        }
    }

    /** The sum of two independent parts. */
    public SizeRange plus(SizeRange other) {
        return new SizeRange(expected + other.expected, low + other.low, high + other.high);
    }
}
