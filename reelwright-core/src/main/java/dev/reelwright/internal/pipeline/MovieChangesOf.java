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
import dev.reelwright.internal.plan.TrackFlags;
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
        Map<Integer, Map<String, List<Integer>>> references = new LinkedHashMap<>();
        facts.forEach((id, fact) -> references.put(id, fact.references()));
        List<TrackFlags> flags = TrackFlags.of(asset, tracks, references);
        for (int i = 0; i < tracks.size(); i++) {
            TrackPlan track = tracks.get(i);
            TrackFlags flag = flags.get(i);
            Track source = asset.track(track.sourceTrack()).orElseThrow();
            Optional<TrackFacts> stated = Optional.ofNullable(facts.get(source.id()));
            String language = stated.map(TrackFacts::extendedLanguage).orElse("");
            TrackChanges change = new TrackChanges(
                    flag.enabled(),
                    flag.alternateGroup(),
                    language,
                    flag.references(),
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
}
