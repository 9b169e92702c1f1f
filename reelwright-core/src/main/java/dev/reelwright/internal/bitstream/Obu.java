package dev.reelwright.internal.bitstream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An open bitstream unit of AV1, AV1 bitstream specification §5.3.
 *
 * @param from where in the bytes its header begins
 * @param content where what follows the header and the size begins
 * @param to the byte after it
 */
record Obu(byte[] bytes, int type, int from, int content, int to) {
    static final int SEQUENCE_HEADER = 1;
    static final int TEMPORAL_DELIMITER = 2;
    static final int FRAME_HEADER = 3;
    static final int FRAME = 6;

    private static final int EXTENDED = 4;
    private static final int SIZED = 2;
    private static final int LONGEST_SIZE = 8;

    /** All units from a byte on. */
    static List<Obu> list(byte[] bytes, int first) {
        List<Obu> units = new ArrayList<>();
        int at = first;
        while (at < bytes.length) {
            Obu unit = read(bytes, at);
            units.add(unit);
            at = unit.to;
        }
        return units;
    }

    private static Obu read(byte[] bytes, int from) {
        int head = bytes[from];
        if (head < 0) {
            throw new BitstreamException("a unit of AV1 begins with a forbidden bit");
        }
        int at = from + ((head & EXTENDED) != 0 ? 2 : 1);
        long size = bytes.length - at;
        if ((head & SIZED) != 0) {
            size = 0;
            int shift = 0;
            boolean more = true;
            while (more) {
                if (at >= bytes.length || shift == 7 * LONGEST_SIZE) {
                    throw new BitstreamException("a unit of AV1 has a size that makes no sense");
                }
                size |= (long) (bytes[at] & 0x7f) << shift;
                more = bytes[at++] < 0;
                shift += 7;
            }
        }
        if (size < 0 || size > bytes.length - at) {
            throw new BitstreamException("a unit of AV1 is longer than what holds it");
        }
        return new Obu(bytes, head >> 3 & 15, from, at, (int) (at + size));
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** What is in it, to be read. */
    BitReader bits() {
        return new BitReader(Arrays.copyOfRange(bytes, content, to), 0);
    }

    boolean hasContentOf(Obu other) {
        return Arrays.equals(bytes, content, to, other.bytes, other.content, other.to);
    }
}
