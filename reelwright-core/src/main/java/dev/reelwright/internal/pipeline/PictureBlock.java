package dev.reelwright.internal.pipeline;

import dev.reelwright.video.Size;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A picture as FLAC and, in base 64, Vorbis comments have it (RFC 9639 §8.8). */
final class PictureBlock {
    /** The comment's name. */
    static final String NAME = "METADATA_BLOCK_PICTURE";

    private static final int FRONT_COVER = 3;
    private static final int PNG_START = 0x8950_4E47;
    private static final int JPEG_START = 0xFFD8;

    private PictureBlock() {}

    static String text(byte[] picture, String mimeType, Size size) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FRONT_COVER);
            out.writeInt(mimeType.length());
            out.write(mimeType.getBytes(StandardCharsets.US_ASCII));
            out.writeInt(0);
            out.writeInt(size.width());
            out.writeInt(size.height());
            out.writeInt(24);
            out.writeInt(0);
            out.writeInt(picture.length);
            out.write(picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** What a PNG or JPEG picture says of its size; 1x1 where it says nothing that can be read. */
    static Size size(byte[] picture) {
        ByteBuffer in = ByteBuffer.wrap(picture);
        if (picture.length >= 24 && in.getInt(0) == PNG_START) {
            return sized(in.getInt(16), in.getInt(20));
        }
        if (picture.length >= 4 && (in.getShort(0) & 0xFFFF) == JPEG_START) {
            return jpegSize(in);
        }
        return sized(0, 0);
    }

    /** The first start of a frame, ISO/IEC 10918-1 §B.2.2. */
    private static Size jpegSize(ByteBuffer in) {
        int at = 2;
        while (at + 9 <= in.limit() && (in.get(at) & 0xFF) == 0xFF) {
            int marker = in.get(at + 1) & 0xFF;
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                return sized(in.getShort(at + 7) & 0xFFFF, in.getShort(at + 5) & 0xFFFF);
            }
            at += marker == 0xFF ? 1 : 2 + (in.getShort(at + 2) & 0xFFFF);
        }
        return sized(0, 0);
    }

    private static Size sized(int width, int height) {
        return new Size(Math.max(1, width), Math.max(1, height));
    }
}
