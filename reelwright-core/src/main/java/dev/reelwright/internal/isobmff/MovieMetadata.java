package dev.reelwright.internal.isobmff;

import dev.reelwright.metadata.MetadataItem;
import java.util.List;
import java.util.Map;

/**
 * The metadata of a movie file, as its boxes have it.
 *
 * @param items of the whole file: first those with QuickTime's keys, then user data, then those of iTunes, each in the order of
 *     the file
 * @param tracks of its tracks, by their ids
 */
public record MovieMetadata(List<MetadataItem> items, Map<Integer, List<MetadataItem>> tracks) {
    public MovieMetadata {
        items = List.copyOf(items);
        tracks = Map.copyOf(tracks);
    }

    public List<MetadataItem> track(int id) {
        return tracks.getOrDefault(id, List.of());
    }
}
