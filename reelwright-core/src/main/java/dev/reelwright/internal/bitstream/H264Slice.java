package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.H264Sequence.Ordering;

/**
 * The header of a slice of frames, ITU-T H.264 §7.3.3; bits are those of the raw unit.
 *
 * @param set number of its picture parameter set, whose code begins at {@code setAt} and ends at {@code setEnd}
 * @param frame number of the frame
 * @param key of a key picture (IDR), whose own number lies between {@code frameEnd} and {@code orderAt}
 * @param order place in the order of output, 0 where the sequence has no such numbers
 * @param rest where what follows the order begins
 */
record H264Slice(
        int set, int setAt, int setEnd, int frame, boolean key, int frameEnd, int orderAt, int order, int rest) {
    private static final int HEADER_BITS = 8;
    private static final int B = 1;
    private static final int I = 2;

    static H264Slice read(byte[] raw, H264Sequence sequence, H264Picture picture) {
        if (sequence.samples().separatePlanes() || sequence.shape().interlaced()) {
            throw new BitstreamException("pictures that may be fields or planes are not read here");
        }
        BitReader bits = new BitReader(raw, 0);
        bits.skip(HEADER_BITS);
        boolean key = (raw[0] & 31) == H264Syntax.IDR_SLICE;
        bits.exponential();
        bits.exponential();
        int setAt = bits.position();
        int set = bits.exponential();
        int setEnd = bits.position();
        Ordering ordering = sequence.ordering();
        int frame = bits.read(ordering.frameBits());
        int frameEnd = bits.position();
        if (key) {
            bits.exponential();
        }
        int orderAt = bits.position();
        int order = bits.read(ordering.orderBits());
        if (ordering.kind() == 1 || ordering.kind() == 0 && picture.orderOfFields()) {
            throw new BitstreamException("the order of fields is not read here");
        }
        return new H264Slice(set, setAt, setEnd, frame, key, frameEnd, orderAt, order, bits.position());
    }

    /**
     * Where the marking of references begins and ends, and where the header ends; equal where there is no marking.
     *
     * @param marking the first bit of it
     */
    record End(int marking, int afterMarking, int end) {}

    End end(byte[] raw, H264Picture picture) {
        if (!picture.plain()) {
            throw new BitstreamException("slices with weights are not read here");
        }
        BitReader bits = new BitReader(raw, 0);
        bits.skip(HEADER_BITS);
        bits.exponential();
        int type = bits.exponential() % 5;
        if (type > I) {
            throw new BitstreamException("slices that switch are not read here");
        }
        bits.skip(rest - bits.position());
        if (picture.redundant()) {
            bits.exponential();
        }
        skipReferences(bits, type);
        int marking = bits.position();
        if ((raw[0] >> 5 & 3) != 0) {
            skipMarking(bits);
        }
        int afterMarking = bits.position();
        if (picture.arithmetic() && type != I) {
            bits.exponential();
        }
        bits.signedExponential();
        if (picture.filterControl() && bits.exponential() != 1) {
            bits.signedExponential();
            bits.signedExponential();
        }
        return new End(marking, afterMarking, bits.position());
    }

    private static void skipReferences(BitReader bits, int type) {
        if (type == B) {
            bits.skip(1);
        }
        if (type != I && bits.flag()) {
            bits.exponential();
            if (type == B) {
                bits.exponential();
            }
        }
        int lists = type == I ? 0 : type == B ? 2 : 1;
        for (int i = 0; i < lists; i++) {
            boolean modified = bits.flag();
            while (modified && bits.exponential() != 3) {
                bits.exponential();
            }
        }
    }

    private void skipMarking(BitReader bits) {
        if (key) {
            bits.skip(2);
            return;
        }
        boolean adaptive = bits.flag();
        int operation;
        do {
            operation = adaptive ? bits.exponential() : 0;
            if (operation != 0 && operation != 5) {
                bits.exponential();
            }
            if (operation == 3) {
                bits.exponential();
            }
        } while (operation != 0);
    }
}
