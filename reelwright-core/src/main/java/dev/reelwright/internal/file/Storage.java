package dev.reelwright.internal.file;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Brings a file's bytes from the system's memory to the disk. */
interface Storage {
    /** The machine's own. */
    Storage REAL = new Storage() {
        @Override
        public void force(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    };

    long MILLIS_BETWEEN_LOOKS = 5;

    /** Returns when every byte is on the disk, which may take seconds. */
    void force(Path file) throws IOException;

    /**
     * The same, given up as soon as {@code cancelled} says so. The system cannot be called back from its work: it goes on
     * with it on a thread of its own, which nobody waits for.
     */
    default void force(Path file, BooleanSupplier cancelled) throws IOException {
        FutureTask<@Nullable Void> forcing = new FutureTask<>(() -> {
            force(file);
            return null;
        });
        Thread thread = new Thread(forcing, "reelwright-storage");
        thread.setDaemon(true);
        thread.start();
        try {
            while (!isDone(forcing)) {
                if (cancelled.getAsBoolean()) {
                    throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted", e);
        }
    }

    private static boolean isDone(FutureTask<@Nullable Void> forcing) throws IOException, InterruptedException {
        try {
            forcing.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }
}
