package dev.reelwright.internal.engine;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.TrackRole;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.util.List;
import java.util.Set;

/**
 * What a container's header says of one stream, as plain data.
 *
 * @param containerSize of the pictures as the container states it, to which its cropping refers; the bitstream's own size
 *     is that of the format and may differ. Zero where the container states none
 * @param bitstreamAspect shape of a pixel as the bitstream tells it, {@link Ratio#UNKNOWN} where it does not
 * @param start first presentation time in ticks, {@link TimeBase#NONE} when unknown
 * @param duration in ticks, {@link TimeBase#NONE} when unknown
 * @param initialPadding samples that a decoder delivers before the first one meant to be heard
 * @param exactDuration false when the duration was only estimated from the bit rate
 */
public record StreamInfo(
        int index,
        int containerId,
        MediaType mediaType,
        FormatDescription format,
        Size containerSize,
        Ratio bitstreamAspect,
        TimeBase timeBase,
        long start,
        long duration,
        boolean exactDuration,
        int initialPadding,
        Ratio frameRate,
        long bitRate,
        PictureTransform transform,
        String language,
        Set<TrackRole> roles,
        boolean attachedPicture,
        List<Tag> metadata) {

    /** Whether the container marks it as one to be presented unless asked otherwise. */
    public boolean enabled() {
        return roles.contains(TrackRole.DEFAULT);
    }
}
