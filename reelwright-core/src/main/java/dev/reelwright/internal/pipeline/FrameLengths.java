package dev.reelwright.internal.pipeline;

import java.util.Collections;
import java.util.List;

/**
 * Compares how long the first and the last frames of a run are shown.
 *
 * <p>Encoders that reorder pictures stamp decode times by the lengths of the first frames. Where the last frames are longer,
 * the decode times end before the presentation does, and readers that add them up see too short a track. A sync sample as
 * the last frame mends it: it is shown when it is decoded.
 */
final class FrameLengths {
    /** As many pictures as any encoder here holds back for reordering. */
    private static final int MOST_HELD_BACK = 4;

    private static final int WINDOW = MOST_HELD_BACK + 1;

    private final long[] first = new long[WINDOW];
    private final long[] latest = new long[WINDOW];
    private final boolean beginningIsKnown;
    private long count;

    FrameLengths() {
        beginningIsKnown = false;
    }

    /** For a run that is followed by packets of others: its end is none of the track. */
    static FrameLengths ofAny() {
        return new FrameLengths(Collections.nCopies(WINDOW, Long.MAX_VALUE / (2 * WINDOW)));
    }

    /** For the last frames of a run whose first ones were these. */
    FrameLengths(List<Long> beginning) {
        beginningIsKnown = true;
        for (int i = 0; i < Math.min(WINDOW, beginning.size()); i++) {
            first[i] = beginning.get(i);
        }
    }

    /** As many lengths at the beginning as are looked at. */
    static int window() {
        return WINDOW;
    }

    void add(long ticks) {
        if (count < WINDOW && !beginningIsKnown) {
            first[(int) count] = ticks;
        }
        latest[(int) (count % WINDOW)] = ticks;
        count++;
    }

    /** Whether, for any number of pictures held back, the frames so far end longer than they began. */
    boolean endLongerThanTheyBegan() {
        long begin = 0;
        long end = 0;
        long last = latest(0);
        for (int held = 1; held < Math.min(count, WINDOW); held++) {
            begin += first[held - 1];
            end += latest(held);
            if (Math.max(end, end - latest(held) + last) > begin) {
                return true;
            }
        }
        return false;
    }

    /** Length of the frame that many before the last. */
    private long latest(int back) {
        return latest[(int) ((count - 1 - back) % WINDOW)];
    }
}
