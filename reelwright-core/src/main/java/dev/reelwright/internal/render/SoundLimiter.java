package dev.reelwright.internal.render;

/**
 * Turns sums of sounds down where they are louder than full scale, so that nothing is clipped; all else stays as it is, to
 * the bit. The gain slides from block to block, each time before the loud samples come, and recovers slowly.
 *
 * <p>Blocks, arrays of samples by channel, come out one later than they go in.
 */
final class SoundLimiter {
    /** How far the gain recovers in a block: about 24 dB a second with 1024 samples of 48 kHz. */
    private static final float RECOVERY = 1.06f;

    private static final float[][] NOTHING = {};

    private float[][] held = NOTHING;
    /** What no sample of the held block may be multiplied by more than. */
    private float heldGain = 1;
    /** The gain at the beginning of the held block. */
    private float gain = 1;

    private float lowest = 1;

    /** Takes a block over and gives the one before, which is nothing at first. */
    float[][] push(float[][] block) {
        boolean first = held == NOTHING;
        float next = Math.min(1 / Math.max(1, peak(block)), first ? 1 : Math.min(1, heldGain * RECOVERY));
        float[][] done = turnDown(Math.min(heldGain, next));
        gain = first ? next : gain;
        held = block;
        heldGain = next;
        lowest = Math.min(lowest, next);
        return done;
    }

    /** The last block. */
    float[][] finish() {
        float[][] last = turnDown(heldGain);
        held = NOTHING;
        return last;
    }

    /** The least that anything was multiplied by: 1 when nothing was changed. */
    float lowestGain() {
        return lowest;
    }

    /** Lets the gain slide over the held block. */
    private float[][] turnDown(float until) {
        if (gain < 1 || until < 1) {
            for (float[] channel : held) {
                float step = (until - gain) / channel.length;
                for (int i = 0; i < channel.length; i++) {
                    channel[i] *= gain + step * i;
                }
            }
        }
        gain = until;
        return held;
    }

    private static float peak(float[][] block) {
        float peak = 0;
        for (float[] channel : block) {
            for (float sample : channel) {
                peak = Math.max(peak, Math.abs(sample));
            }
        }
        return peak;
    }
}
