package dev.reelwright.internal.index;

import dev.reelwright.asset.MediaSource;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.source.LocalFile;
import dev.reelwright.internal.source.SourceChannel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What tells a media file from another without reading all of it.
 *
 * @param length in bytes
 * @param check of the first and the last bytes, where headers and indexes lie
 */
public record FileStamp(long length, long check) {
    private static final int EDGE = 1 << 16;

    static FileStamp of(MediaSource source) {
        Optional<Path> file = LocalFile.of(source);
        try {
            return file.isPresent() ? ofFile(file.orElseThrow()) : ofChannel(source);
        } catch (IOException e) {
            throw new MediaException(
                    ErrorCode.SOURCE_NOT_READABLE, source.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static FileStamp ofFile(Path file) throws IOException {
        // not by a channel, which an interrupt of the thread would close
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            CRC32C check = new CRC32C();
            update(check, in, 0);
            update(check, in, Math.max(0, in.length() - EDGE));
            return new FileStamp(in.length(), check.getValue());
        }
    }

    private static FileStamp ofChannel(MediaSource source) throws IOException {
        try (SourceChannel in = new SourceChannel(source, () -> false)) {
            CRC32C check = new CRC32C();
            update(check, in, 0);
            update(check, in, Math.max(0, in.size() - EDGE));
            return new FileStamp(in.size(), check.getValue());
        }
    }

    private static void update(CRC32C check, SourceChannel in, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(EDGE);
        in.position(from);
        while (bytes.hasRemaining() && in.read(bytes) >= 0) {}
        check.update(bytes.flip());
    }

    private static void update(CRC32C check, RandomAccessFile in, long from) throws IOException {
        byte[] bytes = new byte[EDGE];
        in.seek(from);
        int length = 0;
        for (int read = 0; read >= 0 && length < EDGE; read = in.read(bytes, length, EDGE - length)) {
            length += read;
        }
        check.update(bytes, 0, length);
    }
}
