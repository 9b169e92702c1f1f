package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import org.jspecify.annotations.Nullable;

/** Feeds an encoder and writes what it gives. */
final class EncodeLoop implements AutoCloseable {
    private final Encoder encoder;
    private final OutputTrack output;
    private final Packet packet = new Packet();

    EncodeLoop(Encoder encoder, OutputTrack output) {
        this.encoder = encoder;
        this.output = output;
    }

    /** Encodes a frame, or what is left inside when it is null. */
    void encode(@Nullable Frame frame) {
        while (!encoder.send(frame)) {
            drain();
        }
        drain();
    }

    private void drain() {
        while (encoder.receive(packet)) {
            output.write(packet);
        }
    }

    OutputTrack output() {
        return output;
    }

    int frameSize() {
        return encoder.frameSize();
    }

    @Override
    public void close() {
        packet.close();
        encoder.close();
    }
}
