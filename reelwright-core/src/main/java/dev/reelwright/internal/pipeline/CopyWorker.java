package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.copy.PacketCopier;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.time.MediaTime;
import java.util.List;
import java.util.function.Supplier;

/** A track that is carried over without decoding. */
final class CopyWorker implements TrackWorker {
    private final PacketCopier copier;
    private final Ending.Feed feed;
    private final Supplier<Pace> pace;

    /** @param pace what holds it back from running ahead of another track */
    CopyWorker(PacketCopier copier, Ending.Feed feed, Supplier<Pace> pace) {
        this.copier = copier;
        this.feed = feed;
        this.pace = pace;
    }

    /** What is told where the output begins, before any packet. */
    PacketCopier copier() {
        return copier;
    }

    @Override
    public void accept(Packet packet) {
        pace.get().await(copier.progress());
        copier.accept(packet);
    }

    @Override
    public void finish() {
        copier.finish();
        feed.finish();
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
