package dev.reelwright.internal.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Still pictures without anything but what their pixels need: no EXIF, no XMP, no comments, no thumbnails, nothing after
 * their end. The pixels' own bytes stay as they are.
 */
final class BarePicture {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int COM = 0xFE;
    private static final int APP0 = 0xE0;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final int JFIF_BYTES = 16;

    private static final int PNG_SIGNATURE = 8;
    private static final int PNG_FRAME = 12;
    /** How many chunks of PNG are for pixels: sizes, palette, transparency and colours. */
    private static final Set<String> PNG_CHUNKS = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "cICP", "mDCV", "cLLI",
            "pHYs");

    private BarePicture() {}

    /** The picture; empty for what is neither JPEG nor PNG, or damaged. */
    static Optional<byte[]> of(byte[] picture) {
        return switch (Pictures.type(picture)) {
            case JPEG -> jpeg(picture);
            case PNG -> png(picture);
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> jpeg(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        out.write(0xFF);
        out.write(SOI);
        int at = 2;
        while (at + 4 <= in.length && (in[at] & 0xFF) == 0xFF) {
            int marker = in[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == EOI) {
                break;
            }
            int length = 2 + u16(in, at + 2);
            if (length < 4 || at + length > in.length) {
                return Optional.empty();
            }
            write(in, at, marker, length, out);
            at += length;
            if (marker == SOS) {
                int end = endOfScan(in, at);
                out.write(in, at, end - at);
                at = end;
            }
        }
        boolean ended = at + 2 <= in.length && (in[at] & 0xFF) == 0xFF && (in[at + 1] & 0xFF) == EOI;
        out.write(0xFF);
        out.write(EOI);
        return ended ? Optional.of(out.toByteArray()) : Optional.empty();
    }

    private static void write(byte[] in, int at, int marker, int length, ByteArrayOutputStream out) {
        if (marker == APP0 && begins(in, at + 4, JFIF) && length >= JFIF_BYTES + 2) {
            // its density, without the thumbnail after it
            out.write(in, at, 2);
            out.write(0);
            out.write(JFIF_BYTES);
            out.write(in, at + 4, JFIF_BYTES - 4);
            out.write(0);
            out.write(0);
            return;
        }
        boolean application = marker >= APP0 && marker <= APP15;
        boolean colours = marker == APP14 || (marker == APP2 && begins(in, at + 4, ICC));
        if (marker != COM && (!application || colours)) {
            out.write(in, at, length);
        }
    }

    /** Where the coded pixels end: at a marker that is neither a stuffed byte nor a restart. */
    private static int endOfScan(byte[] in, int from) {
        int at = from;
        while (at + 1 < in.length) {
            int next = in[at + 1] & 0xFF;
            if ((in[at] & 0xFF) == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                return at;
            }
            at++;
        }
        return in.length;
    }

    private static Optional<byte[]> png(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        out.write(in, 0, PNG_SIGNATURE);
        int at = PNG_SIGNATURE;
        while (at + PNG_FRAME <= in.length) {
            long length = (long) u16(in, at) << 16 | u16(in, at + 2);
            String type = new String(in, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (length > in.length - at - PNG_FRAME) {
                return Optional.empty();
            }
            int whole = (int) length + PNG_FRAME;
            if (PNG_CHUNKS.contains(type)) {
                out.write(in, at, whole);
            }
            at += whole;
            if (type.equals("IEND")) {
                return Optional.of(out.toByteArray());
            }
        }
        return Optional.empty();
    }

    private static boolean begins(byte[] in, int at, byte[] with) {
        return at + with.length <= in.length && java.util.Arrays.equals(in, at, at + with.length, with, 0, with.length);
    }

    private static int u16(byte[] in, int at) {
        return (in[at] & 0xFF) << 8 | in[at + 1] & 0xFF;
    }
}
