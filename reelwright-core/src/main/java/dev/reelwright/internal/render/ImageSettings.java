package dev.reelwright.internal.render;

import dev.reelwright.image.ApertureMode;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;

/** How images are taken; the same for all requests of a generator. */
public record ImageSettings(
        Size maximumSize,
        ApertureMode aperture,
        boolean appliesTransform,
        MediaTime toleranceBefore,
        MediaTime toleranceAfter) {

    /** The same pictures in a box of another size, with this tolerance on either side. */
    ImageSettings with(Size box, MediaTime tolerance) {
        return new ImageSettings(box, aperture, appliesTransform, tolerance, tolerance);
    }
}
