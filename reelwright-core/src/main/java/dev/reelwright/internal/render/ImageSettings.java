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
        MediaTime toleranceAfter) {}
