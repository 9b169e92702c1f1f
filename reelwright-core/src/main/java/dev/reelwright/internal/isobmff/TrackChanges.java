package dev.reelwright.internal.isobmff;

import dev.reelwright.metadata.MetadataItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is written of one track.
 *
 * @param enabled whether it takes part in presentation unless asked otherwise
 * @param alternateGroup number of the group of which one member is presented at a time; 0 for none
 * @param extendedLanguage BCP 47 tag for {@code elng}; empty for none
 * @param references four-character codes of track references ({@code fall}, {@code chap}, {@code cdsc} …) with the places of
 *     the tracks that they lead to, by their order in the file from 0
 * @param form what goes along with its samples, where they are carried over; empty elsewhere
 * @param edits what is presented of it; empty for what the muxer wrote
 */
public record TrackChanges(
        boolean enabled,
        int alternateGroup,
        String extendedLanguage,
        Map<String, List<Integer>> references,
        List<MetadataItem> metadata,
        Optional<TrackForm> form,
        List<Edit> edits) {
    public TrackChanges {
        references = Map.copyOf(references);
        metadata = List.copyOf(metadata);
        edits = List.copyOf(edits);
    }

    /** Changes of a track that says itself what its samples are and what is presented of them. */
    public TrackChanges(
            boolean enabled,
            int alternateGroup,
            String extendedLanguage,
            Map<String, List<Integer>> references,
            List<MetadataItem> metadata) {
        this(enabled, alternateGroup, extendedLanguage, references, metadata, Optional.empty(), List.of());
    }

    /** The same for a track that has samples of other sources too. */
    public TrackChanges withOtherSamples() {
        return new TrackChanges(
                enabled,
                alternateGroup,
                extendedLanguage,
                references,
                metadata,
                form.map(TrackForm::withOtherSamples),
                edits);
    }
}
