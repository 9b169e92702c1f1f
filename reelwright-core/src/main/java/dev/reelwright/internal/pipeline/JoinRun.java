package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.export.Clip;
import dev.reelwright.export.Destination;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.ExportResult.Optimization;
import dev.reelwright.export.ExportResult.WrittenTrack;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.ExportState;
import dev.reelwright.export.Join;
import dev.reelwright.export.JoinPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.bitstream.BitstreamException;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.file.OutputFile;
import dev.reelwright.internal.file.ScratchFolder;
import dev.reelwright.internal.isobmff.Edit;
import dev.reelwright.internal.isobmff.MovieFinisher;
import dev.reelwright.internal.plan.ContainerRules;
import dev.reelwright.internal.plan.JoinPlanner;
import dev.reelwright.time.MediaTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Joins clips: makes each of them a file by itself, then writes their packets behind each other, and looks at the joints. */
public final class JoinRun {
    private static final double CLIPS_SHARE = 0.75;

    private final Join join;
    private final Path output;
    private final FileType type;
    private final RunControl control;
    private final Consumer<ExportState> listener;
    private final long startNanos = System.nanoTime();
    private volatile Phase phase = Phase.PREPARE;

    public JoinRun(Join join, Path output, FileType type, RunControl control, Consumer<ExportState> listener) {
        this.join = join;
        this.output = output;
        this.type = type;
        this.control = control;
        this.listener = listener;
    }

    public ExportResult run() {
        tell(new ExportState.Exporting(Phase.PREPARE, 0, 0, Optional.empty()));
        Cancellation cancellation = control.cancellation();
        try (OutputFile place = place();
                Delivery delivery = new FileDelivery(
                        place, join.directoryForTemporaryFiles().isPresent());
                ScratchFolder scratch = scratch()) {
            delivery.use(scratch);
            JoinPlan plan = join.plan(type);
            JoinPlan done = plan;
            Joined joined;
            try {
                joined = join(plan, delivery, scratch);
            } catch (CutException | BitstreamException e) {
                if (!plan.isLossless()) {
                    throw refused(e);
                }
                cancellation.check();
                String why = String.valueOf(e.getMessage());
                done = JoinPlanner.plan(join, type, List.of(why));
                joined = encoded(done, delivery, scratch).with(Outcome.notApplied("lossless-join", why));
            }
            cancellation.check();
            long bytes = delivery.commit(control.stop());
            return result(plan.whole(), done.whole(), joined, bytes);
        } catch (MediaException e) {
            MediaException told = cancellation.isRequested() ? cancellation.reason() : e;
            throw told.in(phase);
        }
    }

    private Joined encoded(JoinPlan plan, Delivery delivery, ScratchFolder scratch) {
        try {
            return join(plan, delivery, scratch);
        } catch (CutException | BitstreamException e) {
            throw refused(e);
        }
    }

    private static MediaException refused(RuntimeException e) {
        return new MediaException(
                ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET,
                "the clips cannot be joined: " + e.getMessage() + ". Clips of one shape can",
                e);
    }

    private OutputFile place() {
        for (Clip clip : join.clips()) {
            // no clip's source may be what is written
            clip.asset().source().path().ifPresent(source -> OutputFile.prepare(output, type, source, join.overwrites())
                    .close());
        }
        return OutputFile.prepare(output, type, null, join.overwrites());
    }

    private ScratchFolder scratch() {
        return join.directoryForTemporaryFiles().map(ScratchFolder::in).orElseGet(() -> ScratchFolder.near(output));
    }

    /** What was made of a plan. */
    private record Joined(List<WrittenTrack> tracks, List<Optimization> optimizations, List<String> warnings) {
        Joined with(Optimization more) {
            List<Optimization> all = new ArrayList<>(optimizations);
            all.add(more);
            return new Joined(tracks, all, warnings);
        }
    }

