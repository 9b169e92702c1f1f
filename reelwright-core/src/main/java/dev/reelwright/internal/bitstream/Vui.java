package dev.reelwright.internal.bitstream;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.video.ColorProperties;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence parameter set says of how its pictures are shown, as far as H.264 (ITU-T H.264 §E.1.1) and HEVC (H.265 §E.2.1)
 * say it alike.
 *
 * @param aspect shape of the pixels, 0/1 where it is not told
 * @param overscan 0 where it is not told, 1 for inappropriate, 2 for appropriate
 * @param signal null where it is not told
 * @param chroma where chroma samples lie, null where it is not told
 */
record Vui(
        Ratio aspect,
        int overscan,
        @Nullable Signal signal,
        @Nullable Chroma chroma,
        @Nullable Timing timing) {
    static final Vui NONE = new Vui(Ratio.UNKNOWN, 0, null, null, null);

    private static final int EXTENDED_ASPECT = 255;
    private static final int UNSPECIFIED = 2;
    private static final int[] ASPECT_WIDTHS = {0, 1, 12, 10, 16, 40, 24, 20, 32, 80, 18, 15, 64, 160, 4, 3, 2};
    private static final int[] ASPECT_HEIGHTS = {1, 1, 11, 11, 11, 33, 11, 11, 11, 33, 11, 11, 33, 99, 3, 2, 1};

    /**
     * How samples are to be read.
     *
     * @param format 0 to 5 for the kind of television it comes from, 5 for unspecified
     * @param codes false where primaries, transfer and matrix are not told, which are 2 then
     */
    record Signal(int format, boolean fullRange, boolean codes, int primaries, int transfer, int matrix) {}

    /** Places of ITU-T H.273 §8.7 for the first and the second field. */
    record Chroma(int top, int bottom) {}

    /** A clock, of which a field lasts two ticks in H.264, a picture one in HEVC, where the rate is fixed. */
    record Timing(int ticks, int scale, boolean fixed) {}

    /** Reads what comes first in both codings; without timing. */
    static Vui read(BitReader bits) {
        Ratio aspect = bits.flag() ? readAspect(bits) : Ratio.UNKNOWN;
        int overscan = bits.flag() ? 1 + bits.read(1) : 0;
        Signal signal = bits.flag() ? readSignal(bits) : null;
        Chroma chroma = bits.flag() ? new Chroma(place(bits), place(bits)) : null;
        return new Vui(aspect, overscan, signal, chroma, null);
    }

    private static Ratio readAspect(BitReader bits) {
        int number = bits.read(8);
        if (number == EXTENDED_ASPECT) {
            Ratio told = new Ratio(bits.read(16), bits.read(16));
            return told.isKnown() ? told : Ratio.UNKNOWN;
        }
        return number == 0 || number >= ASPECT_WIDTHS.length
                ? Ratio.UNKNOWN
                : new Ratio(ASPECT_WIDTHS[number], ASPECT_HEIGHTS[number]);
    }

    private static Signal readSignal(BitReader bits) {
        int format = bits.read(3);
        boolean full = bits.flag();
        boolean codes = bits.flag();
        return codes
                ? new Signal(format, full, true, bits.read(8), bits.read(8), bits.read(8))
                : new Signal(format, full, false, UNSPECIFIED, UNSPECIFIED, UNSPECIFIED);
    }

    private static int place(BitReader bits) {
        return bits.exponential(5, "the place of chroma samples");
    }

    Vui with(@Nullable Timing other) {
        return new Vui(aspect, overscan, signal, chroma, other);
    }

    /** Writes what comes first in both codings; without timing. */
    void write(BitWriter bits) {
        bits.flag(aspect.isKnown());
        if (aspect.isKnown()) {
            bits.write(8, EXTENDED_ASPECT);
            bits.write(16, aspect.numerator());
            bits.write(16, aspect.denominator());
        }
        bits.flag(overscan != 0);
        if (overscan != 0) {
            bits.write(1, overscan - 1);
        }
        bits.flag(signal != null);
        if (signal != null) {
            writeSignal(bits, signal);
        }
        bits.flag(chroma != null);
        if (chroma != null) {
            bits.exponential(chroma.top);
            bits.exponential(chroma.bottom);
        }
    }

    private static void writeSignal(BitWriter bits, Signal signal) {
        bits.write(3, signal.format);
        bits.flag(signal.fullRange);
        bits.flag(signal.codes);
        if (signal.codes) {
            bits.write(8, signal.primaries);
            bits.write(8, signal.transfer);
            bits.write(8, signal.matrix);
        }
    }

    ColorProperties color() {
        return signal == null
                ? ColorCodes.properties(UNSPECIFIED, UNSPECIFIED, UNSPECIFIED, false)
                : ColorCodes.properties(signal.primaries, signal.transfer, signal.matrix, signal.fullRange);
    }

    String chromaLocation() {
        return chroma == null ? ColorProperties.UNSPECIFIED : ColorCodes.chromaLocation(chroma.top);
    }
}
