package dev.reelwright.internal.bitstream;

import java.util.Arrays;

/**
 * A network abstraction layer unit of H.264 or HEVC, escaped as it is coded: the bytes from {@code from} up to {@code to}, of
 * which there is one at least.
 */
public record NalUnit(byte[] bytes, int from, int to) {
    /** All of it. */
    static NalUnit of(byte[] unit) {
        return new NalUnit(unit, 0, unit.length);
    }

    public int length() {
        return to - from;
    }

    /** Where there is no such byte, -1. */
    public int at(int index) {
        return index < length() ? bytes[from + index] & 0xff : -1;
    }

    public byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** The same without the bytes that keep start codes from appearing inside, ITU-T H.265 §7.3.1.1. */
    public byte[] raw() {
        return raw(length());
    }

    /** No more than so many bytes of the same. */
    byte[] raw(int most) {
        byte[] plain = new byte[Math.min(most, length())];
        int count = 0;
        int zeros = 0;
        for (int i = from; i < to && count < plain.length; i++) {
            byte b = bytes[i];
            if (zeros >= 2 && b == 3) {
                zeros = 0;
                continue;
            }
            zeros = b == 0 ? zeros + 1 : 0;
            plain[count++] = b;
        }
        return count == plain.length ? plain : Arrays.copyOf(plain, count);
    }

    /** Puts in the bytes that keep start codes from appearing inside. */
    static byte[] escaped(byte[] raw) {
        byte[] coded = new byte[raw.length + raw.length / 2 + 2];
        int count = 0;
        int zeros = 0;
        for (byte b : raw) {
            if (zeros == 2 && (b & 0xfc) == 0) {
                coded[count++] = 3;
                zeros = 0;
            }
            zeros = b == 0 ? zeros + 1 : 0;
            coded[count++] = b;
        }
        if (zeros > 0) {
            // no unit ends with a zero
            coded[count++] = 3;
        }
        return Arrays.copyOf(coded, count);
    }
}
