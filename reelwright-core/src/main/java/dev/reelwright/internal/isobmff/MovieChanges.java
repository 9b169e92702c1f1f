package dev.reelwright.internal.isobmff;

import dev.reelwright.metadata.MetadataItem;
import java.util.List;

/**
 * What is written into the index of a finished movie file, in place of what its muxer wrote there.
 *
 * @param metadata of the whole file, each in the form of its key space
 * @param tracks by their order in the file
 */
public record MovieChanges(List<MetadataItem> metadata, List<TrackChanges> tracks) {
    public MovieChanges {
        metadata = List.copyOf(metadata);
        tracks = List.copyOf(tracks);
    }
}
