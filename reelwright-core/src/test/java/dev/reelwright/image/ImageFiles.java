package dev.reelwright.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** The parts that image files consist of. */
final class ImageFiles {
    private ImageFiles() {}

    /** The chunks of a PNG file by name, their checksums checked; of several of a name the first. */
    static Map<String, byte[]> chunksOfPng(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).position(8);
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            byte[] body = new byte[in.getInt()];
            byte[] name = new byte[4];
            in.get(name).get(body);
            CRC32 crc = new CRC32();
            crc.update(name);
            crc.update(body);
            if ((int) crc.getValue() != in.getInt()) {
                throw new AssertionError("a wrong checksum in " + file);
            }
            chunks.putIfAbsent(new String(name, StandardCharsets.US_ASCII), body);
        }
        return chunks;
    }

    static Map<String, byte[]> chunksOfWebp(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt(4) != in.capacity() - 8) {
            throw new AssertionError(file + " says it has " + in.getInt(4) + " bytes behind its head");
        }
        in.position(12);
        Map<String, byte[]> chunks = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            byte[] name = new byte[4];
            in.get(name);
            byte[] body = new byte[in.getInt()];
            in.get(body).position(in.position() + body.length % 2);
            chunks.putIfAbsent(new String(name, StandardCharsets.US_ASCII), body);
        }
        return chunks;
    }

    /** The ICC profile of a JPEG file, in one segment. */
    static byte[] profileOfJpeg(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).position(2);
        while (true) {
            int marker = in.getShort() & 0xFFFF;
            byte[] body = new byte[(in.getShort() & 0xFFFF) - 2];
            in.get(body);
            if (marker == 0xFFE2) {
                byte[] profile = new byte[body.length - 14];
                System.arraycopy(body, 14, profile, 0, profile.length);
                return profile;
            }
        }
    }
}
