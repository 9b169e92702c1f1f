package dev.reelwright.export;

import dev.reelwright.metadata.MetadataItem;
import java.util.List;
import java.util.Map;

/**
 * Which metadata an export writes.
 *
 * @param asset of the whole file, in the key spaces that its type has
 * @param tracks of the tracks, by the source's track
 * @param leftOut what of the source is not written, each with its reason, for people
 * @param forSharing whether the file may hold nothing else that tells where it was recorded
 */
public record MetadataPlan(
        List<MetadataItem> asset, Map<Integer, List<MetadataItem>> tracks, List<String> leftOut, boolean forSharing) {
    public MetadataPlan {
        asset = List.copyOf(asset);
        tracks = Map.copyOf(tracks);
        leftOut = List.copyOf(leftOut);
    }

    /** What is written of a track. */
    public List<MetadataItem> track(int sourceTrack) {
        return tracks.getOrDefault(sourceTrack, List.of());
    }
}
