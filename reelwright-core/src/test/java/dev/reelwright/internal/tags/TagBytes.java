package dev.reelwright.internal.tags;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes the bytes of tags, by their specifications and nothing of the code under test. */
final class TagBytes {
    private TagBytes() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            try {
                all.write(part);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toByteArray();
    }

    /** One ISO 8859-1 character a byte. */
    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] big(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    static byte[] synchsafe(int value) {
        return new byte[] {
            (byte) (value >> 21 & 0x7F), (byte) (value >> 14 & 0x7F), (byte) (value >> 7 & 0x7F), (byte) (value & 0x7F)
        };
    }

    static byte[] id3(int version, int flags, byte[]... frames) {
        byte[] body = join(frames);
        return join(
                latin("ID3"), new byte[] {(byte) version, 0, (byte) flags}, synchsafe(body.length), body, new byte[0]);
    }

    static byte[] frame(int version, String id, int flags, byte[] body) {
        byte[] size = version == 2
                ? new byte[] {(byte) (body.length >> 16), (byte) (body.length >> 8), (byte) body.length}
                : version == 3 ? big(body.length) : synchsafe(body.length);
        return join(latin(id), size, version == 2 ? new byte[0] : new byte[] {(byte) (flags >> 8), (byte) flags}, body);
    }

    static byte[] comments(String... fields) {
        byte[] all = join(little(3), latin("ven"), little(fields.length));
        for (String field : fields) {
            all = join(all, little(utf8(field).length), utf8(field));
        }
        return all;
    }

    static byte[] flacPicture(int type, String mime, String description, byte[] data) {
        return join(
                big(type),
                big(mime.length()),
                latin(mime),
                big(utf8(description).length),
                utf8(description),
                new byte[16],
                big(data.length),
                data);
    }

    static byte[] oggPage(int flags, int serial, int sequence, byte[] lacing, byte[] body) {
        return join(
                latin("OggS"),
                new byte[] {0, (byte) flags},
                new byte[8],
                little(serial),
                little(sequence),
                new byte[4],
                new byte[] {(byte) lacing.length},
                lacing,
                body);
    }

    /** The lacing of a whole packet. */
    static byte[] lacing(int length) {
        byte[] lacing = new byte[length / 255 + 1];
        java.util.Arrays.fill(lacing, (byte) 255);
        lacing[lacing.length - 1] = (byte) (length % 255);
        return lacing;
    }

    static byte[] chunk(String id, byte[] body) {
        return join(latin(id), little(body.length), body, new byte[body.length & 1]);
    }

    static byte[] element(int id, byte[]... content) {
        byte[] body = join(content);
        int idLength = (39 - Integer.numberOfLeadingZeros(id)) / 8;
        byte[] head = new byte[idLength];
        for (int i = 0; i < idLength; i++) {
            head[i] = (byte) (id >>> 8 * (idLength - 1 - i));
        }
        return join(
                head,
                new byte[] {0x10 | 0},
                new byte[] {(byte) (body.length >> 16), (byte) (body.length >> 8), (byte) body.length},
                body);
    }

    static byte[] number(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }
}
