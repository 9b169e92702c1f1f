package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.engine.Packet;
import dev.reelwright.time.MediaTime;
import java.util.List;

/** Decodes one audio track, converts it and encodes it. */
final class AudioWorker implements TrackWorker {
    private final SoundSource source;
    private final SoundEncoding encoding;

    /** @param encoding where the source delivers to */
    AudioWorker(SoundSource source, SoundEncoding encoding) {
        this.source = source;
        this.encoding = encoding;
    }

    @Override
    public void accept(Packet packet) {
        source.accept(packet);
    }

    @Override
    public void finish() {
        source.finish();
        encoding.finish(source.end());
    }

    @Override
    public boolean isComplete() {
        return encoding.isComplete();
    }

    @Override
    public MediaTime progress() {
        return encoding.progress();
    }

    @Override
    public List<String> warnings() {
        return source.warnings();
    }

    @Override
    public void close() {
        source.close();
        encoding.close();
    }
}
