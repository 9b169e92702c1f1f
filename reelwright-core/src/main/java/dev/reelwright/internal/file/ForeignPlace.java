package dev.reelwright.internal.file;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.source.ForeignCall;
import dev.reelwright.internal.source.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A destination on a file system of another provider. A finished local file is copied beside it under another name and moved
 * there, atomically where the provider can; where it cannot move at all, the copy goes to the place itself and is deleted
 * when it fails.
 */
final class ForeignPlace {
    private static final int BLOCK = 1 << 20;
    private static final long MILLIS_TO_LEAVE = 1000;

    private final Path destination;
    private final Path beside;
    private final boolean overwrite;

    ForeignPlace(Path destination, boolean overwrite) {
        this.destination = destination;
        this.overwrite = overwrite;
        this.beside = destination.resolveSibling(".reelwright-" + UUID.randomUUID() + ".part");
    }

    /** Brings the file there, and returns its size in bytes. */
    long take(Path file, StopSignal stop) throws IOException {
        ForeignCall<Long> call = ForeignCall.begin(() -> bring(file, stop));
        try {
            return call.await(stop);
        } catch (MediaException e) {
            call.interrupt();
            if (call.hasSucceededWithin(MILLIS_TO_LEAVE)) {
                return Files.size(file);
            }
            throw e;
        }
    }

    private long bring(Path file, StopSignal stop) throws IOException {
        try {
            long size = copy(file, beside, stop, StandardOpenOption.CREATE_NEW);
            try {
                move();
            } catch (UnsupportedOperationException e) {
                copyToPlace(file, stop);
            }
            return size;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static long copy(Path file, Path to, StopSignal stop, OpenOption... options) throws IOException {
        byte[] block = new byte[BLOCK];
        long size = 0;
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = Files.newOutputStream(to, options)) {
            for (int count = in.readNBytes(block, 0, BLOCK); count > 0; count = in.readNBytes(block, 0, BLOCK)) {
                check(stop);
                out.write(block, 0, count);
                size += count;
            }
        }
        check(stop);
        return size;
    }

    private static void check(StopSignal stop) {
        if (stop.getAsBoolean()) {
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
        }
    }

    private void move() throws IOException {
        if (!overwrite) {
            // atomic moves replace
            Files.move(beside, destination);
            return;
        }
        CopyOption replace = StandardCopyOption.REPLACE_EXISTING;
        try {
            Files.move(beside, destination, StandardCopyOption.ATOMIC_MOVE, replace);
        } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            Files.move(beside, destination, replace);
        }
    }

    private void copyToPlace(Path file, StopSignal stop) throws IOException {
        try {
            if (overwrite) {
                copy(file, destination, stop, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            } else {
                copy(file, destination, stop, StandardOpenOption.CREATE_NEW);
            }
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(destination);
            throw e;
        }
    }
}
