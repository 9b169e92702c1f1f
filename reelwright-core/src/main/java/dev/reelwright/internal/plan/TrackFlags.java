package dev.reelwright.internal.plan;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.export.TrackPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file says of one of its tracks and the others.
 *
 * @param enabled whether it takes part in presentation unless asked otherwise
 * @param alternateGroup number of the group of which one member is presented at a time; 0 for none
 * @param references places of the tracks that it refers to, by the kind of reference
 */
public record TrackFlags(boolean enabled, int alternateGroup, Map<String, List<Integer>> references) {
    /** Group of tracks that are choices by what their container is, which has no groups. */
    private static final int ONLY_GROUP = 1;

    /**
     * Flags for all tracks of a file. Of tracks that are choices beside each other exactly one is enabled: the exported
     * one.
     *
     * @param tracks in the order of the file
     * @param references of the source's tracks by their ids, to ids
     */
    public static List<TrackFlags> of(
            Asset asset, List<TrackPlan> tracks, Map<Integer, Map<String, List<Integer>>> references) {
        List<TrackFlags> flags = new ArrayList<>();
        for (TrackPlan track : tracks) {
            flags.add(new TrackFlags(
                    isEnabled(asset, tracks, track),
                    group(asset, tracks, track),
                    track.isCarriedOver()
                            ? places(asset, tracks, references.getOrDefault(track.sourceTrack(), Map.of()))
                            : Map.of()));
        }
        return flags;
    }

    private static boolean isEnabled(Asset asset, List<TrackPlan> tracks, TrackPlan track) {
        if (track instanceof TrackPlan.Preserve) {
            return false;
        }
        List<TrackPlan> presented = tracks.stream()
                .filter(t -> t.mediaType() == track.mediaType() && !(t instanceof TrackPlan.Preserve))
                .toList();
        List<TrackPlan> enabled = presented.stream()
                .filter(t -> !t.isCarriedOver() || source(asset, t).enabled())
                .toList();
        if (enabled.isEmpty()) {
            return track.equals(presented.get(0));
        }
        return areChoices(asset, track) ? track.equals(enabled.get(0)) : enabled.contains(track);
    }

    /** What is not copied keeps its group as long as other members of it are there. */
    private static int group(Asset asset, List<TrackPlan> tracks, TrackPlan track) {
        if (areChoices(asset, track)) {
            boolean several = tracks.stream()
                            .filter(t -> t.mediaType() == track.mediaType())
                            .count()
                    > 1;
            return several ? ONLY_GROUP : 0;
        }
        if (track instanceof TrackPlan.Copy) {
            return source(asset, track).alternateGroup();
        }
        for (Track source : SourceSpan.sources(asset, track)) {
            int group = source.alternateGroup();
            boolean several = tracks.stream()
                    .filter(t -> !t.equals(track))
                    .flatMap(t -> SourceSpan.sources(asset, t).stream())
                    .anyMatch(t -> t.alternateGroup() == group);
            if (group != 0 && several) {
                return group;
            }
        }
        return 0;
    }

    /** Whether all audio tracks of the source are choices, whatever their flags say. */
    private static boolean areChoices(Asset asset, TrackPlan track) {
        return !asset.formatName().equals("mov") && source(asset, track).isAudio();
    }

    private static Track source(Asset asset, TrackPlan track) {
        return asset.track(track.sourceTrack()).orElseThrow();
    }

    /** References to tracks that are left out are left out as well. */
    private static Map<String, List<Integer>> places(
            Asset asset, List<TrackPlan> tracks, Map<String, List<Integer>> references) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        references.forEach((kind, ids) -> {
            List<Integer> found = ids.stream()
                    .flatMap(id -> place(asset, tracks, id).stream())
                    .distinct()
                    .toList();
            if (!found.isEmpty()) {
                places.put(kind, found);
            }
        });
        return places;
    }

    private static List<Integer> place(Asset asset, List<TrackPlan> tracks, int id) {
        for (int i = 0; i < tracks.size(); i++) {
            if (SourceSpan.sources(asset, tracks.get(i)).stream().anyMatch(t -> t.id() == id)) {
                return List.of(i);
            }
        }
        return List.of();
    }
}
