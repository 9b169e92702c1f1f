package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.image.ApertureMode;
import dev.reelwright.image.DynamicRangePolicy;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;

/** How images are taken; the same for all requests of a generator. */
public record ImageSettings(
        Size maximumSize,
        ApertureMode aperture,
        DynamicRangePolicy dynamicRange,
        boolean appliesTransform,
        MediaTime toleranceBefore,
        MediaTime toleranceAfter) {
    /** Whether images of this source are of 16 bits in its own coding. */
    boolean keepsHdr(FormatDescription.Video source) {
        return dynamicRange == DynamicRangePolicy.MATCH_SOURCE && source.color().isHdr();
    }

    /** The same pictures in SDR and in a box of another size, with this tolerance on either side. */
    ImageSettings with(Size box, MediaTime tolerance) {
        return new ImageSettings(box, aperture, DynamicRangePolicy.FORCE_SDR, appliesTransform, tolerance, tolerance);
    }
}
