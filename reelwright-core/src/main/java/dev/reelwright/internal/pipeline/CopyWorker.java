package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.copy.PacketCopier;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.time.MediaTime;
import java.util.List;

/** A track that is carried over without decoding. */
final class CopyWorker implements TrackWorker {
    private final PacketCopier copier;

    CopyWorker(PacketCopier copier) {
        this.copier = copier;
    }

    /** Lets the output begin at this time of the asset. Called before any packet. */
    void beginAt(MediaTime start) {
        copier.beginAt(start);
    }

    @Override
    public void accept(Packet packet) {
        copier.accept(packet);
    }

    @Override
    public void finish() {
        copier.finish();
    }

    @Override
    public boolean isComplete() {
        return copier.isComplete();
    }

    @Override
    public MediaTime progress() {
        return copier.progress();
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void close() {
        copier.close();
    }
}
