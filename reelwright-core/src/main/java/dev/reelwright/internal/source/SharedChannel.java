package dev.reelwright.internal.source;

import dev.reelwright.asset.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
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
    private final class View extends ReadingChannel {
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
    }
}
