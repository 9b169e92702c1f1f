package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.index.TrackIndex;
import java.util.ArrayList;
import java.util.List;

/** Keeps opened decoders from request to request, and lends the one that has the shortest way to the wanted frame. */
final class MakerPool implements AutoCloseable {
    private final Asset asset;
    private final ImageSettings settings;
    private final int most;
    private final List<PictureMaker> idle = new ArrayList<>();
    private boolean closed;

    /** @param most how many are kept */
    MakerPool(Asset asset, ImageSettings settings, int most) {
        this.asset = asset;
        this.settings = settings;
        this.most = most;
    }

    PictureMaker borrow(Track track, TrackIndex index, int frame) {
        synchronized (idle) {
            requireOpen();
            PictureMaker best = null;
            for (PictureMaker maker : idle) {
                best = best == null || maker.packetsTo(frame) < best.packetsTo(frame) ? maker : best;
            }
            if (best != null) {
                idle.remove(best);
                return best;
            }
        }
        return new PictureMaker(asset, track, index, settings);
    }

    /** Takes a maker back; one that broke off cannot go on and is closed. */
    void giveBack(PictureMaker maker) {
        synchronized (idle) {
            if (!closed && maker.isUsable() && idle.size() < most) {
                idle.add(maker);
                return;
            }
        }
        maker.close();
    }

    void requireOpen() {
        synchronized (idle) {
            if (closed) {
                throw new IllegalStateException("the image generator is closed");
            }
        }
    }

    @Override
    public void close() {
        List<PictureMaker> toClose;
        synchronized (idle) {
            closed = true;
            toClose = List.copyOf(idle);
            idle.clear();
        }
        toClose.forEach(PictureMaker::close);
    }
}
