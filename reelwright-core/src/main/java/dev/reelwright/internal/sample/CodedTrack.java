package dev.reelwright.internal.sample;

import dev.reelwright.internal.engine.EncodeLoop;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.TimeBase;
import org.jspecify.annotations.Nullable;

/** One track of the clip being written: its encoder, and where its packets go. */
final class CodedTrack implements AutoCloseable {
    private final Encoder encoder;
    private final EncodeLoop encoding;
    private final int stream;

    /** Opens the encoder and adds its stream to the file. */
    static CodedTrack open(EncoderSettings settings, Muxer muxer) {
        Encoder encoder = Encoder.open(settings, muxer.wantsGlobalHeader());
        try {
            return new CodedTrack(encoder, muxer);
        } catch (RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
    }

    private CodedTrack(Encoder encoder, Muxer muxer) {
        this.encoder = encoder;
        this.stream = muxer.addStream(encoder);
        muxer.enabled(stream, true);
        OutputTrack output = new OutputTrack(muxer, stream, encoder.timeBase(), OutputTrack.OPEN);
        this.encoding = new EncodeLoop(encoder, output, output.clocks().encode());
    }

    int stream() {
        return stream;
    }

    TimeBase ticks() {
        return encoder.timeBase();
    }

    /** Samples that an audio frame must have; 0 for any number. */
    int frameSize() {
        return encoding.frameSize();
    }

    /** Encodes a frame, or what is left inside when it is null. */
    void encode(@Nullable Frame frame) {
        encoding.encode(frame);
    }

    @Override
    public void close() {
        encoding.close();
    }
}
