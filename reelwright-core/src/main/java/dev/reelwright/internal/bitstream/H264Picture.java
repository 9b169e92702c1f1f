package dev.reelwright.internal.bitstream;

import org.jspecify.annotations.Nullable;

/**
 * A picture parameter set of H.264, ITU-T H.264 §7.3.2.2, as far as slices are read by it.
 *
 * @param arithmetic entropy_coding_mode_flag
 * @param orderOfFields whether slices tell of the order of their bottom field
 * @param plain whether the set leaves out what is not read here: slice groups, weights
 * @param filterControl whether slices tell of the deblocking filter
 * @param redundant whether slices tell which copy of a picture they are of
 * @param prediction null where there are slice groups
 */
record H264Picture(
        boolean arithmetic,
        boolean orderOfFields,
        boolean plain,
        boolean filterControl,
        boolean redundant,
        @Nullable Prediction prediction) {
    /**
     * How slices refer to other pictures.
     *
     * @param first how many of the first list, where a slice does not say
     * @param second the same of the second
     * @param weighted whether slices of one list tell weights
     * @param bothWeighted whether those of both do
     */
    record Prediction(int first, int second, boolean weighted, boolean bothWeighted) {}

    static H264Picture read(byte[] raw) {
        BitReader bits = new BitReader(raw, 1);
        bits.exponential();
        bits.exponential();
        boolean arithmetic = bits.flag();
        boolean orderOfFields = bits.flag();
        boolean groups = bits.exponential() > 0;
        if (groups) {
            return new H264Picture(arithmetic, orderOfFields, false, false, false, null);
        }
        int first = bits.exponential(31, "the length of a list less 1") + 1;
        int second = bits.exponential(31, "the length of a list less 1") + 1;
        boolean weighted = bits.flag();
        int bothWeighted = bits.read(2);
        bits.signedExponential();
        bits.signedExponential();
        bits.signedExponential();
        boolean filterControl = bits.flag();
        bits.skip(1);
        return new H264Picture(
                arithmetic,
                orderOfFields,
                !weighted && bothWeighted == 0,
                filterControl,
                bits.flag(),
                new Prediction(first, second, weighted, bothWeighted == 1));
    }
}
