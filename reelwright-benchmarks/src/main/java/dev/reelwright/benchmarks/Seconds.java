package dev.reelwright.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Times as people read and compare them. */
final class Seconds {
    private Seconds() {}

    /** About three figures that count. */
    static String text(double seconds) {
        String format = seconds >= 1 ? "%.2f" : seconds >= 0.1 ? "%.3f" : "%.4f";
        return String.format(Locale.ROOT, format, seconds);
    }

    /** The one in the middle, or the mean of the two there. */
    static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
