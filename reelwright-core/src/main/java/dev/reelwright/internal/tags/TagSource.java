package dev.reelwright.internal.tags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file of which tags are read by position, and no more than a limit of it all in all. The channel stays the caller's. */
final class TagSource {
    /** Bytes; tags are texts and a few covers. */
    static final int READ_LIMIT = 64 << 20;

    private final SeekableByteChannel file;
    private final long size;
    private final int limit;
    private long read;

    TagSource(SeekableByteChannel file) throws IOException {
        this(file, READ_LIMIT);
    }

    /** @param limit the most bytes that are read */
    TagSource(SeekableByteChannel file, int limit) throws IOException {
        this.file = file;
        this.size = file.size();
        this.limit = limit;
    }

    long size() {
        return size;
    }

    /** Exactly these bytes, big-endian; fails where the file ends before, or the limit is reached. */
    ByteBuffer read(long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > size - offset) {
            throw new MalformedTagsException(length + " bytes at " + offset + " of a file of " + size);
        }
        if (length > limit - read) {
            throw new MalformedTagsException("the tags take more than " + limit + " bytes");
        }
        read += length;
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        file.position(offset);
        while (bytes.hasRemaining() && file.read(bytes) > 0) {}
        if (bytes.hasRemaining()) {
            throw new MalformedTagsException("the file ends at " + file.position() + ", earlier than its size says");
        }
        return bytes.flip();
    }

    /** Whether so many bytes lie there. */
    boolean has(long offset, long length) {
        return offset >= 0 && length >= 0 && length <= size - offset;
    }
}
