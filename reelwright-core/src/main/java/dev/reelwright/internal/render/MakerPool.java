package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.index.TrackIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps opened decoders from request to request, and lends the one that has the shortest way to the wanted frame. */
final class MakerPool implements AutoCloseable {
    /** Packets on the way to a picture. */
    private static final int FAR = 8;

    private final Asset asset;
    private final ImageSettings settings;
    private final int most;
    private final List<PictureMaker> idle = new ArrayList<>();
    private @Nullable OpenFile open;
    private boolean closed;

    /** @param most how many are kept */
    MakerPool(Asset asset, ImageSettings settings, int most) {
        this.asset = asset;
        this.settings = settings;
        this.most = most;
    }

    /** Takes over a file that is open already, for the next decoder that is needed. */
    void keep(OpenFile file) {
        synchronized (idle) {
            if (!closed && open == null) {
                open = file;
                return;
            }
        }
        file.close();
    }

    /** @param alone whether no other decoder works on the same request, so that one may use all cores */
    PictureMaker borrow(Track track, TrackIndex index, int frame, boolean alone, Token token) {
        OpenFile file;
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
            file = open;
            open = null;
        }
        if (file == null) {
            file = new OpenFile(asset, token);
        } else {
            file.serve(token);
        }
        // threads give a picture later by as many pictures as there are threads: it takes a long way to make up for
        // that
        boolean far = index.packetOf(frame) - index.syncPacketFor(frame) > FAR;
        return new PictureMaker(
                asset,
                track,
                index,
                settings,
                alone && far ? Decoder.Threading.FRAMES : Decoder.Threading.NONE,
                alone ? 0 : 1,
                file);
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
        OpenFile unused;
        synchronized (idle) {
            closed = true;
            unused = open;
            open = null;
            toClose = List.copyOf(idle);
            idle.clear();
        }
        toClose.forEach(PictureMaker::close);
        if (unused != null) {
            unused.close();
        }
    }
}
