package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.internal.engine.Demuxer;

/** An asset's file, open for one piece of work after the other, each of which may be told to stop. Used by one thread at a time. */
final class OpenFile implements AutoCloseable {
    private final Demuxer demuxer;
    private volatile Token work;

    /** @param opening the first piece of work, to which opening belongs */
    OpenFile(Asset asset, Token opening) {
        this.work = opening;
        this.demuxer = Demuxer.reopen(asset.source(), asset.options(), this::isToStop);
    }

    Demuxer demuxer() {
        return demuxer;
    }

    /** Begins with the next piece of work. */
    void serve(Token next) {
        work = next;
    }

    /** Whether the present piece of work was told to stop; what was broken off cannot be read on. */
    boolean isToStop() {
        return work.isSet();
    }

    @Override
    public void close() {
        demuxer.close();
    }
}