    private Joined join(JoinPlan plan, Delivery delivery, ScratchFolder scratch) {
        List<ExportSession> sessions = JoinPlanner.sessions(join, type, plan.differences());
        List<Path> files = new ArrayList<>();
        List<Optimization> done = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            Path file = scratch.file("clip-" + (plan.isLossless() ? "" : "encoded-") + i + "." + type.commandName());
            double from = CLIPS_SHARE * i / sessions.size();
            ProgressMeter meter = new ProgressMeter(
                    state -> tellPart(state, from, CLIPS_SHARE / sessions.size()),
                    plan.clips().get(i).duration());
            Passes passes = new Passes(sessions.get(i).asset(), new PartDelivery(file), scratch, control, meter, false);
            List<TrackPlan> tracks = plan.clips().get(i).tracks();
            Outcome outcome = TrimFallback.run(
                    sessions.get(i),
                    type,
                    plan.clips().get(i),
                    other -> restricted(other, tracks),
                    passes,
                    control.cancellation());
            String clip = "clip " + (i + 1) + ": ";
            outcome.optimizations().stream()
                    .filter(o -> o.name().equals("smart-cut"))
                    .forEach(o -> done.add(new Optimization(o.name(), o.outcome(), clip + o.reason())));
            outcome.warnings().forEach(w -> warnings.add(clip + w));
            files.add(file);
        }
        return write(plan, files, delivery, done, warnings);
    }

    /** Tracks that are left out stay so however the others are cut. */
    private static ExportPlan restricted(ExportPlan plan, List<TrackPlan> like) {
        Map<Integer, TrackPlan> wanted = new HashMap<>();
        like.forEach(track -> wanted.put(track.sourceTrack(), track));
        List<TrackPlan> tracks = plan.tracks().stream()
                .map(track -> {
                    TrackPlan other = wanted.getOrDefault(track.sourceTrack(), track);
                    return other.isWritten() ? track : other;
                })
                .toList();
        return plan.withTracks(JoinPlanner.inOrder(tracks));
    }

    private Joined write(
            JoinPlan plan, List<Path> files, Delivery delivery, List<Optimization> done, List<String> warnings) {
        boolean movie = ContainerRules.isMovie(type);
        ProgressMeter meter = new ProgressMeter(
                state -> tellPart(state, CLIPS_SHARE, 1 - CLIPS_SHARE),
                plan.whole().duration());
        PartJoiner joiner = new PartJoiner(files, movie, control.stop(), meter::reached);
        ExportPlan whole = plan.whole();
        Asset first = join.clips().get(0).asset();
        List<TrackPlan> inFile =
                whole.tracks().stream().filter(TrackPlan::isWritten).toList();
        try (Muxer muxer = delivery.muxer(whole, control.stop())) {
            joiner.open(muxer);
            TagWriting tags = TagWriting.of(whole, true);
            tags.prepare(muxer, List.of());
            List<TimeBase> clocks =
                    joiner.tracks().stream().map(JoinedTrack::clock).toList();
            muxer.start(tags.options(delivery.options(whole, Clock.forMovie(clocks))));
            meter.enter(Phase.COPY, ProgressMeter.MEDIA_SHARE);
            joiner.write();
            muxer.finish();
            Path file = delivery.file().orElseThrow();
            tags.complete(file);
            if (movie) {
                Map<Integer, List<Edit>> edits = new HashMap<>();
                for (int i = 0; i < inFile.size(); i++) {
                    edits.put(
                            inFile.get(i).sourceTrack(), joiner.tracks().get(i).edits());
                }
                finish(file, first, whole, inFile, edits);
            }
            int frames = new JointCheck(joiner, control.stop()).check(file);
            done.add(Outcome.applied(
                    plan.isLossless() ? "lossless-join" : "join",
                    frames + " frames of " + files.size() + " clips; every joint was decoded and compared"));
        }
        List<WrittenTrack> written = new ArrayList<>();
        for (int i = 0; i < inFile.size(); i++) {
            OutputTrack track = joiner.tracks().get(i).output();
            MediaTime end = joiner.start(files.size());
            written.add(new WrittenTrack(inFile.get(i), track.stream() + 1, track.samples(), track.bytes(), end));
        }
        return new Joined(written, done, warnings);
    }

    private static void finish(
            Path file, Asset first, ExportPlan plan, List<TrackPlan> tracks, Map<Integer, List<Edit>> edits) {
        try {
            MovieFinisher.apply(file, 0, MovieChangesOf.join(first, plan, tracks, edits));
        } catch (IOException e) {
            throw new MediaException(
                    ErrorCode.WRITE_FAILED, "the file's index cannot be completed: " + e.getMessage(), e);
        }
    }

    private void tellPart(ExportState state, double from, double share) {
        if (state instanceof ExportState.Exporting e) {
            tell(new ExportState.Exporting(e.phase(), from + share * e.fraction(), e.speed(), Optional.empty()));
        }
    }

    private void tell(ExportState state) {
        if (state instanceof ExportState.Exporting e) {
            phase = e.phase();
        }
        listener.accept(state);
    }

    private ExportResult result(ExportPlan plan, ExportPlan done, Joined joined, long bytes) {
        MediaTime duration = MediaTime.ZERO;
        for (WrittenTrack track : joined.tracks()) {
            duration = MediaTime.max(duration, track.duration());
        }
        List<String> warnings = new ArrayList<>(plan.warnings());
        warnings.addAll(joined.warnings());
        return new ExportResult(
                new Destination.File(output),
                bytes,
                duration,
                Duration.ofNanos(System.nanoTime() - startNanos),
                plan,
                done,
                ExportResult.Ending.COMPLETE,
                joined.tracks(),
                joined.optimizations(),
                warnings);
    }
}
