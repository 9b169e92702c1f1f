package dev.reelwright.internal.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;

/**
 * The entries of a container's own index. There are hundreds of thousands of them in a film, so that they are read as one
 * block of memory where they lie as one, and by a call each only otherwise.
 */
public final class IndexEntries {
    private static final int IS_KEY = 1; // AVINDEX_KEYFRAME, a macro that the bindings leave out
    private static final int IS_HIDDEN = 2; // AVINDEX_DISCARD_FRAME, too

    // struct AVIndexEntry of libavformat/avformat.h: position, time, then two bits of flags and thirty of size
    private static final int BYTES = 24;
    private static final int TIME_AT = 8;
    private static final int FLAGS_AT = 16;
    private static final int FLAG_BITS = 2;

    private final AVStream stream;
    private final int count;

    private IndexEntries(AVStream stream) {
        this.stream = stream;
        this.count = avformat.avformat_index_get_entries_count(stream);
    }

    static IndexEntries of(AVStream stream) {
        return new IndexEntries(stream);
    }

    /** Takes one entry after the other. */
    public interface Sink {
        /**
         * @param ticks time of decoding
         * @param position of the first byte in the file
         * @param size in bytes
         * @param key whether it is called a sync sample
         * @param hidden whether the edit list hides it
         */
        void entry(long ticks, long position, int size, boolean key, boolean hidden);
    }

    void forEach(Sink sink) {
        if (count > 1 && isOneBlock()) {
            ByteBuffer block = block();
            for (int i = 0; i < count; i++) {
                give(block, i * BYTES, sink);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            AVIndexEntry entry = entry(i);
            give(entry.timestamp(), entry.pos(), entry.size(), entry.flags(), sink);
        }
    }

    boolean beginsHidden() {
        return count > 0 && (entry(0).flags() & IS_HIDDEN) != 0;
    }

    private AVIndexEntry entry(int number) {
        return avformat.avformat_index_get_entry(stream, number);
    }

    private ByteBuffer block() {
        return new BytePointer(entry(0))
                .capacity((long) count * BYTES)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }

    private static void give(ByteBuffer block, int at, Sink sink) {
        int word = block.getInt(at + FLAGS_AT);
        give(block.getLong(at + TIME_AT), block.getLong(at), word >>> FLAG_BITS, word & 3, sink);
    }

    private static void give(long ticks, long position, int size, int flags, Sink sink) {
        sink.entry(ticks, position, size, (flags & IS_KEY) != 0, (flags & IS_HIDDEN) != 0);
    }

    /** Whether the entries lie one behind the other, and look in memory as they are told to. */
    private boolean isOneBlock() {
        AVIndexEntry last = entry(count - 1);
        boolean together = entry(0).sizeof() == BYTES
                && count <= Integer.MAX_VALUE / BYTES
                && last.address() - entry(0).address() == (long) (count - 1) * BYTES;
        if (!together) {
            return false;
        }
        boolean[] same = {false};
        give(
                block(),
                (count - 1) * BYTES,
                (ticks, position, size, key, hidden) -> same[0] = ticks == last.timestamp()
                        && position == last.pos()
                        && size == last.size()
                        && key == ((last.flags() & IS_KEY) != 0)
                        && hidden == ((last.flags() & IS_HIDDEN) != 0));
        return same[0];
    }
}
