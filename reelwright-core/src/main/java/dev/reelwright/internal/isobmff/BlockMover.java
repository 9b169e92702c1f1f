package dev.reelwright.internal.isobmff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.DoubleConsumer;

/** Moves bytes within a file, block by block, so that memory stays small and the work can be stopped. */
final class BlockMover {
    private static final int BLOCK = 1 << 20;

    private final FileChannel file;
    private final DoubleConsumer progress;

    /** @param progress is told the share that is done after each block; may throw to stop the work */
    BlockMover(FileChannel file, DoubleConsumer progress) {
        this.file = file;
        this.progress = progress;
    }

    /** Copies a run of bytes to another place, which may overlap it. */
    void move(long from, long to, long length) throws IOException {
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, length));
        for (long done = 0; done < length; ) {
            int size = (int) Math.min(BLOCK, length - done);
            // towards the end the last block goes first, for the others lie where it goes to
            long offset = to > from ? length - done - size : done;
            read(block.clear().limit(size), from + offset);
            write(block.flip(), to + offset);
            done += size;
            progress.accept((double) done / length);
        }
    }

    /** The whole of a box, its header included. */
    ByteBuffer read(Box box) throws IOException {
        if (box.size() > Integer.MAX_VALUE - 8) {
            throw new MalformedBoxException(box, "%d bytes do not fit into memory".formatted(box.size()));
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) box.size());
        read(bytes, box.offset());
        return bytes.flip();
    }

    private void read(ByteBuffer bytes, long offset) throws IOException {
        while (bytes.hasRemaining()) {
            int count = file.read(bytes, offset + bytes.position());
            if (count < 0) {
                throw new EOFException("the file ends before byte " + (offset + bytes.limit()));
            }
        }
    }

    /** Writes bytes at a place. */
    void write(ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }
}
