package dev.reelwright.internal.source;

import dev.reelwright.asset.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.function.BooleanSupplier;

/** A source as a channel for small reads here and there, which the reader's blocks serve. Not thread-safe. */
public final class SourceChannel implements SeekableByteChannel {
    private final SourceReader reader;
    private long position;
    private boolean closed;

    public SourceChannel(MediaSource source, BooleanSupplier stop) {
        this.reader = new SourceReader(source, stop);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        int done = 0;
        while (target.hasRemaining()) {
            byte[] block = reader.block(position / SourceReader.blockSize());
            int from = (int) (position % SourceReader.blockSize());
            int count = Math.min(block.length - from, target.remaining());
            if (count <= 0) {
                return done == 0 ? -1 : done;
            }
            target.put(block, from, count);
            position += count;
            done += count;
        }
        return done;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return reader.length();
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
        reader.close();
    }
}
