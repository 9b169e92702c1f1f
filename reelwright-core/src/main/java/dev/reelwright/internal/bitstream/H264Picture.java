package dev.reelwright.internal.bitstream;

/**
 * A picture parameter set of H.264, ITU-T H.264 §7.3.2.2, as far as slices are read by it.
 *
 * @param arithmetic entropy_coding_mode_flag
 * @param orderOfFields whether slices tell of the order of their bottom field
 * @param plain whether the set leaves out what is not read here: slice groups, weights
 * @param filterControl whether slices tell of the deblocking filter
 * @param redundant whether slices tell which copy of a picture they are of
 */
record H264Picture(boolean arithmetic, boolean orderOfFields, boolean plain, boolean filterControl, boolean redundant) {
    static H264Picture read(byte[] raw) {
        BitReader bits = new BitReader(raw, 1);
        bits.exponential();
        bits.exponential();
        boolean arithmetic = bits.flag();
        boolean orderOfFields = bits.flag();
        boolean groups = bits.exponential() > 0;
        if (groups) {
            return new H264Picture(arithmetic, orderOfFields, false, false, false);
        }
        bits.exponential();
        bits.exponential();
        boolean weights = bits.read(3) != 0;
        bits.signedExponential();
        bits.signedExponential();
        bits.signedExponential();
        boolean filterControl = bits.flag();
        bits.skip(1);
        return new H264Picture(arithmetic, orderOfFields, !weights, filterControl, bits.flag());
    }
}
