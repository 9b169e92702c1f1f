package dev.reelwright.internal.bitstream;

import java.util.Arrays;

/** Writes bits from the highest of each byte on. */
final class BitWriter {
    private byte[] bytes = new byte[64];
    private int at;

    int position() {
        return at;
    }

    void flag(boolean value) {
        write(1, value ? 1 : 0);
    }

    void write(int bits, int value) {
        reserve(bits);
        for (int i = bits - 1; i >= 0; i--, at++) {
            bytes[at >> 3] |= (byte) ((value >> i & 1) << (7 - (at & 7)));
        }
    }

    private void reserve(int bits) {
        int wanted = (at + bits + 7 >> 3) + 1;
        if (wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(wanted, 2 * bytes.length));
        }
    }

    void exponential(int value) {
        int half = lengthOf(value) / 2;
        write(half, 0);
        write(half + 1, value + 1);
    }

    /** Bits of an unsigned Exp-Golomb code. */
    static int lengthOf(int value) {
        return 2 * (31 - Integer.numberOfLeadingZeros(value + 1)) + 1;
    }

    /** The bits from one number up to another as they are. */
    void copy(byte[] source, int from, int to) {
        if (from > to || to > 8 * source.length) {
            throw new BitstreamException("the bitstream ends too early");
        }
        reserve(to - from);
        int bit = from;
        while (bit < to && (at & 7) != 0) {
            write(1, source[bit >> 3] >> (7 - (bit & 7)));
            bit++;
        }
        while (to - bit >= 8) {
            int shift = bit & 7;
            int high = source[bit >> 3] << shift;
            int low = shift == 0 ? 0 : (source[(bit >> 3) + 1] & 0xff) >> (8 - shift);
            bytes[at >> 3] = (byte) (high | low);
            at += 8;
            bit += 8;
        }
        while (bit < to) {
            write(1, source[bit >> 3] >> (7 - (bit & 7)));
            bit++;
        }
    }

    /** Fills the byte that was begun. */
    void align(boolean value) {
        while ((at & 7) != 0) {
            flag(value);
        }
    }

    /** The bit that ends a unit, and zeros up to the next byte. */
    void trail() {
        flag(true);
        align(false);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, at + 7 >> 3);
    }
}
