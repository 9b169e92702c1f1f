package dev.reelwright.internal.bitstream;

/** Reads bits from the highest of each byte on; refuses to read behind the end. */
public final class BitReader {
    private static final int MOST_LEADING_ZEROS = 31;

    private final byte[] bytes;
    private final int end;
    private int at;

    /** @param from the first byte to read */
    public BitReader(byte[] bytes, int from) {
        this(bytes, (int) Math.min(8L * from, limit(bytes)), (int) limit(bytes));
    }

    private BitReader(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /** Bits are counted in an int: what lies behind a quarter of a gigabyte is no header any more. */
    private static long limit(byte[] bytes) {
        return Math.min(8L * bytes.length, Integer.MAX_VALUE - 7);
    }

    /** The number of the next bit. */
    int position() {
        return at;
    }

    public int left() {
        return end - at;
    }

    public void skip(long bits) {
        if (bits < 0 || bits > left()) {
            throw new BitstreamException("the bitstream ends too early");
        }
        at += (int) bits;
    }

    /** Goes on to the beginning of a byte. */
    public void align() {
        skip(-at & 7);
    }

    public boolean flag() {
        return read(1) == 1;
    }

    /** A flag, and if it is not set the next one, which is there then. */
    boolean flagOrNext() {
        boolean first = flag();
        return first || flag();
    }

    /** @param bits 32 at most; all of them wanted, the number may come out negative */
    public int read(int bits) {
        if (bits > left()) {
            throw new BitstreamException("the bitstream ends too early");
        }
        int value = 0;
        for (int i = 0; i < bits; i++, at++) {
            value = value << 1 | bytes[at >> 3] >> (7 - (at & 7)) & 1;
        }
        return value;
    }

    /** An unsigned Exp-Golomb code of 31 bits at most, ITU-T H.265 §9.2. */
    public int exponential() {
        int zeros = 0;
        while (!flag()) {
            if (++zeros == MOST_LEADING_ZEROS) {
                throw new BitstreamException("the bitstream has a number that is too large");
            }
        }
        return (1 << zeros) - 1 + read(zeros);
    }

    /** The same where more than {@code most} makes no sense. */
    int exponential(int most, String name) {
        int value = exponential();
        if (value > most) {
            throw new BitstreamException(name + " is " + value + "; it can be " + most + " at most");
        }
        return value;
    }

    /** A signed Exp-Golomb code. */
    int signedExponential() {
        int code = exponential();
        return (code & 1) == 1 ? (code >> 1) + 1 : -(code >> 1);
    }

    /** A number in bytes, each 255 of which says that more follow. */
    public int extensible() {
        int value = 0;
        int last;
        do {
            last = read(8);
            value += last;
        } while (last == 255);
        return value;
    }

    /** The next bytes by themselves, which are skipped here. */
    public BitReader part(int count) {
        int from = at;
        skip(8L * count);
        return new BitReader(bytes, from, at);
    }

    /** The number of the last bit that is set, which ends the content of a unit. */
    static int stopBit(byte[] raw) {
        for (int i = raw.length - 1; i >= 0; i--) {
            if (raw[i] != 0) {
                return 8 * i + 7 - Integer.numberOfTrailingZeros(raw[i] & 0xff);
            }
        }
        throw new BitstreamException("a unit has no end");
    }
}
