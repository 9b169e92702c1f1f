package dev.reelwright.internal.tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Adds a tag of ID3 to a finished WAV file, as a chunk at its end. */
public final class WavWriter {
    private static final int CHUNK = 8;
    private static final int SIZE_AT = 4;
    private static final int LONG_SIZE_AT = 20;
    private static final long LARGEST = 0xFFFFFFFFL;

    private WavWriter() {}

    /** Adds it; nothing is done where it is empty, or where the file would outgrow its size field. */
    public static void append(Path file, byte[] tag) throws IOException {
        if (tag.length == 0) {
            return;
        }
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            TagSource source = new TagSource(channel);
            String kind = Texts.code(source.read(0, 4));
            long end = source.size() + (source.size() & 1);
            long size = end + CHUNK + tag.length + (tag.length & 1) - CHUNK;
            boolean wide = kind.equals("RF64");
            if (!wide && (!kind.equals("RIFF") || size > LARGEST)) {
                return;
            }
            ByteBuffer chunk = little(CHUNK + tag.length + (tag.length & 1))
                    .put("id3 ".getBytes(StandardCharsets.US_ASCII))
                    .putInt(tag.length)
                    .put(tag);
            write(channel, end, chunk.clear());
            write(
                    channel,
                    wide ? LONG_SIZE_AT : SIZE_AT,
                    wide
                            ? little(Long.BYTES).putLong(size).flip()
                            : little(Integer.BYTES).putInt((int) size).flip());
        }
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(SeekableByteChannel channel, long at, ByteBuffer bytes) throws IOException {
        channel.position(at);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
