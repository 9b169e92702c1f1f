package dev.reelwright.video;

import org.jspecify.annotations.Nullable;

/**
 * What a video stream says of its high dynamic range beyond its colour tags: static metadata, the same for the whole
 * stream.
 *
 * @param masteringDisplay the display that the pictures were graded on, null when unknown
 * @param contentLight how bright the pictures become, null when unknown
 * @param dolbyVisionProfile profile of a Dolby Vision layer, 0 for none; it is told and never written
 */
public record HdrMetadata(
        @Nullable MasteringDisplay masteringDisplay,
        @Nullable ContentLight contentLight,
        int dolbyVisionProfile) {

    /** Nothing is known. */
    public static final HdrMetadata NONE = new HdrMetadata(null, null, 0);

    /**
     * Mastering display colour volume (SMPTE ST 2086).
     *
     * @param primaries its colours, null when unknown
     * @param minLuminance darkest light in steps of 0.0001 cd/m²
     * @param maxLuminance brightest light in steps of 0.0001 cd/m², 0 when both luminances are unknown
     */
    public record MasteringDisplay(@Nullable Primaries primaries, int minLuminance, int maxLuminance) {
        /** Steps of luminance in a candela per square metre. */
        public static final int LUMINANCE_STEPS = 10_000;
    }

    /** The colours of a display's three lights and of its white. */
    public record Primaries(Chromaticity red, Chromaticity green, Chromaticity blue, Chromaticity white) {}

    /** A colour without its brightness: CIE 1931 x and y in steps of 0.00002. */
    public record Chromaticity(int x, int y) {
        /** Steps in 1. */
        public static final int STEPS = 50_000;
    }

    /**
     * Content light level (CTA-861.3), in cd/m².
     *
     * @param maximum of the brightest pixel (MaxCLL), 0 when unknown
     * @param frameAverage of the brightest frame on average (MaxFALL), 0 when unknown
     */
    public record ContentLight(int maximum, int frameAverage) {}

    /** Whether there is anything that an encoder or a container could carry on. */
    public boolean isStatic() {
        return masteringDisplay != null || contentLight != null;
    }

    /** What can be carried on: all but Dolby Vision. */
    public HdrMetadata withoutDolbyVision() {
        return new HdrMetadata(masteringDisplay, contentLight, 0);
    }

    /** This, completed by what only the other knows. */
    public HdrMetadata or(HdrMetadata other) {
        return new HdrMetadata(
                masteringDisplay == null ? other.masteringDisplay : masteringDisplay,
                contentLight == null ? other.contentLight : contentLight,
                dolbyVisionProfile == 0 ? other.dolbyVisionProfile : dolbyVisionProfile);
    }
}
