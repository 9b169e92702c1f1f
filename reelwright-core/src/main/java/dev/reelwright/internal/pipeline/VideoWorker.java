package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.time.MediaTime;
import java.util.List;

/** Decodes video on the track's thread, renders and encodes it on another. */
final class VideoWorker implements TrackWorker {
    private final VideoDecoding decoding;
    private final FrameSink sink;
    private final OutputTrack output;

    VideoWorker(VideoDecoding decoding, FrameSink sink, OutputTrack output) {
        this.decoding = decoding;
        this.sink = sink;
        this.output = output;
    }

    @Override
    public void accept(Packet packet) {
        decoding.decode(packet);
    }

    @Override
    public void finish() {
        decoding.finish();
        sink.finish();
    }

    @Override
    public boolean isComplete() {
        return decoding.isComplete();
    }

    @Override
    public MediaTime progress() {
        return output.end();
    }

    @Override
    public List<String> warnings() {
        return decoding.warnings();
    }

    @Override
    public void close() {
        // the sink first: it may still hold what the decoder lent
        sink.abandon();
        decoding.close();
    }
}
