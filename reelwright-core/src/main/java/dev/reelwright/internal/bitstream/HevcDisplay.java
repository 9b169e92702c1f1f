package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.Vui.Timing;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence parameter set of HEVC says of how its pictures are shown, ITU-T H.265 §E.2.1; bits are those of the raw unit.
 *
 * @param from the first bit that speaks of it
 * @param to the bit after it
 * @param fields flags of neutral chroma, pictures that are fields, and messages that tell of fields
 * @param window what of the pictures is to be shown, null for all
 * @param restriction the first bit of what encoders restrict themselves to, 0 where they do not
 */
record HevcDisplay(
        int from, int to, Vui vui, int fields, @Nullable Window window, int restriction) {
    private static final int FIELDS = 2;
    private static final int MOST_BUFFERS = 31;

    /** Samples of chroma left out at each side. */
    record Window(int left, int right, int top, int bottom) {}

    boolean showsFields() {
        return (fields & FIELDS) != 0;
    }

    static HevcDisplay read(BitReader bits, int subLayers) {
        int from = bits.position();
        if (!bits.flag()) {
            return new HevcDisplay(from, bits.position(), Vui.NONE, 0, null, 0);
        }
        Vui vui = Vui.read(bits);
        int fields = bits.read(3);
        Window window = bits.flag()
                ? new Window(bits.exponential(), bits.exponential(), bits.exponential(), bits.exponential())
                : null;
        if (bits.flag()) {
            vui = vui.with(new Timing(bits.read(32), bits.read(32), false));
            if (bits.flag()) {
                bits.exponential();
            }
            if (bits.flag()) {
                skipClock(bits, subLayers);
            }
        }
        int restriction = 0;
        if (bits.flag()) {
            restriction = bits.position();
            bits.skip(3);
            for (int i = 0; i < 5; i++) {
                bits.exponential();
            }
        }
        return new HevcDisplay(from, bits.position(), vui, fields, window, restriction);
    }

    /** Parameters of the hypothetical reference decoder, §E.2.2. */
    private static void skipClock(BitReader bits, int subLayers) {
        boolean units = bits.flag();
        boolean pictures = bits.flag();
        boolean parts = false;
        if (units || pictures) {
            parts = bits.flag();
            bits.skip(parts ? 19 : 0);
            bits.skip(8);
            bits.skip(parts ? 4 : 0);
            bits.skip(15);
        }
        for (int i = 0; i <= subLayers; i++) {
            boolean fixed = bits.flagOrNext();
            boolean lowDelay = false;
            if (fixed) {
                bits.exponential();
            } else {
                lowDelay = bits.flag();
            }
            int buffers = lowDelay ? 1 : 1 + bits.exponential(MOST_BUFFERS, "the number of buffers less 1");
            skipBuffers(bits, (units ? buffers : 0) + (pictures ? buffers : 0), parts);
        }
    }

    private static void skipBuffers(BitReader bits, int count, boolean parts) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < (parts ? 4 : 2); j++) {
                bits.exponential();
            }
            bits.skip(1);
        }
    }

    /** Writes what {@code like} says, together with this one's own flags and restrictions. */
    void write(BitWriter bits, byte[] raw, HevcDisplay like) {
        bits.flag(true);
        like.vui.write(bits);
        bits.write(3, fields);
        Window shown = like.window;
        bits.flag(shown != null);
        if (shown != null) {
            bits.exponential(shown.left);
            bits.exponential(shown.right);
            bits.exponential(shown.top);
            bits.exponential(shown.bottom);
        }
        Timing timing = like.vui.timing();
        bits.flag(timing != null);
        if (timing != null) {
            bits.write(32, timing.ticks());
            bits.write(32, timing.scale());
            bits.write(2, 0);
        }
        bits.flag(restriction > 0);
        if (restriction > 0) {
            bits.copy(raw, restriction, to);
        }
    }
}
