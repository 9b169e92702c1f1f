package dev.reelwright.internal.isobmff;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A reading position in one box's content; a read past the end is a {@link MalformedBoxException} naming the box. */
final class Cursor {

    /** What a duration of all ones is read as: not known when the header was written. */
    static final long UNKNOWN_DURATION = -1;

    private static final double FIXED_POINT_ONE = 1 << 16;
    private static final int LAST_KNOWN_VERSION = 1;

    private final Box box;
    private final ByteBuffer bytes;

    Cursor(Box box, ByteBuffer bytes) {
        this.box = box;
        this.bytes = bytes;
    }

    int remaining() {
        return bytes.remaining();
    }

    void skip(int count) throws MalformedBoxException {
        need(count);
        bytes.position(bytes.position() + count);
    }

    int u8() throws MalformedBoxException {
        need(1);
        return Byte.toUnsignedInt(bytes.get());
    }

    byte[] bytes(int count) throws MalformedBoxException {
        need(count);
        byte[] copy = new byte[count];
        bytes.get(copy);
        return copy;
    }

    int u16() throws MalformedBoxException {
        return Short.toUnsignedInt(i16());
    }

    short i16() throws MalformedBoxException {
        need(Short.BYTES);
        return bytes.getShort();
    }

    long u32() throws MalformedBoxException {
        return Integer.toUnsignedLong(i32());
    }

    int i32() throws MalformedBoxException {
        need(Integer.BYTES);
        return bytes.getInt();
    }

    long i64() throws MalformedBoxException {
        need(Long.BYTES);
        return bytes.getLong();
    }

    String fourCc() throws MalformedBoxException {
        return BoxSource.fourCc(i32());
    }

    /** An unsigned 16.16 fixed-point number. */
    double u16Point16() throws MalformedBoxException {
        return u32() / FIXED_POINT_ONE;
    }

    /** A signed 16.16 fixed-point number. */
    double i16Point16() throws MalformedBoxException {
        return i32() / FIXED_POINT_ONE;
    }

    /** UTF-8 text up to a zero byte or the box's end. */
    String text() {
        int start = bytes.position();
        int end = start;
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        bytes.position(end);
        return StandardCharsets.UTF_8.decode(bytes.slice(start, end - start)).toString();
    }

    /** The version and flags that begin a full box. */
    FullBoxHeader fullBox() throws MalformedBoxException {
        int word = i32();
        FullBoxHeader header = new FullBoxHeader(word >>> 24, word & 0xFFFFFF);
        if (header.version() > LAST_KNOWN_VERSION) {
            throw malformed("version %d is unknown; 0 to %d are known".formatted(header.version(), LAST_KNOWN_VERSION));
        }
        return header;
    }

    /** Passes over creation and modification time. */
    void skipTimes(FullBoxHeader header) throws MalformedBoxException {
        skip(2 * header.timeBytes());
    }

    /** A positive number of ticks per second. */
    long timescale() throws MalformedBoxException {
        long timescale = u32();
        if (timescale == 0) {
            throw malformed("the timescale is 0; it must be at least 1 tick per second");
        }
        return timescale;
    }

    /** A duration in ticks, or {@link #UNKNOWN_DURATION} for all ones and for what a {@code long} cannot hold. */
    long duration(FullBoxHeader header) throws MalformedBoxException {
        if (header.version() == 1) {
            return Math.max(i64(), UNKNOWN_DURATION);
        }
        long duration = u32();
        return duration == 0xFFFFFFFFL ? UNKNOWN_DURATION : duration;
    }

    /** A count of entries of a size that must fit into the rest of the box. */
    int count(int entryBytes) throws MalformedBoxException {
        long count = u32();
        if (count > remaining() / entryBytes) {
            throw malformed("%d entries of at least %d bytes do not fit into the remaining %d bytes"
                    .formatted(count, entryBytes, remaining()));
        }
        return (int) count;
    }

    MalformedBoxException malformed(String problem) {
        return new MalformedBoxException(box, problem);
    }

    private void need(int count) throws MalformedBoxException {
        if (count > bytes.remaining()) {
            throw malformed("it ends after %d bytes of content, %d more are needed"
                    .formatted(bytes.limit(), count - bytes.remaining()));
        }
    }

    /** What begins a full box (ISO/IEC 14496-12 §4.2.2). Times and durations have 64 bits in version 1, else 32. */
    record FullBoxHeader(int version, int flags) {

        int timeBytes() {
            return version == 1 ? Long.BYTES : Integer.BYTES;
        }
    }
}
