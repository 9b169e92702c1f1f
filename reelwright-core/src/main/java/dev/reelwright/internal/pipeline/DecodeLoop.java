package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Feeds a decoder and hands on what it gives. */
final class DecodeLoop implements AutoCloseable {
    private final Decoder decoder;
    private final Consumer<Frame> sink;
    private final Frame frame = new Frame();
    private long frames;
    private long damaged;
    private long refusedBeforeFirst;

    /** @param sink takes the frame's content with {@link Frame#takeFrom} if it wants to keep it */
    DecodeLoop(Decoder decoder, Consumer<Frame> sink) {
        this.decoder = decoder;
        this.sink = sink;
    }

    /** Decodes a packet, or what is left inside when it is null. */
    void decode(@Nullable Packet packet) {
        boolean taken = false;
        while (!taken) {
            try {
                taken = decoder.send(packet);
            } catch (MediaException e) {
                // Streams that were cut out of longer ones begin with what cannot be decoded.
                if (frames > 0 || packet == null || e.code() != ErrorCode.DECODE_FAILED) {
                    throw e;
                }
                refusedBeforeFirst++;
                return;
            }
            drain();
        }
    }

    private void drain() {
        while (decoder.receive(frame)) {
            frames++;
            if (frame.isDamaged()) {
                damaged++;
            }
            sink.accept(frame);
            frame.clear();
        }
    }

    void finish() {
        decode(null);
        if (frames == 0 && refusedBeforeFirst > 0) {
            throw new MediaException(
                    ErrorCode.DECODE_FAILED, "none of the track's " + refusedBeforeFirst + " packets can be decoded");
        }
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (damaged > 0) {
            warnings.add(damaged + " frames are damaged in the source");
        }
        if (refusedBeforeFirst > 0) {
            warnings.add(refusedBeforeFirst + " packets before the first whole frame could not be decoded");
        }
        return warnings;
    }

    @Override
    public void close() {
        frame.close();
        decoder.close();
    }
}
