package dev.reelwright.internal.pipeline;

/**
 * Compares how long the first and the last frames of a run are shown.
 *
 * <p>Encoders that reorder pictures stamp decode times by the lengths of the first frames. Where the last frames are longer,
 * the decode times end before the presentation does, and readers that add them up see too short a track. A sync sample as
 * the last frame mends it: it is shown when it is decoded.
 */
final class FrameLengths {
    /** More than the pictures that any encoder here holds back for reordering. */
    private static final int WINDOW = 4;

    private final long[] first = new long[WINDOW];
    private final long[] latest = new long[WINDOW];
    private long count;

    void add(long ticks) {
        if (count < WINDOW) {
            first[(int) count] = ticks;
        }
        latest[(int) (count % WINDOW)] = ticks;
        count++;
    }

    /** Whether the frames so far end longer than they began. */
    boolean endLongerThanTheyBegan() {
        long begin = 0;
        long end = 0;
        for (int i = 0; i < Math.min(count, WINDOW); i++) {
            begin += first[i];
            end += latest[i];
        }
        return end > begin;
    }
}
