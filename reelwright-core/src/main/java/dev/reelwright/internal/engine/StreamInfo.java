package dev.reelwright.internal.engine;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.MediaType;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.video.PictureTransform;
import java.util.List;

/**
 * What a container's header says of one stream, as plain data.
 *
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
        TimeBase timeBase,
        long start,
        long duration,
        boolean exactDuration,
        int initialPadding,
        Ratio frameRate,
        long bitRate,
        PictureTransform transform,
        String language,
        boolean enabled,
        boolean attachedPicture,
        List<MetadataItem> metadata) {}
