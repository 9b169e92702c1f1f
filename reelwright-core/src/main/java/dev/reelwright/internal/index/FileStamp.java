package dev.reelwright.internal.index;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What tells a media file from another without reading all of it.
 *
 * @param length in bytes
 * @param check of the first and the last bytes, where headers and indexes lie
 */
public record FileStamp(long length, long check) {
    private static final int EDGE = 1 << 16;

    static FileStamp of(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            CRC32C check = new CRC32C();
            update(check, channel, 0);
            update(check, channel, Math.max(0, channel.size() - EDGE));
            return new FileStamp(channel.size(), check.getValue());
        } catch (IOException e) {
            throw new MediaException(ErrorCode.SOURCE_NOT_READABLE, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void update(CRC32C check, SeekableByteChannel channel, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(EDGE);
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) > 0) {}
        check.update(bytes.flip());
    }
}
