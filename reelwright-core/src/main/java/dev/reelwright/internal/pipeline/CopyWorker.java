package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.copy.Copier;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.time.MediaTime;
import java.util.List;
import java.util.function.Supplier;

/** A track that is carried over without decoding. */
final class CopyWorker implements TrackWorker {
    private final Copier copier;
    private final Runnable onFinish;
    private final Supplier<Pace> pace;

    /**
     * @param onFinish is run when all was written
     * @param pace what holds it back from running ahead of another track
     */
    CopyWorker(Copier copier, Runnable onFinish, Supplier<Pace> pace) {
        this.copier = copier;
        this.onFinish = onFinish;
        this.pace = pace;
    }

    /** Lets the output begin at this time of the asset. Called before any packet. */
    void beginAt(MediaTime start) {
        copier.beginAt(start);
    }

    @Override
    public void accept(Packet packet) {
        pace.get().await(copier.progress());
        copier.accept(packet);
    }

    @Override
    public void finish() {
        copier.finish();
        onFinish.run();
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
