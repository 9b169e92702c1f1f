package dev.reelwright.internal.engine;

/** Reads bits from the highest of each byte on; what is behind the end reads as zeros. */
final class BitReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** @param from the first byte to read */
    BitReader(byte[] bytes, int from) {
        this(bytes, 8 * from, 8 * bytes.length);
    }

    private BitReader(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = Math.min(at, end);
        this.end = end;
    }

    int left() {
        return end - at;
    }

    void skip(int bits) {
        at = (int) Math.min(end, (long) at + Math.max(0, bits));
    }

    /** Goes on to the beginning of a byte. */
    void align() {
        skip(-at & 7);
    }

    int read(int bits) {
        int value = 0;
        for (int i = 0; i < bits; i++) {
            value <<= 1;
            if (at < end) {
                value |= bytes[at / 8] >> (7 - at % 8) & 1;
                at++;
            }
        }
        return value;
    }

    /** An unsigned Exp-Golomb code, ITU-T H.265 §9.2. */
    int exponential() {
        int zeros = 0;
        while (zeros < 31 && left() > 0 && read(1) == 0) {
            zeros++;
        }
        return (1 << zeros) - 1 + read(zeros);
    }

    /** A number in bytes, each 255 of which says that more follow. */
    int extensible() {
        int value = 0;
        int last;
        do {
            last = read(8);
            value += last;
        } while (last == 255);
        return value;
    }

    /** The next bytes by themselves, which are skipped here. */
    BitReader part(int count) {
        BitReader part = new BitReader(bytes, at, (int) Math.min(end, at + 8L * count));
        skip((int) Math.min(end, 8L * count));
        return part;
    }
}
