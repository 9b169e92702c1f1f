package dev.reelwright.internal.isobmff;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A file in memory, zeros to its size, that counts the bytes read and hands them out in short reads. */
public final class MemoryChannel implements SeekableByteChannel {

    private static final int SHORT_READ = 7;
    private static final int READ_LIMIT = 4_000_000;

    private final byte[] bytes;
    private final long size;
    private long position;
    private int reads;
    private long bytesRead;

    public MemoryChannel(byte[] bytes) {
        this(bytes, bytes.length);
    }

    MemoryChannel(byte[] bytes, long size) {
        this.bytes = bytes;
        this.size = size;
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public int read(ByteBuffer target) {
        if (++reads > READ_LIMIT) {
            throw new AssertionError("more than " + READ_LIMIT + " reads: the reader does not come to an end");
        }
        if (position >= size) {
            return -1;
        }
        int count = (int) Math.min(Math.min(target.remaining(), SHORT_READ), size - position);
        for (int i = 0; i < count; i++, position++) {
            target.put(position < bytes.length ? bytes[(int) position] : 0);
        }
        bytesRead += count;
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
