package dev.reelwright.asset;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One sequence of samples of an asset, placed on the asset's timeline.
 *
 * @param id positive number, unique within the asset
 * @param index place in the file, from 0
 * @param enabled whether it takes part in presentation unless asked otherwise
 * @param alternateGroup number of the group of which one member at most is presented at a time; 0 for none
 * @param language ISO 639-2/T code, {@code und} when unknown
 * @param extendedLanguage BCP 47 tag, which tells regions and scripts apart; {@code und} when unknown
 * @param roles what the container says it is for
 * @param fallback id of the audio track to present where this one cannot be
 * @param timeRange where it has media on the asset's timeline
 * @param timescale ticks a second of its own clock
 * @param transform how its pictures are turned to be shown
 * @param nominalFrameRate frames a second as far as the header tells; {@link Ratio#UNKNOWN} otherwise
 * @param bitRate coded bits a second, 0 when unknown
 * @param segments its edit list, empty when the container has none
 * @param coverArt whether it is a still picture that decorates the file, no video
 */
public record Track(
        int id,
        int index,
        MediaType mediaType,
        boolean enabled,
        int alternateGroup,
        String language,
        String extendedLanguage,
        Set<TrackRole> roles,
        Optional<Integer> fallback,
        FormatDescription format,
        TimeRange timeRange,
        int timescale,
        PictureTransform transform,
        Ratio nominalFrameRate,
        long bitRate,
        List<TrackSegment> segments,
        List<MetadataItem> metadata,
        boolean coverArt) {

    public Track {
        roles = Set.copyOf(roles);
        segments = List.copyOf(segments);
        metadata = List.copyOf(metadata);
    }

    /** Size of the picture as meant to be shown before {@link #transform()}: clean aperture, square pixels. */
    public Size naturalSize() {
        if (!(format instanceof FormatDescription.Video video)) {
            return Size.ZERO;
        }
        Size clean = video.cleanSize();
        double aspect = video.pixelAspect().isKnown() ? video.pixelAspect().toDouble() : 1;
        return new Size((int) Math.max(1, Math.round(clean.width() * aspect)), clean.height());
    }

    /** The same with another nominal frame rate. */
    public Track withNominalFrameRate(Ratio rate) {
        return new Track(
                id,
                index,
                mediaType,
                enabled,
                alternateGroup,
                language,
                extendedLanguage,
                roles,
                fallback,
                format,
                timeRange,
                timescale,
                transform,
                rate,
                bitRate,
                segments,
                metadata,
                coverArt);
    }

    /** Whether it is moving pictures: video, and not cover art. */
    public boolean isVideo() {
        return mediaType == MediaType.VIDEO && !coverArt;
    }

    public boolean isAudio() {
        return mediaType == MediaType.AUDIO;
    }
}
