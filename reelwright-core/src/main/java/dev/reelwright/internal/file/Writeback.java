package dev.reelwright.internal.file;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Brings a file to storage while it is being written, so that little is left of it to bring there in the end. Small files are
 * left alone.
 */
public final class Writeback implements AutoCloseable {
    /** Bytes that are worth a call. */
    private static final long STEP = 64L << 20;

    private static final long MILLIS_BETWEEN_LOOKS = 20;

    private final Path file;
    private final Thread thread;
    private volatile boolean closed;

    private Writeback(Path file) {
        this.file = file;
        this.thread = new Thread(this::run, "reelwright-writeback");
        thread.setDaemon(true);
    }

    /** Begins; the file may appear later. */
    public static Writeback of(Path file) {
        Writeback writeback = new Writeback(file);
        writeback.thread.start();
        return writeback;
    }

    private void run() {
        try {
            long done = 0;
            while (!closed) {
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
                long size = Files.exists(file) ? Files.size(file) : 0;
                if (size - done >= STEP) {
                    force();
                    done = size;
                }
            }
        } catch (InterruptedException e) {
            // nobody waits for what is written early
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // what cannot be written is told where all of it is brought to storage
            closed = true;
        }
    }

    private void force() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
        } catch (ClosedChannelException e) {
            closed = true;
        }
    }

    /** Begins nothing anew; does not wait for what is under way. */
    @Override
    public void close() {
        closed = true;
    }
}
