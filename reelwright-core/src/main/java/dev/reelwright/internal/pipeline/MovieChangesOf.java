package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.isobmff.Edit;
import dev.reelwright.internal.isobmff.MovieChanges;
import dev.reelwright.internal.isobmff.MovieFacts;
import dev.reelwright.internal.isobmff.MovieReader;
import dev.reelwright.internal.isobmff.TrackChanges;
import dev.reelwright.internal.isobmff.TrackFacts;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is written into the index of a movie file beside what its muxer writes. */
final class MovieChangesOf {
    private MovieChangesOf() {}

    /**
     * What a plan wants written.
     *
     * @param tracks those that have samples, in the order of the file; covers are no tracks there
     * @param edits what is presented of them, by the source's track, where that is not all
     */
    static MovieChanges plan(Asset asset, ExportPlan plan, List<TrackPlan> tracks, Map<Integer, List<Edit>> edits) {
        List<TrackChanges> changes = new ArrayList<>();
        Map<Integer, TrackFacts> facts = facts(asset);
        for (TrackPlan track : tracks) {
            Track source = asset.track(track.sourceTrack()).orElseThrow();
            Optional<TrackFacts> stated = Optional.ofNullable(facts.get(source.id()));
            String language = stated.map(TrackFacts::extendedLanguage).orElse("");
            Map<String, List<Integer>> references =
                    stated.map(f -> places(f.references(), tracks)).orElse(Map.of());
            boolean carried = track.isCarriedOver();
            TrackChanges change = new TrackChanges(
                    !carried || source.enabled(),
                    carried ? source.alternateGroup() : 0,
                    language,
                    carried ? references : Map.of(),
                    plan.metadata().track(source.id()));
            changes.add(change.withEdits(edits.getOrDefault(source.id(), List.of())));
        }
        return new MovieChanges(plan.metadata().asset(), changes);
    }

    /** By the ids of the source's tracks; nothing where it is no such file. */
    private static Map<Integer, TrackFacts> facts(Asset asset) {
        Map<Integer, TrackFacts> facts = new LinkedHashMap<>();
        if (!asset.formatName().equals("mov")) {
            return facts;
        }
        try (SeekableByteChannel file = asset.source().open()) {
            MovieFacts movie = MovieReader.read(file);
            if (movie != null) {
                movie.tracks().forEach(track -> facts.put(track.id(), track));
            }
        } catch (IOException e) {
            // the tracks' own values have to do
            System.getLogger(MovieChangesOf.class.getName())
                    .log(System.Logger.Level.DEBUG, "the boxes of " + asset.name() + " could not be read", e);
        }
        return facts;
    }

    /** References as places in the output; those to tracks that are left out are left out as well. */
    private static Map<String, List<Integer>> places(Map<String, List<Integer>> references, List<TrackPlan> tracks) {
        List<Integer> ids = tracks.stream().map(TrackPlan::sourceTrack).toList();
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        references.forEach((type, to) -> {
            List<Integer> found =
                    to.stream().map(ids::indexOf).filter(i -> i >= 0).toList();
            if (!found.isEmpty()) {
                places.put(type, found);
            }
        });
        return places;
    }
}
