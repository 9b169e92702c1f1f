package dev.reelwright.internal.copy;

import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import java.nio.ByteBuffer;

/** Samples of QuickTime time code: the number of the first frame, from which players count (QuickTime File Format, tmcd). */
public final class TimecodeSamples implements CueCopier.Rewriting {
    /** The four-character code of such tracks. */
    public static final String CODEC = "tmcd";

    /** From the entry's type on: six reserved bytes, the data reference, four reserved bytes, the flags. */
    private static final int TIMESCALE = 4 + 6 + 2 + 4 + 4;

    private final int timescale;
    private final int frameDuration;

    private TimecodeSamples(int timescale, int frameDuration) {
        this.timescale = timescale;
        this.frameDuration = frameDuration;
    }

    /** @param entry the sample description from its type on */
    public static CueCopier.Rewriting of(ByteBuffer entry) {
        if (entry.remaining() < TIMESCALE + 2 * Integer.BYTES) {
            return CueCopier.AS_IT_IS;
        }
        int timescale = entry.getInt(TIMESCALE);
        int frameDuration = entry.getInt(TIMESCALE + Integer.BYTES);
        return timescale <= 0 || frameDuration <= 0
                ? CueCopier.AS_IT_IS
                : new TimecodeSamples(timescale, frameDuration);
    }

    @Override
    public byte[] without(byte[] sample, MediaTime cut) {
        if (sample.length < Integer.BYTES) {
            return sample;
        }
        byte[] changed = sample.clone();
        ByteBuffer number = ByteBuffer.wrap(changed);
        // the frame that is on at the new start
        long frames = cut.toTicks(frameDuration, timescale, Rounding.TOWARD_NEGATIVE_INFINITY);
        number.putInt(0, (int) (number.getInt(0) + frames));
        return changed;
    }
}
