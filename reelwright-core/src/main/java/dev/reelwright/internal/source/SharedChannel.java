package dev.reelwright.internal.source;

import dev.reelwright.asset.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A channel of somebody's as a source: its readers take turns, and it is never closed here. The threads that read it are
 * not interrupted either, which would close many kinds of channel.
 */
public final class SharedChannel implements MediaSource {
    private final SeekableByteChannel channel;
    private final String name;
    private final ReentrantLock turn = new ReentrantLock();

    public SharedChannel(SeekableByteChannel channel, String name) {
        this.channel = channel;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SeekableByteChannel open() {
        return new View();
    }

    @Override
    public String toString() {
        return name;
    }

    /** A place of its own in the channel. */
    private final class View implements SeekableByteChannel {
        private long position;
        private boolean closed;

        @Override
        public int read(ByteBuffer target) throws IOException {
            requireOpen();
            turn.lock();
            try {
                channel.position(position);
                int count = channel.read(target);
                position += Math.max(count, 0);
                return count;
            } finally {
                turn.unlock();
            }
        }

        @Override
        public long size() throws IOException {
            requireOpen();
            turn.lock();
            try {
                return channel.size();
            } finally {
                turn.unlock();
            }
        }

        @Override
        public long position() throws IOException {
            requireOpen();
            return position;
        }

        @Override
        public SeekableByteChannel position(long newPosition) throws IOException {
            requireOpen();
            position = newPosition;
            return this;
        }

        private void requireOpen() throws IOException {
            if (closed) {
                throw new ClosedChannelException();
            }
        }

        @Override
        public int write(ByteBuffer source) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return !closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
