package dev.reelwright.internal.sample;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.sample.SampleClip.Hdr;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.util.OptionalInt;

/**
 * What a sample clip is to be.
 *
 * @param size the picture's as shown upright
 * @param rotation how players turn the stored picture
 * @param gop frames from key to key, empty for two seconds' worth
 * @param bFrames in a row, empty for what coding and container are usually used with
 * @param pixelAspect shape of a stored pixel
 */
public record ClipSpec(
        Size size,
        Ratio frameRate,
        MediaTime duration,
        PictureTransform rotation,
        Codec codec,
        OptionalInt gop,
        OptionalInt bFrames,
        boolean openGop,
        Ratio pixelAspect,
        Hdr hdr,
        boolean alpha,
        boolean audio,
        FrameTimes.Spacing spacing,
        boolean overwrite) {

    public FrameTimes times() {
        return new FrameTimes(frameRate, duration, spacing);
    }

    /** The stored picture's. */
    Size codedSize() {
        return rotation.apply(size);
    }

    int keyInterval() {
        return gop.orElseGet(() -> (int) Math.max(1, Math.round(2 * frameRate.toDouble())));
    }
}
