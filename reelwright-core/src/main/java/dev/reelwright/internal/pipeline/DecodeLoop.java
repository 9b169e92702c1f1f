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

/**
 * Feeds a decoder and hands on what it gives.
 *
 * <p>Packets that cannot be decoded are forgiven at the beginning and at the end: streams that were cut out of longer ones
 * begin with what needs more, and some files end with what is no media. In between they fail the work.
 */
final class DecodeLoop implements AutoCloseable {
    private final Decoder decoder;
    private final Consumer<Frame> sink;
    private final Frame frame = new Frame();
    private long frames;
    private long damaged;
    private long refused;
    /** The first refusal after frames had come; it counts when more frames come. */
    private @Nullable MediaException refusal;

    /** @param sink takes the frame's content with {@link Frame#takeFrom} if it wants to keep it */
    DecodeLoop(Decoder decoder, Consumer<Frame> sink) {
        this.decoder = decoder;
        this.sink = sink;
    }

    /** Decodes a packet, or what is left inside when it is null. */
    void decode(@Nullable Packet packet) {
        boolean taken = false;
        while (!taken) {
            taken = send(packet);
            drain();
        }
    }

    private boolean send(@Nullable Packet packet) {
        try {
            return decoder.send(packet);
        } catch (MediaException e) {
            if (packet == null || e.code() != ErrorCode.DECODE_FAILED) {
                throw e;
            }
            refused++;
            if (frames > 0 && refusal == null) {
                refusal = e;
            }
            return true;
        }
    }

    private void drain() {
        while (decoder.receive(frame)) {
            if (refusal != null) {
                throw refusal;
            }
            frames++;
            if (frame.isDamaged()) {
                damaged++;
            }
            sink.accept(frame);
            frame.clear();
        }
    }

    void finish() {
        // frames that were still inside came before the refusal
        MediaException atTheEnd = refusal;
        refusal = null;
        decode(null);
        refusal = atTheEnd;
        if (frames == 0 && refused > 0) {
            throw new MediaException(
                    ErrorCode.DECODE_FAILED, "none of the track's " + refused + " packets can be decoded");
        }
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (damaged > 0) {
            warnings.add(damaged + " frames are damaged in the source");
        }
        if (refused > 0) {
            warnings.add(refused + " packets at the track's beginning or end could not be decoded");
        }
        return warnings;
    }

    @Override
    public void close() {
        frame.close();
        decoder.close();
    }
}
