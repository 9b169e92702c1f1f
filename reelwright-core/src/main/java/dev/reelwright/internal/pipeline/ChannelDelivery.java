package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.file.ScratchFolder;
import dev.reelwright.internal.source.ForeignCall;
import dev.reelwright.internal.source.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A channel that gets the finished file. */
final class ChannelDelivery implements Delivery {
    private static final int BLOCK = 1 << 20;

    private final SeekableByteChannel channel;
    private @Nullable Path file;

    ChannelDelivery(SeekableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public void use(ScratchFolder scratch) {
        file = scratch.file("output.part");
    }

    private Path written() {
        Path known = file;
        if (known == null) {
            throw new IllegalStateException("nowhere to write to yet");
        }
        return known;
    }

    @Override
    public Muxer muxer(ExportPlan plan, StopSignal stop) {
        return Muxer.create(written(), Containers.format(plan.fileType()), stop);
    }

    @Override
    public Map<String, String> options(ExportPlan plan, int movieTimescale) {
        return Containers.options(plan.fileType(), plan.networkOptimized(), movieTimescale);
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(written());
    }

    @Override
    public long length() {
        return FileDelivery.length(written());
    }

    @Override
    public long commit(StopSignal stop) {
        ForeignCall<Long> call = ForeignCall.begin(() -> copy(stop));
        try {
            return call.await(stop);
        } catch (IOException e) {
            throw new MediaException(ErrorCode.WRITE_FAILED, "the channel cannot be written: " + e.getMessage(), e);
        } catch (MediaException e) {
            call.interrupt();
            throw e;
        }
    }

    private long copy(StopSignal stop) throws IOException {
        byte[] block = new byte[BLOCK];
        long size = 0;
        try (InputStream in = Files.newInputStream(written())) {
            for (int count = in.readNBytes(block, 0, BLOCK); count > 0; count = in.readNBytes(block, 0, BLOCK)) {
                ByteBuffer bytes = ByteBuffer.wrap(block, 0, count);
                while (bytes.hasRemaining()) {
                    if (stop.getAsBoolean()) {
                        throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
                    }
                    channel.write(bytes);
                }
                size += count;
            }
        }
        return size;
    }

    @Override
    public void close() {
        // what was written goes with the folder that it is in; the channel is the caller's
    }
}
