package dev.reelwright.internal.bitstream;

import java.util.ArrayList;
import java.util.List;

/**
 * How the units of a packet are told apart.
 *
 * @param lengthSize bytes before each unit that tell its length, 1 to 4 (ISO/IEC 14496-15); 0 for start codes (Annex B)
 */
public record NalFraming(int lengthSize) {
    public static final NalFraming START_CODES = new NalFraming(0);

    /** The units that have any content, in order. */
    public List<NalUnit> units(byte[] packet) {
        return lengthSize == 0 ? byStartCode(packet, 0) : byLength(packet, false);
    }

    /** The same of no more than the beginning of a packet: its last unit may be cut off. */
    public List<NalUnit> unitsOfBeginning(byte[] start) {
        return lengthSize == 0 ? byStartCode(start, 0) : byLength(start, true);
    }

    private List<NalUnit> byLength(byte[] bytes, boolean cutOff) {
        List<NalUnit> units = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            long length = 0;
            for (int i = 0; i < lengthSize; i++) {
                length = length << 8 | (at + i < bytes.length ? bytes[at + i] & 0xff : 0);
            }
            long end = at + lengthSize + length;
            if (end > bytes.length && !cutOff) {
                throw new BitstreamException(
                        "a unit of " + length + " bytes begins at byte " + at + " of a packet of " + bytes.length);
            }
            int from = Math.min(bytes.length, at + lengthSize);
            int to = (int) Math.min(bytes.length, end);
            if (from < to) {
                units.add(new NalUnit(bytes, from, to));
            }
            at = to;
        }
        return units;
    }

    /** Zeros before a start code belong to no unit: none ends with one. */
    static List<NalUnit> byStartCode(byte[] bytes, int first) {
        List<NalUnit> units = new ArrayList<>();
        int begin = -1;
        for (int i = first; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                add(units, bytes, begin, i);
                begin = i + 3;
                i += 2;
            }
        }
        add(units, bytes, begin, bytes.length);
        return units;
    }

    private static void add(List<NalUnit> units, byte[] bytes, int begin, int end) {
        int to = end;
        while (begin >= 0 && to > begin && bytes[to - 1] == 0) {
            to--;
        }
        if (begin >= 0 && to > begin) {
            units.add(new NalUnit(bytes, begin, to));
        }
    }

    /** For people. */
    String text() {
        return lengthSize == 0 ? "by start codes" : "by lengths of " + lengthSize + " bytes";
    }

    /** A packet of these units. */
    byte[] packet(List<NalUnit> units) {
        int prefix = lengthSize == 0 ? 4 : lengthSize;
        long size = 0;
        for (NalUnit unit : units) {
            size += prefix + unit.length();
        }
        byte[] packet = new byte[Math.toIntExact(size)];
        int at = 0;
        for (NalUnit unit : units) {
            int number = lengthSize == 0 ? 1 : unit.length();
            if (prefix < 4 && number >> 8 * prefix != 0) {
                throw new BitstreamException(
                        "a unit of " + number + " bytes is longer than " + prefix + " bytes can tell");
            }
            for (int i = prefix - 1; i >= 0; i--) {
                packet[at++] = (byte) (number >> 8 * i);
            }
            System.arraycopy(unit.bytes(), unit.from(), packet, at, unit.length());
            at += unit.length();
        }
        return packet;
    }
}
