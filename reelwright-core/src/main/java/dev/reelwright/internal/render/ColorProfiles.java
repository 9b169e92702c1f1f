package dev.reelwright.internal.render;

import dev.reelwright.image.ImageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts the profile of sRGB into files of the formats that have no shorter way to name their colours. */
final class ColorProfiles {
    private static final byte[] SRGB = SrgbProfile.bytes();
    private static final byte[] APP2_PROFILE = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII);
    private static final int WEBP_PROFILE_FLAG = 0x20;
    private static final int WEBP_ALPHA_FLAG = 0x10;
    /** Bytes before the first chunk: RIFF, the length and WEBP. */
    private static final int RIFF_HEADER = 12;

    private ColorProfiles() {}

    /** Completes an image file of ours; those of formats that say it themselves stay as they are. */
    static byte[] embed(ImageFormat format, byte[] image) {
        return switch (format) {
            case JPEG -> jpeg(image, SRGB);
            case WEBP -> webp(image, SRGB);
            case PNG, AVIF -> image;
        };
    }

    /** Behind the JFIF segment, which has to come first (JFIF 1.02); a profile as ICC.1 annex B.4 has it. */
    private static byte[] jpeg(byte[] image, byte[] profile) {
        boolean jfif = image[2] == (byte) 0xFF && image[3] == (byte) 0xE0;
        int at = jfif ? 4 + ((image[4] & 255) << 8 | image[5] & 255) : 2;
        int length = 2 + APP2_PROFILE.length + profile.length;
        return ByteBuffer.allocate(image.length + 2 + length)
                .put(image, 0, at)
                .putShort((short) 0xFFE2)
                .putShort((short) length)
                .put(APP2_PROFILE)
                .put(profile)
                .put(image, at, image.length - at)
                .array();
    }

    /** The profile is the first chunk behind the header of the extended file format, which simple files lack. */
    private static byte[] webp(byte[] image, byte[] profile) {
        ByteBuffer in = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        boolean extended = name(image, RIFF_HEADER).equals("VP8X");
        byte[] header = extended ? new byte[10] : simpleHeader(in, name(image, RIFF_HEADER));
        int rest = RIFF_HEADER;
        if (extended) {
            in.get(RIFF_HEADER + 8, header);
            rest += 8 + header.length;
        }
        header[0] |= WEBP_PROFILE_FLAG;
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
        chunk(chunks, "VP8X", header);
        chunk(chunks, "ICCP", profile);
        chunks.write(image, rest, image.length - rest);
        return ByteBuffer.allocate(8 + chunks.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(chunks.size())
                .put(chunks.toByteArray())
                .array();
    }

    /** Flags, three bytes of nothing, and the sides less one in three bytes each, as the coded picture tells them. */
    private static byte[] simpleHeader(ByteBuffer image, String kind) {
        int body = RIFF_HEADER + 8;
        int width;
        int height;
        int flags = 0;
        if (kind.equals("VP8L")) {
            // behind a byte of signature: two sides less one in 14 bits each, then whether there is alpha
            int bits = image.getInt(body + 1);
            width = (bits & 0x3FFF) + 1;
            height = (bits >> 14 & 0x3FFF) + 1;
            flags = (bits >> 28 & 1) == 1 ? WEBP_ALPHA_FLAG : 0;
        } else {
            // a key frame of VP8: three bytes of tag, three of start code, RFC 6386 §9.1
            width = image.getShort(body + 6) & 0x3FFF;
            height = image.getShort(body + 8) & 0x3FFF;
        }
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(flags)
                .put(threeBytes(width - 1))
                .put(threeBytes(height - 1))
                .array();
    }

    private static byte[] threeBytes(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] body) {
        out.writeBytes(ByteBuffer.allocate(8 + body.length + body.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(body.length)
                .put(body)
                .array());
    }

    private static String name(byte[] image, int at) {
        return new String(image, at, 4, StandardCharsets.US_ASCII);
    }
}
