package dev.reelwright.internal.source;

import static dev.reelwright.internal.source.SharedBlocks.BLOCK;

import dev.reelwright.asset.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source by aligned blocks, several at once where they are read one after the other, and the next ones meanwhile
 * where that takes time. Used by one thread at a time; the source's channel is opened and read on other threads, so that
 * waiting for it ends when the work is to end.
 */
public final class SourceReader implements AutoCloseable {
    private static final int MOST_BLOCKS_AT_ONCE = 4;
    /** What is read faster than this, in bytes a nanosecond, lies in memory. */
    private static final double MEMORY_SPEED = 1;

    private static final int MOST_VAIN_READS = 100;
    private static final long MILLIS_TO_CLOSE = 1000;

    private final MediaSource source;
    private final StopSignal stop;
    private final SharedBlocks shared;
    /** Used by the one call that is under way, or by nobody. */
    private @Nullable SeekableByteChannel channel;

    private @Nullable ForeignCall<?> call;
    private long lastNumber = -1;
    private int streak;
    private volatile boolean isSlow;
    private boolean closed;

    public SourceReader(MediaSource source, BooleanSupplier stop) {
        this.source = source;
        this.stop = StopSignal.of(stop);
        this.shared = SharedBlocks.join(source);
    }

    /** Bytes of the source. */
    public long length() throws IOException {
        if (shared.length() < 0) {
            make(this::opened);
        }
        return shared.length();
    }

    /** Bytes in a block, but for the last one. */
    public static int blockSize() {
        return BLOCK;
    }

    /**
     * A block, not to be changed, which is shorter only where the source ends, and empty behind that.
     *
     * @throws dev.reelwright.error.MediaException when the work is to end; nothing is left then but to close the reader
     */
    public byte[] block(long number) throws IOException {
        if (number * BLOCK >= length()) {
            return new byte[0];
        }
        if (number != lastNumber) {
            streak = number == lastNumber + 1 ? streak + 1 : 0;
            lastNumber = number;
        }
        byte[] block = shared.get(number);
        if (block == null) {
            endReadAhead();
            block = shared.get(number);
        }
        if (block == null) {
            int count = count(number);
            block = make(() -> fetch(number, count));
        }
        readAhead(number);
        return block;
    }

    /** How many blocks to read at once from here. */
    private int count(long number) {
        long wanted = Math.min(MOST_BLOCKS_AT_ONCE, 1L << Math.min(streak, 2));
        long there = (shared.length() + BLOCK - 1) / BLOCK - number;
        int count = 1;
        while (count < Math.min(wanted, there) && shared.get(number + count) == null) {
            count++;
        }
        return count;
    }

    /** Begins to read what is missing of the blocks that come next, the more the longer they were read in their order. */
    private void readAhead(long number) {
        if (!isSlow || (call != null && !call.isDone())) {
            return;
        }
        for (long next = number + 1; next <= number + Math.min(streak, MOST_BLOCKS_AT_ONCE); next++) {
            if (next * BLOCK < shared.length() && shared.get(next) == null) {
                long first = next;
                int count = count(first);
                call = ForeignCall.begin(() -> fetch(first, count));
                return;
            }
        }
    }

    private void endReadAhead() throws IOException {
        ForeignCall<?> ahead = call;
        if (ahead != null) {
            try {
                ahead.await(stop);
            } catch (IOException e) {
                // what was only guessed to be needed may fail; if it is needed, that fails again
                System.getLogger(SourceReader.class.getName())
                        .log(System.Logger.Level.DEBUG, "reading ahead in " + source.name() + " failed", e);
            }
            call = null;
        }
    }

    private <T> T make(java.util.concurrent.Callable<T> task) throws IOException {
        endReadAhead();
        ForeignCall<T> made = ForeignCall.begin(task);
        call = made;
        T value = made.await(stop);
        call = null;
        return value;
    }

    private SeekableByteChannel opened() throws IOException {
        SeekableByteChannel open = channel;
        if (open == null || !open.isOpen()) {
            open = source.open();
            channel = open;
            if (shared.length() < 0) {
                shared.length(open.size());
            }
        }
        return open;
    }

    /** Reads blocks in one go, and returns the first. */
    private byte[] fetch(long number, int count) throws IOException {
        long position = number * BLOCK;
        long started = System.nanoTime();
        SeekableByteChannel from = opened();
        byte[] bytes = new byte[(int) Math.min((long) count * BLOCK, shared.length() - position)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        from.position(position);
        fill(buffer, from);
        int length = buffer.position();
        isSlow = length < MEMORY_SPEED * (System.nanoTime() - started);
        byte[] first = part(bytes, 0, length);
        shared.put(number, first);
        for (int i = 1; i < count; i++) {
            shared.put(number + i, part(bytes, i * BLOCK, length));
        }
        return first;
    }

    private static void fill(ByteBuffer buffer, SeekableByteChannel from) throws IOException {
        int vain = 0;
        while (buffer.hasRemaining()) {
            int count = from.read(buffer);
            vain = count == 0 ? vain + 1 : 0;
            if (count < 0) {
                return;
            }
            if (vain > MOST_VAIN_READS) {
                throw new IOException("the channel gives nothing and is not at its end");
            }
        }
    }

    private static byte[] part(byte[] bytes, int from, int length) {
        int start = Math.min(from, length);
        int end = Math.min(start + BLOCK, length);
        return start == 0 && end == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, end);
    }

    /** Ends a call that is under way, and closes the channel when that has ended. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ForeignCall<?> last = call;
        if (last != null && !last.isDone() && !(source instanceof SharedChannel)) {
            // its channel is closed by that, as it is to be
            last.interrupt();
        }
        ForeignCall<?> before = last == null ? ForeignCall.begin(() -> true) : last;
        before.endWith(this::closeChannel, stop.isRaised() ? 0 : MILLIS_TO_CLOSE);
        shared.leave();
    }

    private void closeChannel() {
        try (SeekableByteChannel open = channel) {
            channel = null;
        } catch (IOException | RuntimeException e) {
            System.getLogger(SourceReader.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing " + source.name() + " failed", e);
        }
    }
}
