package dev.reelwright.asset;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a stream gave, in a temporary file that {@link #close} deletes: to be closed when nothing reads the asset any more.
 * Made by {@link MediaSource#spool}.
 */
public final class SpooledSource implements MediaSource, AutoCloseable {
    private static final int BLOCK = 1 << 18;

    private final String name;
    private final Path file;

    private SpooledSource(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    static SpooledSource of(InputStream stream, SpoolOptions options) {
        SpooledSource spooled = new SpooledSource(options.name(), newFile(options));
        try {
            spooled.fill(stream, options.limit());
            return spooled;
        } catch (RuntimeException | Error e) {
            spooled.close();
            throw e;
        }
    }

    private static Path newFile(SpoolOptions options) {
        try {
            return Files.createTempFile(options.directory(), "reelwright-", ".spool");
        } catch (IOException e) {
            throw new MediaException(
                    ErrorCode.INVALID_TEMPORARY_DIRECTORY,
                    "temporary files cannot be written to " + options.directory() + ": " + e.getMessage(),
                    e);
        }
    }

    private void fill(InputStream stream, long limit) {
        byte[] block = new byte[BLOCK];
        long length = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = next(stream, block); count >= 0; count = next(stream, block)) {
                length += count;
                if (length > limit) {
                    throw new MediaException(
                            ErrorCode.INVALID_SOURCE_MEDIA,
                            name + " has more than the limit of " + limit
                                    + " bytes; raise SpoolOptions.limit to allow them");
                }
                out.write(block, 0, count);
            }
        } catch (IOException e) {
            throw new MediaException(
                    ErrorCode.WRITE_FAILED, "the temporary file of " + name + " cannot be written: " + e, e);
        }
    }

    private int next(InputStream stream, byte[] block) {
        if (Thread.currentThread().isInterrupted()) {
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted");
        }
        try {
            return stream.read(block);
        } catch (IOException e) {
            throw new MediaException(ErrorCode.SOURCE_NOT_READABLE, name + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        return Files.newByteChannel(file);
    }

    /** The temporary file. */
    @Override
    public Optional<Path> path() {
        return Optional.of(file);
    }

    /** Deletes the temporary file. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(SpooledSource.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot delete the temporary file " + file, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
