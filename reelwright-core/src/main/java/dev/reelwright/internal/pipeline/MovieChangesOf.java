package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.index.GaplessInfo;
import dev.reelwright.internal.isobmff.Edit;
import dev.reelwright.internal.isobmff.MediaForm;
import dev.reelwright.internal.isobmff.MovieChanges;
import dev.reelwright.internal.isobmff.MovieFacts;
import dev.reelwright.internal.isobmff.MovieReader;
import dev.reelwright.internal.isobmff.TrackChanges;
import dev.reelwright.internal.isobmff.TrackFacts;
import dev.reelwright.internal.isobmff.TrackForm;
import dev.reelwright.internal.plan.TrackFlags;
import dev.reelwright.internal.source.SourceChannel;
import dev.reelwright.metadata.MetadataItem;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is written into the index of a movie file beside what its muxer writes. */
final class MovieChangesOf {
    private static final String TIMECODE = "tmcd";

    private MovieChangesOf() {}

    /**
     * What a plan wants written.
     *
     * @param gapless which samples of the only sound are meant to be heard, where it was encoded
     * @param tracks those that have samples, in the order of the file; covers are no tracks there
     * @param edits what is presented of them, by the source's track, where that is not all
     */
    static MovieChanges plan(
            Asset asset,
            ExportPlan plan,
            List<TrackPlan> tracks,
            Optional<MetadataItem> gapless,
            Map<Integer, List<Edit>> edits) {
        List<TrackChanges> changes = new ArrayList<>();
        Map<Integer, TrackFacts> facts = facts(asset);
        Map<Integer, TrackForm> forms = forms(asset);
        Map<Integer, Map<String, List<Integer>>> references = new LinkedHashMap<>();
        facts.forEach((id, fact) -> references.put(id, fact.references()));
        List<TrackFlags> flags = TrackFlags.of(asset, tracks, references);
        for (int i = 0; i < tracks.size(); i++) {
            TrackPlan track = tracks.get(i);
            TrackFlags flag = flags.get(i);
            Track source = asset.track(track.sourceTrack()).orElseThrow();
            Optional<TrackFacts> stated = Optional.ofNullable(facts.get(source.id()));
            String language =
                    stated.map(TrackFacts::extendedLanguage).orElseGet(() -> language(plan.fileType(), source));
            changes.add(new TrackChanges(
                    flag.enabled(),
                    flag.alternateGroup(),
                    language,
                    track.isEncoded() ? timecode(stated, tracks) : flag.references(),
                    items(plan.metadata().track(source.id())),
                    form(asset, source, track, Optional.ofNullable(forms.get(source.id()))),
                    edits.getOrDefault(source.id(), List.of())));
        }
        List<MetadataItem> items = new ArrayList<>(items(plan.metadata().asset()));
        if (plan.fileType() == FileType.M4A) {
            gapless.ifPresent(items::add);
        }
        return new MovieChanges(items, changes);
    }

    /** QuickTime's own codes name few languages, and the muxer knows only some of these. */
    private static String language(FileType type, Track source) {
        return type == FileType.MOV && !source.language().equals("und") ? source.extendedLanguage() : "";
    }

    /** The same for tracks that go on with samples of other files, with parameters that the muxer was given. */
    static MovieChanges join(Asset first, ExportPlan plan, List<TrackPlan> tracks, Map<Integer, List<Edit>> edits) {
        MovieChanges changes = plan(first, plan, tracks, Optional.empty(), edits);
        return new MovieChanges(
                changes.metadata(),
                changes.tracks().stream().map(TrackChanges::withOtherSamples).toList());
    }

    /** The same before it is known which tracks get samples, and how many: with all of them. */
    static MovieChanges all(Asset asset, ExportPlan plan) {
        List<TrackPlan> tracks = plan.tracks().stream()
                .filter(TrackPlan::isWritten)
                .filter(t -> !asset.track(t.sourceTrack()).orElseThrow().coverArt())
                .toList();
        return plan(asset, plan, tracks, Optional.of(GaplessInfo.item(0, 0, 0)), Map.of());
    }

    /** Without what is true of the source's own coding alone. */
    private static List<MetadataItem> items(List<MetadataItem> items) {
        return items.stream().filter(item -> !GaplessInfo.isIn(item)).toList();
    }

    /** Pictures and sound keep their times of day, whatever they are coded in. */
    private static Map<String, List<Integer>> timecode(Optional<TrackFacts> facts, List<TrackPlan> tracks) {
        List<Integer> ids = tracks.stream().map(TrackPlan::sourceTrack).toList();
        List<Integer> places =
                facts.map(f -> f.references().getOrDefault(TIMECODE, List.of())).orElse(List.of()).stream()
                        .map(ids::indexOf)
                        .filter(i -> i >= 0)
                        .toList();
        return places.isEmpty() ? Map.of() : Map.of(TIMECODE, places);
    }

    /** What goes along with a track's samples. */
    private static Optional<TrackForm> form(Asset asset, Track source, TrackPlan track, Optional<TrackForm> form) {
        if (!track.isCarriedOver()) {
            return Optional.empty();
        }
        if (source.mediaType() == MediaType.DATA && asset.formatName().equals("mov") && form.isEmpty()) {
            throw new MediaException(
                            ErrorCode.FAILED_TO_LOAD_MEDIA_DATA,
                            "what the track's data is cannot be read from its boxes")
                    .onTrack(source.id());
        }
        return track instanceof TrackPlan.SmartCut cut && !cut.encoder().isEmpty()
                ? form.map(TrackForm::withOtherSamples)
                : form;
    }

    /** What the samples of a track of timed data are. */
    static Optional<MediaForm> data(Asset asset, Track source) {
        return Optional.ofNullable(forms(asset).get(source.id())).flatMap(TrackForm::data);
    }

    private static Map<Integer, TrackForm> forms(Asset asset) {
        if (!asset.formatName().equals("mov")) {
            return Map.of();
        }
        try (SeekableByteChannel file = new SourceChannel(asset.source(), () -> false)) {
            return TrackForm.read(file);
        } catch (IOException e) {
            throw new MediaException(
                    ErrorCode.FAILED_TO_LOAD_MEDIA_DATA, "the tracks' boxes cannot be read: " + e.getMessage(), e);
        }
    }

    /** By the ids of the source's tracks; nothing where it is no such file. */
    private static Map<Integer, TrackFacts> facts(Asset asset) {
        Map<Integer, TrackFacts> facts = new LinkedHashMap<>();
        if (!asset.formatName().equals("mov")) {
            return facts;
        }
        try (SeekableByteChannel file = new SourceChannel(asset.source(), () -> false)) {
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
