package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.isobmff.MediaForm;
import dev.reelwright.internal.isobmff.MovieChanges;
import dev.reelwright.internal.isobmff.MovieFacts;
import dev.reelwright.internal.isobmff.MovieReader;
import dev.reelwright.internal.isobmff.TrackChanges;
import dev.reelwright.internal.isobmff.TrackFacts;
import dev.reelwright.internal.plan.ContainerRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is written into the index of a movie file beside what its muxer writes. */
final class MovieChangesOf {
    private static final String TIMECODE = "tmcd";

    private MovieChangesOf() {}

    /** Whether files of this type have such an index. */
    static boolean isMovie(FileType type) {
        return ContainerRules.isMovie(type);
    }

    /**
     * What a plan wants written.
     *
     * @param tracks those that have samples, in the order of the file; covers are no tracks there
     */
    static MovieChanges plan(Asset asset, ExportPlan plan, List<TrackPlan> tracks) {
        List<TrackChanges> changes = new ArrayList<>();
        Map<Integer, TrackFacts> facts = facts(asset);
        for (TrackPlan track : tracks) {
            Track source = asset.track(track.sourceTrack()).orElseThrow();
            Optional<TrackFacts> stated = Optional.ofNullable(facts.get(source.id()));
            String language = stated.map(TrackFacts::extendedLanguage).orElse("");
            Map<String, List<Integer>> references =
                    stated.map(f -> places(f.references(), tracks)).orElse(Map.of());
            boolean carried = !track.isEncoded();
            changes.add(new TrackChanges(
                    !carried || source.enabled(),
                    carried ? source.alternateGroup() : 0,
                    language,
                    carried ? references : timecode(references),
                    plan.metadata().track(source.id()),
                    form(asset, source)));
        }
        return new MovieChanges(plan.metadata().asset(), changes);
    }

    /** Pictures and sound keep their times of day, whatever they are coded in. */
    private static Map<String, List<Integer>> timecode(Map<String, List<Integer>> references) {
        return references.containsKey(TIMECODE) ? Map.of(TIMECODE, references.get(TIMECODE)) : Map.of();
    }

    /** What the samples of a track of timed data are. */
    static Optional<MediaForm> form(Asset asset, Track source) {
        if (source.mediaType() != MediaType.DATA || !asset.formatName().equals("mov")) {
            return Optional.empty();
        }
        try {
            return MediaForm.read(asset.path(), source.id());
        } catch (IOException e) {
            throw new MediaException(
                            ErrorCode.FAILED_TO_LOAD_MEDIA_DATA,
                            "the track of data cannot be read: " + e.getMessage(),
                            e)
                    .onTrack(source.id());
        }
    }

    /** By the ids of the source's tracks; nothing where it is no such file. */
    private static Map<Integer, TrackFacts> facts(Asset asset) {
        Map<Integer, TrackFacts> facts = new LinkedHashMap<>();
        try {
            MovieFacts movie = asset.formatName().equals("mov") ? MovieReader.read(asset.path()) : null;
            if (movie != null) {
                movie.tracks().forEach(track -> facts.put(track.id(), track));
            }
        } catch (IOException e) {
            // the tracks' own values have to do
            System.getLogger(MovieChangesOf.class.getName())
                    .log(System.Logger.Level.DEBUG, "the boxes of " + asset.path() + " could not be read", e);
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
