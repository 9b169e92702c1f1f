package dev.reelwright.internal.bitstream;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.bitstream.EncoderMatch.Coding;
import dev.reelwright.internal.bitstream.EncoderMatch.Picture;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.util.Optional;

/**
 * The beginning of a key frame of VP9, VP9 bitstream specification §6.2.
 *
 * @param colorAt the bit at which it is told how samples are to be read
 * @param chroma 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4, 4 for 4:4:0
 * @param matrix color_space
 */
record Vp9Header(int profile, int colorAt, int bitDepth, int chroma, int matrix, boolean fullRange, Size size) {
    private static final int MARKER = 2;
    private static final int SYNC_CODE = 0x498342;
    private static final int RGB = 7;
    private static final int[] CODE_POINTS = {2, 5, 1, 6, 7, 9, 2, 0};

    /** Empty for frames of other kinds. */
    static Optional<Vp9Header> read(byte[] packet) {
        BitReader bits = new BitReader(packet, 0);
        if (bits.read(2) != MARKER) {
            throw new BitstreamException("a packet of VP9 begins with no frame");
        }
        int profile = bits.read(1) | bits.read(1) << 1;
        if (profile == 3 && bits.flag()) {
            throw new BitstreamException("a packet of VP9 has a profile that does not exist");
        }
        boolean existing = bits.flag();
        if (existing || bits.flag()) {
            return Optional.empty();
        }
        bits.skip(2);
        if (bits.read(24) != SYNC_CODE) {
            throw new BitstreamException("a key frame of VP9 lacks its sync code");
        }
        int depth = profile < 2 ? 8 : bits.flag() ? 12 : 10;
        int colorAt = bits.position();
        int matrix = bits.read(3);
        boolean told = matrix != RGB;
        boolean full = !told || bits.flag();
        int chroma = told ? 1 : 3;
        if ((profile & 1) == 1) {
            chroma = told ? chroma(bits.read(2)) : 3;
            bits.skip(1);
        }
        Size size = new Size(bits.read(16) + 1, bits.read(16) + 1);
        return Optional.of(new Vp9Header(profile, colorAt, depth, chroma, matrix, full, size));
    }

    private static int chroma(int halved) {
        return switch (halved) {
            case 3 -> 1;
            case 2 -> 2;
            case 1 -> 4;
            default -> 3;
        };
    }

    /** A key frame of the other header that says of its samples what this one says. */
    byte[] color(byte[] packet, Vp9Header other) {
        if (matrix == other.matrix && fullRange == other.fullRange) {
            return packet;
        }
        if (matrix == RGB || other.matrix == RGB) {
            throw new BitstreamException("the encoder made other pictures than the source has: RGB and YUV");
        }
        BitWriter bits = new BitWriter();
        bits.copy(packet, 0, other.colorAt);
        bits.write(3, matrix);
        bits.flag(fullRange);
        int head = other.colorAt / 8 + 1;
        bits.copy(packet, bits.position(), 8 * head + 8);
        byte[] changed = packet.clone();
        System.arraycopy(bits.toBytes(), 0, changed, 0, head + 1);
        return changed;
    }

    EncoderMatch match() {
        if (chroma == 4) {
            throw new BitstreamException("chroma halved in height alone is not encoded here");
        }
        ColorProperties color = ColorCodes.properties(2, 2, CODE_POINTS[matrix], fullRange);
        Picture picture = new Picture(
                size,
                EncoderMatch.pixelFormat(chroma, bitDepth, matrix == RGB),
                bitDepth,
                Ratio.UNKNOWN,
                color,
                ColorProperties.UNSPECIFIED);
        return new EncoderMatch("vp9", picture, new Coding("profile " + profile, 0, -1, true, Ratio.UNKNOWN), false);
    }
}
