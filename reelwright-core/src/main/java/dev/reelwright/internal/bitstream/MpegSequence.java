package dev.reelwright.internal.bitstream;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.bitstream.EncoderMatch.Coding;
import dev.reelwright.internal.bitstream.EncoderMatch.Picture;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence header of MPEG-1 or MPEG-2 video with its extensions, ISO/IEC 11172-2 §2.4.2.3 and ITU-T H.262 §6.2.2.1.
 *
 * @param bytes all of it
 * @param headerBytes how many of them are the header's own, with its start code; extensions follow
 * @param extension null in MPEG-1
 */
record MpegSequence(
        byte[] bytes,
        int headerBytes,
        Size size,
        int aspect,
        Ratio frameRate,
        @Nullable Extension extension,
        ColorProperties color) {
    static final int HEADER = 0xb3;
    static final int EXTENSION = 0xb5;
    static final int USER_DATA = 0xb2;

    /** Bits from the start code to the flag that says whether the first matrix follows. */
    private static final int MATRICES_AT = 32 + 62;

    private static final int BARE_BYTES = 12;

    private static final int SEQUENCE = 1;
    private static final int DISPLAY = 2;
    private static final int SCALABLE = 5;
    private static final int UNSPECIFIED = 2;
    private static final List<Ratio> RATES = List.of(
            Ratio.UNKNOWN,
            new Ratio(24000, 1001),
            new Ratio(24, 1),
            new Ratio(25, 1),
            new Ratio(30000, 1001),
            new Ratio(30, 1),
            new Ratio(50, 1),
            new Ratio(60000, 1001),
            new Ratio(60, 1));

    /** The sequence extension of MPEG-2. */
    record Extension(int profileAndLevel, boolean progressive, int chroma) {}

    /**
     * Reads what begins with the start code.
     *
     * @param to the byte after the last extension
     */
    static MpegSequence read(byte[] from, int at, int to) {
        byte[] bytes = Arrays.copyOfRange(from, at, to);
        BitReader bits = new BitReader(bytes, 4);
        int width = bits.read(12);
        int height = bits.read(12);
        int aspect = bits.read(4);
        int rate = bits.read(4);
        bits.skip(MATRICES_AT - 32 - 32);
        for (int i = 0; i < 2; i++) {
            bits.skip(bits.flag() ? 8 * 64 : 0);
        }
        int headerBytes = bits.position() / 8;
        Ratio frameRate = rate < RATES.size() ? RATES.get(rate) : Ratio.UNKNOWN;
        Extension extension = null;
        ColorProperties color = ColorCodes.properties(UNSPECIFIED, UNSPECIFIED, UNSPECIFIED, false);
        for (int i = headerBytes; i + 5 <= bytes.length; i++) {
            if (!MpegFormat.isStartCode(bytes, i) || (bytes[i + 3] & 0xff) != EXTENSION) {
                continue;
            }
            BitReader more = new BitReader(bytes, i + 4);
            switch (more.read(4)) {
                case SEQUENCE -> {
                    extension = new Extension(more.read(8), more.flag(), more.read(2));
                    width |= more.read(2) << 12;
                    height |= more.read(2) << 12;
                    more.skip(12 + 1 + 8 + 1);
                    frameRate = Ratios.reduced(
                            (long) frameRate.numerator() * (more.read(2) + 1),
                            (long) frameRate.denominator() * (more.read(5) + 1));
                }
                case DISPLAY -> {
                    more.skip(3);
                    if (more.flag()) {
                        color = ColorCodes.properties(more.read(8), more.read(8), more.read(8), false);
                    }
                }
                case SCALABLE -> throw new BitstreamException("the track has more than one layer of pictures");
                default -> {
                    // of pictures, or unknown
                }
            }
        }
        return new MpegSequence(bytes, headerBytes, new Size(width, height), aspect, frameRate, extension, color);
    }

    boolean hasMatrices() {
        return headerBytes > BARE_BYTES;
    }

    /** Says what this one says, except by which matrices the other's pictures are coded. */
    byte[] over(MpegSequence other) {
        BitWriter bits = new BitWriter();
        bits.copy(bytes, 0, MATRICES_AT);
        bits.copy(other.bytes, MATRICES_AT, 8 * other.headerBytes);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(bits.toBytes());
        joined.write(bytes, headerBytes, bytes.length - headerBytes);
        return joined.toByteArray();
    }

    EncoderMatch match(String codec) {
        int chroma = extension == null ? 1 : extension.chroma;
        Picture picture = new Picture(
                size,
                EncoderMatch.pixelFormat(Math.max(1, chroma), 8, false),
                8,
                pixelAspect(),
                color,
                ColorProperties.UNSPECIFIED);
        String profile = extension == null ? "MPEG-1" : "profile and level " + extension.profileAndLevel;
        boolean interlaced = extension != null && !extension.progressive;
        return new EncoderMatch(codec, picture, new Coding(profile, 0, -1, false, frameRate), interlaced);
    }

    /** Tables 6-3 of H.262: shapes of the whole picture; those of MPEG-1 are of no use any more. */
    private Ratio pixelAspect() {
        if (aspect == 1) {
            return Ratio.ONE;
        }
        if (extension == null) {
            return Ratio.UNKNOWN;
        }
        return switch (aspect) {
            case 2 -> Ratios.reduced(4L * size.height(), 3L * size.width());
            case 3 -> Ratios.reduced(16L * size.height(), 9L * size.width());
            case 4 -> Ratios.reduced(221L * size.height(), 100L * size.width());
            default -> Ratio.UNKNOWN;
        };
    }
}
