package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.image.ApertureMode;
import dev.reelwright.image.DynamicRangePolicy;
import dev.reelwright.image.SaveOptions;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import dev.reelwright.video.VideoComposition;
import org.jspecify.annotations.Nullable;

/**
 * How images are taken; the same for all requests of a generator.
 *
 * @param saving how they are going to be written, null when that is not known
 */
public record ImageSettings(
        Size maximumSize,
        ApertureMode aperture,
        DynamicRangePolicy dynamicRange,
        boolean appliesTransform,
        MediaTime toleranceBefore,
        MediaTime toleranceAfter,
        @Nullable VideoComposition composition,
        @Nullable SaveOptions saving) {
    /** Whether images of this source are of 16 bits in its own coding. */
    boolean keepsHdr(FormatDescription.Video source) {
        return dynamicRange == DynamicRangePolicy.MATCH_SOURCE && source.color().isHdr();
    }

    /** What is taken of the source: whole and upright in SDR where a compositor makes pictures of it. */
    ImageSettings ofSource() {
        return composition == null
                ? this
                : new ImageSettings(
                        Size.ZERO,
                        ApertureMode.CLEAN,
                        DynamicRangePolicy.FORCE_SDR,
                        true,
                        toleranceBefore,
                        toleranceAfter,
                        null,
                        null);
    }

    /** The same pictures in SDR and in a box of another size, with this tolerance on either side. */
    ImageSettings with(Size box, MediaTime tolerance) {
        return new ImageSettings(
                box, aperture, DynamicRangePolicy.FORCE_SDR, appliesTransform, tolerance, tolerance, null, null);
    }
}
