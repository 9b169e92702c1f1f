package dev.reelwright.internal.bitstream;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.bitstream.EncoderMatch.Coding;
import dev.reelwright.internal.bitstream.EncoderMatch.Picture;
import dev.reelwright.video.Size;

/**
 * A sequence header of AV1, AV1 bitstream specification §5.5.
 *
 * @param still whether frames have the short header of still pictures
 * @param layered whether pictures come in several sizes or qualities at once
 * @param timed whether frames tell when decoders are to have them
 */
record Av1Sequence(
        int profile,
        int level,
        int tier,
        boolean still,
        boolean layered,
        boolean timed,
        Size size,
        Tools tools,
        Color color) {
    private static final int SRGB = 13;

    /**
     * What samples there are.
     *
     * @param chroma 0 for none, 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4
     * @param position where chroma samples lie, 0 for unknown
     */
    record Color(int depth, int chroma, int primaries, int transfer, int matrix, boolean fullRange, int position) {}

    /**
     * What frames tell at their beginning.
     *
     * @param numbered whether they have numbers
     * @param orderBits of their place in the order of showing
     * @param choosesScreen whether they say that they may have the tools for screens, and otherwise whether all have
     * @param screen whether they have, where they do not say
     * @param choosesWholeVectors whether those that have say that their vectors are of whole samples
     */
    record Tools(boolean numbered, int orderBits, boolean choosesScreen, boolean screen, boolean choosesWholeVectors) {}

    static Av1Sequence read(Obu unit) {
        BitReader bits = unit.bits();
        int profile = bits.read(3);
        bits.skip(1);
        boolean still = bits.flag();
        int level = 0;
        int tier = 0;
        boolean layered = false;
        boolean timed = false;
        if (still) {
            level = bits.read(5);
        } else {
            int delayBits = readTiming(bits);
            timed = delayBits > 0;
            boolean delayed = bits.flag();
            int points = bits.read(5) + 1;
            for (int i = 0; i < points; i++) {
                layered |= bits.read(12) >> 9 != 0;
                int ofPoint = bits.read(5);
                int tierOfPoint = ofPoint > 7 ? bits.read(1) : 0;
                level = i == 0 ? ofPoint : level;
                tier = i == 0 ? tierOfPoint : tier;
                if (delayBits > 0 && bits.flag()) {
                    bits.skip(2L * delayBits + 1);
                }
                if (delayed && bits.flag()) {
                    bits.skip(4);
                }
            }
        }
        Size size = readSize(bits);
        Tools tools = readTools(bits, still);
        return new Av1Sequence(profile, level, tier, still, layered, timed, size, tools, readColor(bits, profile));
    }

    /** Returns how long the delays of operating points are, 0 where there are none. */
    private static int readTiming(BitReader bits) {
        if (!bits.flag()) {
            return 0;
        }
        bits.skip(64);
        if (bits.flag()) {
            int zeros = 0;
            while (!bits.flag()) {
                zeros++;
            }
            bits.skip(zeros < 32 ? zeros : 0);
        }
        if (!bits.flag()) {
            return 0;
        }
        int delayBits = bits.read(5) + 1;
        bits.skip(42);
        return delayBits;
    }

    private static Size readSize(BitReader bits) {
        int widthBits = bits.read(4) + 1;
        int heightBits = bits.read(4) + 1;
        return new Size(bits.read(widthBits) + 1, bits.read(heightBits) + 1);
    }

    private static Tools readTools(BitReader bits, boolean still) {
        boolean numbered = !still && bits.flag();
        bits.skip(numbered ? 7 : 0);
        bits.skip(3);
        boolean ordered = false;
        boolean choosesScreen = still;
        boolean screen = false;
        boolean choosesWholeVectors = still;
        int orderBits = 0;
        if (!still) {
            bits.skip(4);
            ordered = bits.flag();
            bits.skip(ordered ? 2 : 0);
            choosesScreen = bits.flag();
            screen = !choosesScreen && bits.flag();
            if (choosesScreen || screen) {
                choosesWholeVectors = bits.flag();
                bits.skip(choosesWholeVectors ? 0 : 1);
            }
            orderBits = ordered ? bits.read(3) + 1 : 0;
        }
        bits.skip(3);
        return new Tools(numbered, orderBits, choosesScreen, screen, choosesWholeVectors);
    }

    private static Color readColor(BitReader bits, int profile) {
        int depth = bits.flag() ? 10 : 8;
        if (profile == 2 && depth == 10 && bits.flag()) {
            depth = 12;
        }
        boolean gray = profile != 1 && bits.flag();
        boolean told = bits.flag();
        int primaries = told ? bits.read(8) : 2;
        int transfer = told ? bits.read(8) : 2;
        int matrix = told ? bits.read(8) : 2;
        if (gray) {
            return new Color(depth, 0, primaries, transfer, matrix, bits.flag(), 0);
        }
        if (primaries == 1 && transfer == SRGB && matrix == 0) {
            return new Color(depth, 3, primaries, transfer, matrix, true, 0);
        }
        boolean full = bits.flag();
        int chroma = profile == 0 ? 1 : profile == 1 ? 3 : 2;
        if (profile == 2 && depth == 12) {
            boolean halfWidth = bits.flag();
            chroma = !halfWidth ? 3 : bits.flag() ? 1 : 2;
        }
        return new Color(depth, chroma, primaries, transfer, matrix, full, chroma == 1 ? bits.read(2) : 0);
    }

    EncoderMatch match() {
        if (layered) {
            throw new BitstreamException("the track has more than one layer of pictures");
        }
        String location = ColorCodes.chromaLocation(
                switch (color.position) {
                    case 1 -> 0;
                    case 2 -> 2;
                    default -> Integer.MAX_VALUE;
                });
        Picture picture = new Picture(
                size,
                EncoderMatch.pixelFormat(color.chroma, color.depth, color.matrix == 0),
                color.depth,
                Ratio.UNKNOWN,
                ColorCodes.properties(color.primaries, color.transfer, color.matrix, color.fullRange),
                location);
        Coding coding = new Coding("profile " + profile, level, -1, true, Ratio.UNKNOWN);
        return new EncoderMatch("av1", picture, coding, false);
    }

    /** AV1CodecConfigurationRecord without units, of this sequence and a level and tier that may be higher. */
    byte[] record(Av1Sequence other) {
        int depths = color.depth == 8 ? 0 : color.depth == 10 ? 2 : 3;
        int halved =
                switch (color.chroma) {
                    case 0 -> 7;
                    case 1 -> 3;
                    case 2 -> 2;
                    default -> 0;
                };
        int highest = Math.max(level, other.level);
        int samples = Math.max(tier, other.tier) << 7 | depths << 5 | halved << 2 | color.position;
        return new byte[] {(byte) 0x81, (byte) (profile << 5 | highest), (byte) samples, 0};
    }
}
