package dev.reelwright.internal.isobmff;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A {@code moov} box in memory, with the places of media data that it names: the chunk offsets of its tracks, of 32 bits
 * in {@code stco} and of 64 bits in {@code co64} (ISO/IEC 14496-12 §8.7.5).
 */
final class MovieIndex {
    private static final int HEADER = 8;
    /** Header, version, flags and count of a table of chunk offsets. */
    private static final int TABLE_HEADER = 16;

    private static final long LARGEST_NARROW = 0xFFFFFFFFL;
    private static final int STCO = code("stco");
    private static final int CO64 = code("co64");
    private static final int SAIO = code("saio");
    /** The boxes on the way to the tables. */
    private static final Set<Integer> CONTAINERS =
            Set.of(code("moov"), code("trak"), code("mdia"), code("minf"), code("stbl"));

    private final ByteBuffer moov;
    private final long mediaStart;
    private final long mediaEnd;

    private MovieIndex(ByteBuffer moov, long mediaStart, long mediaEnd) {
        this.moov = moov;
        this.mediaStart = mediaStart;
        this.mediaEnd = mediaEnd;
    }

    /**
     * Takes a whole box.
     *
     * @param mediaStart where the media data begins in the file
     * @param mediaEnd where it ends (exclusive)
     * @throws MalformedBoxException if the box is damaged, or names other places than media data
     */
    static MovieIndex of(ByteBuffer moov, long mediaStart, long mediaEnd) throws MalformedBoxException {
        MovieIndex index = new MovieIndex(moov, mediaStart, mediaEnd);
        index.growth(moov.duplicate(), 0);
        return index;
    }

    long size() {
        return moov.remaining();
    }

    /** How large the box is when the media data lies that many bytes further on. */
    long sizeMovedBy(long by) throws MalformedBoxException {
        return size() + growth(moov.duplicate(), by);
    }

    /** The box for media data that lies that many bytes further on. */
    ByteBuffer movedBy(long by) throws MalformedBoxException {
        ByteBuffer moved = ByteBuffer.allocate(Math.toIntExact(sizeMovedBy(by)));
        copy(moov.duplicate(), moved, by);
        return moved.flip();
    }

    /** Bytes that tables in this run of boxes grow by, because 32 bits do not hold their offsets any more. */
    private long growth(ByteBuffer boxes, long by) throws MalformedBoxException {
        long growth = 0;
        while (boxes.hasRemaining()) {
            ByteBuffer box = next(boxes);
            int type = box.getInt(4);
            if (CONTAINERS.contains(type)) {
                growth += growth(box.position(HEADER), by);
            } else if (needsMore(box, by)) {
                growth += (long) Integer.BYTES * count(box);
            }
        }
        return growth;
    }

    private void copy(ByteBuffer boxes, ByteBuffer to, long by) throws MalformedBoxException {
        while (boxes.hasRemaining()) {
            ByteBuffer box = next(boxes);
            int type = box.getInt(4);
            if (CONTAINERS.contains(type)) {
                int start = to.position();
                to.putInt(0).putInt(type);
                copy(box.position(HEADER), to, by);
                to.putInt(start, to.position() - start);
            } else if (type == STCO || type == CO64) {
                copyTable(box, to, by);
            } else {
                to.put(box);
            }
        }
    }

    private void copyTable(ByteBuffer box, ByteBuffer to, long by) throws MalformedBoxException {
        boolean wide = box.getInt(4) == CO64;
        boolean widen = wide || needsMore(box, by);
        int count = count(box);
        to.putInt(TABLE_HEADER + count * (widen ? Long.BYTES : Integer.BYTES));
        to.putInt(widen ? CO64 : STCO);
        to.put(box.slice(HEADER, HEADER));
        for (int i = 0; i < count; i++) {
            long offset = offset(box, i) + by;
            if (widen) {
                to.putLong(offset);
            } else {
                to.putInt((int) offset);
            }
        }
    }

    /** Whether this is a table of 32-bit offsets that cannot hold them once moved; any table is checked on the way. */
    private boolean needsMore(ByteBuffer box, long by) throws MalformedBoxException {
        int type = box.getInt(4);
        if (type == SAIO) {
            throw malformed(box, "it names places in the file that are not known to be media data");
        }
        if (type != STCO && type != CO64) {
            return false;
        }
        int count = count(box);
        long largest = 0;
        for (int i = 0; i < count; i++) {
            long offset = offset(box, i);
            if (offset < mediaStart || offset >= mediaEnd) {
                throw malformed(
                        box,
                        "chunk %d at byte %d is not in the media data from %d to %d"
                                .formatted(i + 1, offset, mediaStart, mediaEnd));
            }
            largest = Math.max(largest, offset);
        }
        return type == STCO && largest + by > LARGEST_NARROW;
    }

    private static long offset(ByteBuffer table, int i) {
        return table.getInt(4) == CO64
                ? table.getLong(TABLE_HEADER + Long.BYTES * i)
                : Integer.toUnsignedLong(table.getInt(TABLE_HEADER + Integer.BYTES * i));
    }

    private static int count(ByteBuffer table) throws MalformedBoxException {
        int width = table.getInt(4) == CO64 ? Long.BYTES : Integer.BYTES;
        long count = table.limit() < TABLE_HEADER ? -1 : Integer.toUnsignedLong(table.getInt(12));
        if (count != (table.limit() - TABLE_HEADER) / width) {
            throw malformed(table, "its size does not suit its number of entries");
        }
        return (int) count;
    }

    /** The next box as a buffer of its own; the run goes on behind it. */
    private static ByteBuffer next(ByteBuffer boxes) throws MalformedBoxException {
        int at = boxes.position();
        long size = boxes.remaining() < HEADER ? 0 : Integer.toUnsignedLong(boxes.getInt(at));
        if (size < HEADER || size > boxes.remaining()) {
            throw new MalformedBoxException("no box of a known size begins at byte %d of the index".formatted(at));
        }
        boxes.position(at + (int) size);
        return boxes.slice(at, (int) size);
    }

    private static MalformedBoxException malformed(ByteBuffer box, String problem) {
        return new MalformedBoxException("%s box: %s".formatted(BoxSource.fourCc(box.getInt(4)), problem));
    }

    private static int code(String type) {
        return ByteBuffer.wrap(type.getBytes(StandardCharsets.ISO_8859_1)).getInt();
    }
}
