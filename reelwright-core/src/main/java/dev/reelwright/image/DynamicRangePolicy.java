package dev.reelwright.image;

/** What becomes of a source's high dynamic range in its images. */
public enum DynamicRangePolicy {
    /**
     * All images are SDR: 8 bits in sRGB. High dynamic range is tone-mapped, as exports do it; colours of SDR sources in
     * BT.2020 or P3 are brought into those of sRGB.
     */
    FORCE_SDR,
    /**
     * Images of an HDR source, which is one in PQ or HLG, keep 16 bits in the source's own primaries and transfer
     * characteristics, without any tone mapping. Images of an SDR source are as with {@link #FORCE_SDR}.
     */
    MATCH_SOURCE
}
