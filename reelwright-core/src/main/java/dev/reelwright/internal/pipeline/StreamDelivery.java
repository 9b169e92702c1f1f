package dev.reelwright.internal.pipeline;

import dev.reelwright.export.ExportPlan;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.file.ScratchFolder;
import dev.reelwright.internal.source.StopSignal;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A stream that gets everything while it is made: nothing can be taken back, or be written a second time. */
final class StreamDelivery implements Delivery {
    private final Counting stream;
    private boolean begun;

    StreamDelivery(OutputStream stream) {
        this.stream = new Counting(stream);
    }

    private static final class Counting extends FilterOutputStream {
        private volatile long bytes;

        Counting(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] block, int from, int count) throws IOException {
            out.write(block, from, count);
            bytes += count;
        }
    }

    @Override
    public void use(ScratchFolder scratch) {
        // goes straight on
    }

    @Override
    public Muxer muxer(ExportPlan plan, StopSignal stop) {
        if (begun) {
            throw new IllegalStateException("a stream is written once");
        }
        begun = true;
        return Muxer.toStream(stream, Containers.format(plan.fileType()), stop);
    }

    @Override
    public Map<String, String> options(ExportPlan plan, int movieTimescale) {
        return Containers.streamOptions(plan.fileType(), movieTimescale);
    }

    @Override
    public Optional<Path> file() {
        return Optional.empty();
    }

    @Override
    public long length() {
        return stream.bytes;
    }

    @Override
    public long commit(StopSignal stop) {
        return stream.bytes;
    }

    @Override
    public void close() {
        // the stream is the caller's
    }
}
