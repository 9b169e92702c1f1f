package dev.reelwright.internal.source;

import dev.reelwright.asset.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/** A source as a channel for small reads here and there, which the reader's blocks serve. Not thread-safe. */
public final class SourceChannel extends ReadingChannel {
    private final SourceReader reader;

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
    public void close() {
        super.close();
        reader.close();
    }
}
