package dev.reelwright.internal.bitstream;

import java.util.Arrays;
import java.util.Locale;

/**
 * A unit that pictures refer to by number.
 *
 * @param parent number of the set that it refers to itself, -1 for none
 * @param unit as it is coded, without framing
 */
record ParameterSet(Kind kind, int id, int parent, NalUnit unit) {
    /** What it is about; in the order in which decoders want them. */
    enum Kind {
        VIDEO,
        SEQUENCE,
        PICTURE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether pictures could mean either by their number. */
    boolean hasNumberOf(ParameterSet other) {
        return kind == other.kind && id == other.id;
    }

    /**
     * A picture set's raw unit with other numbers, which come first in it.
     *
     * @param header bits before them
     */
    static byte[] renumberedPicture(byte[] raw, int header, ParameterSet set, int id, int parent) {
        BitWriter bits = new BitWriter();
        bits.copy(raw, 0, header);
        bits.exponential(id);
        bits.exponential(parent);
        int rest = header + BitWriter.lengthOf(set.id) + BitWriter.lengthOf(set.parent);
        bits.copy(raw, rest, BitReader.stopBit(raw));
        bits.trail();
        return bits.toBytes();
    }

    boolean isSameAs(ParameterSet other) {
        return hasNumberOf(other)
                && Arrays.equals(
                        unit.bytes(), unit.from(), unit.to(), other.unit.bytes(), other.unit.from(), other.unit.to());
    }
}
