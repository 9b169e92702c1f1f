package dev.reelwright.internal.index;

import dev.reelwright.asset.Chapter;
import dev.reelwright.asset.Track;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.MediaTime;
import java.util.List;

/**
 * What is known of an asset after its headers were read.
 *
 * @param containerStart the container's own time at which the asset's timeline is zero
 */
public record AssetFacts(
        String formatName,
        MediaTime containerStart,
        MediaTime duration,
        List<Track> tracks,
        List<MetadataItem> metadata,
        List<Chapter> chapters) {
    public AssetFacts {
        tracks = List.copyOf(tracks);
        metadata = List.copyOf(metadata);
        chapters = List.copyOf(chapters);
    }

    /** Facts of an asset without chapters. */
    public AssetFacts(
            String formatName,
            MediaTime containerStart,
            MediaTime duration,
            List<Track> tracks,
            List<MetadataItem> metadata) {
        this(formatName, containerStart, duration, tracks, metadata, List.of());
    }
}
