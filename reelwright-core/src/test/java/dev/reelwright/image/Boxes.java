package dev.reelwright.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Changes boxes of ISO media files (ISO/IEC 14496-12) that no muxer here writes as a test wants them. */
final class Boxes {
    private static final int FIXED_ONE = 1 << 16;
    private static final int FIXED_ONE_30 = 1 << 30;

    private Boxes() {}

    /** Copies a file and gives its first track the matrix (x, y) to (a·x + c·y, b·x + d·y). */
    static Path withMatrix(Path source, Path target, int a, int b, int c, int d) {
        byte[] bytes = read(source);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int at = find(bytes, "tkhd", 0) + 4 + 4 + 20 + 16;
        int[] matrix = {a * FIXED_ONE, b * FIXED_ONE, 0, c * FIXED_ONE, d * FIXED_ONE, 0, 0, 0, FIXED_ONE_30};
        for (int value : matrix) {
            buffer.putInt(at, value);
            at += 4;
        }
        return write(target, bytes);
    }

    /**
     * Copies a file whose movie box comes last and whose only track has one sample description, and puts a clean
     * aperture into it.
     */
    static Path withCleanAperture(Path source, Path target, int width, int height, int right, int down) {
        byte[] bytes = read(source);
        int moov = find(bytes, "moov", 0) - 4;
        if (find(bytes, "mdat", 0) > moov) {
            throw new AssertionError("the movie box of " + source + " does not come last");
        }
        int at = moov;
        for (String type : List.of("moov", "trak", "mdia", "minf", "stbl", "stsd", "avc1")) {
            at = find(bytes, type, at) - 4;
            ByteBuffer.wrap(bytes).putInt(at, ByteBuffer.wrap(bytes).getInt(at) + 40);
        }
        int end = at + ByteBuffer.wrap(bytes).getInt(at) - 40;
        ByteBuffer box = ByteBuffer.allocate(40);
        box.putInt(40).put("clap".getBytes(StandardCharsets.US_ASCII));
        for (int value : new int[] {width, height, right, down}) {
            box.putInt(value).putInt(1);
        }
        byte[] changed = new byte[bytes.length + 40];
        System.arraycopy(bytes, 0, changed, 0, end);
        System.arraycopy(box.array(), 0, changed, end, 40);
        System.arraycopy(bytes, end, changed, end + 40, bytes.length - end);
        return write(target, changed);
    }

    private static int find(byte[] bytes, String type, int from) {
        byte[] wanted = type.getBytes(StandardCharsets.US_ASCII);
        for (int i = from; i + 4 <= bytes.length; i++) {
            if (ByteBuffer.wrap(bytes, i, 4).equals(ByteBuffer.wrap(wanted))) {
                return i;
            }
        }
        throw new AssertionError("no box " + type);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
