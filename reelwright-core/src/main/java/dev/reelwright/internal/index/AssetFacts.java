package dev.reelwright.internal.index;

import dev.reelwright.asset.Chapter;
import dev.reelwright.asset.Track;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.MediaTime;
import java.util.List;
import java.util.Set;

/**
 * What is known of an asset after its headers were read.
 *
 * @param containerStart the container's own time at which the asset's timeline is zero
 * @param protectedTracks ids of the tracks whose media is encrypted
 */
public record AssetFacts(
        String formatName,
        MediaTime containerStart,
        MediaTime duration,
        List<Track> tracks,
        List<MetadataItem> metadata,
        List<Chapter> chapters,
        Set<Integer> protectedTracks) {
    public AssetFacts {
        tracks = List.copyOf(tracks);
        metadata = List.copyOf(metadata);
        chapters = List.copyOf(chapters);
        protectedTracks = Set.copyOf(protectedTracks);
    }

    /** Facts of an asset without chapters and encrypted tracks. */
    public AssetFacts(
            String formatName,
            MediaTime containerStart,
            MediaTime duration,
            List<Track> tracks,
            List<MetadataItem> metadata) {
        this(formatName, containerStart, duration, tracks, metadata, List.of(), Set.of());
    }
}
