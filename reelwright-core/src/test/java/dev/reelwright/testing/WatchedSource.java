package dev.reelwright.testing;

import dev.reelwright.asset.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A file as a source that is no file: counts what is read of it, and does before each read what it is told to. */
public final class WatchedSource implements MediaSource {
    /** What is done before a read. */
    public interface Trap {
        void beforeRead(long position) throws IOException;
    }

    private final Path file;
    private final AtomicInteger openChannels = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile Trap trap = position -> {};

    public WatchedSource(Path file) {
        this.file = file;
    }

    /** What is done before each read from now on. */
    public WatchedSource trap(Trap other) {
        trap = other;
        return this;
    }

    /** Counts anew. */
    public void reset() {
        reads.set(0);
        bytes.set(0);
    }

    /** Channels that were opened and not closed. */
    public int openChannels() {
        return openChannels.get();
    }

    /** Reads that gave something. */
    public int reads() {
        return reads.get();
    }

    /** Bytes that were read. */
    public long bytes() {
        return bytes.get();
    }

    @Override
    public String name() {
        return "watched";
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        openChannels.incrementAndGet();
        return new Watched(channel);
    }

    private final class Watched implements SeekableByteChannel {
        private final SeekableByteChannel channel;
        private boolean closed;

        Watched(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            trap.beforeRead(channel.position());
            int count = channel.read(target);
            if (count > 0) {
                reads.incrementAndGet();
                bytes.addAndGet(count);
            }
            return count;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new AssertionError("a source is never written");
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long newPosition) throws IOException {
            channel.position(newPosition);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new AssertionError("a source is never cut");
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                openChannels.decrementAndGet();
            }
            channel.close();
        }
    }
}
