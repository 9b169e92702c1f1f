package dev.reelwright.internal.source;

import dev.reelwright.asset.MediaSource;
import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one source that were read last, for all its readers. While none is open a few of them are kept, as long as
 * memory lasts: an asset is opened, indexed and exported by one reader after the other. Any thread may use it.
 */
final class SharedBlocks {
    /** Bytes of a block; the heap has no special treatment for arrays of this size in any of its set-ups. */
    static final int BLOCK = 256 << 10;

    private static final int MOST_BLOCKS = 64;
    private static final int MOST_BLOCKS_UNUSED = 16;

    /** The values do not hold their keys. */
    private static final Map<MediaSource, SharedBlocks> KNOWN = new WeakHashMap<>();

    private Blocks blocks = new Blocks();
    private @Nullable SoftReference<Blocks> unused;
    private int readers;
    private volatile long length = -1;

    private static final class Blocks extends LinkedHashMap<Long, byte[]> {
        private static final long serialVersionUID = 1L;

        Blocks() {
            super(MOST_BLOCKS, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > MOST_BLOCKS;
        }

        void shrink() {
            Iterator<Long> eldestFirst = keySet().iterator();
            while (size() > MOST_BLOCKS_UNUSED) {
                eldestFirst.next();
                eldestFirst.remove();
            }
        }
    }

    /** What is known of the source; {@link #leave} is called when the reader closes. */
    static SharedBlocks join(MediaSource source) {
        SharedBlocks shared;
        synchronized (KNOWN) {
            shared = KNOWN.computeIfAbsent(source, s -> new SharedBlocks());
        }
        shared.enter();
        return shared;
    }

    private synchronized void enter() {
        readers++;
        Blocks kept = unused == null ? null : unused.get();
        if (kept != null) {
            blocks = kept;
        }
        unused = null;
    }

    synchronized void leave() {
        readers--;
        if (readers == 0) {
            blocks.shrink();
            unused = new SoftReference<>(blocks);
            blocks = new Blocks();
        }
    }

    /** Bytes of the source; negative until somebody told. */
    long length() {
        return length;
    }

    void length(long bytes) {
        length = bytes;
    }

    synchronized byte @Nullable [] get(long number) {
        return blocks.get(number);
    }

    synchronized void put(long number, byte[] block) {
        // what was still being read for a reader that closed is not worth keeping
        if (readers > 0) {
            blocks.put(number, block);
        }
    }
}
