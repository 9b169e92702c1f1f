package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportResult.Optimization;
import dev.reelwright.export.ExportResult.WrittenTrack;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.index.EditedMedia;
import dev.reelwright.internal.index.GaplessInfo;
import dev.reelwright.internal.isobmff.Edit;
import dev.reelwright.internal.plan.SourceSpan;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tracks of one running export: opened by the plan, fed by one reader, closed together. */
final class TrackSet implements AutoCloseable {
    private final RunContext context;
    private final Asset asset;
    private final ExportPlan plan;
    private final Demuxer demuxer;
    private final LaneOpener opener;
    private final Covers covers;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<TrackThread> threads = new ArrayList<>();
    private final Map<Integer, TrackThread> threadOfStream = new HashMap<>();
    private @Nullable SourceStart sourceStart;
    private volatile Runnable onProgress = () -> {};

    private TrackSet(RunContext context, Demuxer demuxer, Muxer muxer) {
        this.context = context;
        this.asset = context.asset();
        this.plan = context.plan();
        this.demuxer = demuxer;
        this.covers = new Covers(context, demuxer, muxer);
        this.opener = new LaneOpener(context, demuxer, muxer, () -> onProgress.run());
    }

    /** Opens the tracks of the plan; in a first pass those that learn from it alone. */
    static TrackSet open(RunContext context, Demuxer demuxer, Muxer muxer) {
        TrackSet set = new TrackSet(context, demuxer, muxer);
        try {
            EditedMedia.attach(demuxer, context.asset());
            for (TrackPlan track : context.plan().tracks()) {
                if (set.isWanted(track)) {
                    set.lanes.add(set.opener.open(track));
                }
            }
            if (context.pass().turn() != EncoderSettings.Pass.Turn.FIRST) {
                set.lanes.addAll(set.covers.open());
            }
            return set;
        } catch (RuntimeException | Error e) {
            set.close();
            throw e;
        }
    }

    private boolean isWanted(TrackPlan track) {
        return switch (context.pass().turn()) {
            case ONLY, SECOND -> track.isWritten() && !isCover(track);
            case FIRST -> track instanceof TrackPlan.EncodeVideo;
        };
    }

    /**
     * How much of the asset before the range the output begins with: without decoding it can only begin where a sync sample
     * is. Called before the run, if at all.
     */
    MediaTime lead() {
        List<Lane> read = lanes.stream().filter(l -> l.worker() != null).toList();
        if (!beginsAtSync() || read.isEmpty()) {
            return MediaTime.ZERO;
        }
        return plan.timeRange().start().minus(start(read).firstVideoTime());
    }

    private boolean isCover(TrackPlan track) {
        return asset.track(track.sourceTrack()).orElseThrow().coverArt();
    }

    /** Ticks a second that the whole file should be timed in. */
    int movieTimescale() {
        return Clock.forMovie(opener.clocks());
    }

    /** Whether sound must be read from before the range's start, to be decoded here or by players. */
    private boolean needsRunUp() {
        return encodesAny() || lanes.stream().anyMatch(lane -> lane.plan() instanceof TrackPlan.EditList);
    }

    boolean encodesAny() {
        return lanes.stream().anyMatch(lane -> lane.plan().isEncoded());
    }

    /** Tells a gate of the tracks, video first and what may be sparse last. */
    void announceTo(LengthGate gate) {
        lanes.stream().filter(l -> l.source().isVideo()).forEach(l -> gate.add(l.output(), false));
        lanes.stream().filter(l -> l.source().isAudio()).forEach(l -> gate.add(l.output(), false));
        lanes.stream()
                .filter(l -> !l.source().isVideo() && !l.source().isAudio())
                .forEach(l -> gate.add(l.output(), true));
    }

    /** Into how many parts the video was divided; 1 when it was not. */
    int parts() {
        return lanes.stream()
                .map(Lane::ownReader)
                .filter(s -> s != null)
                .mapToInt(OwnReader::parts)
                .findFirst()
                .orElse(1);
    }

    /** Reads the source from the range's start on until every track has what it needs. */
    void run(ProgressMeter meter) {
        onProgress = () -> meter.reached(slowest());
        try {
            runLanes();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted", e);
        } finally {
            opener.pace().end();
        }
        requireMedia();
    }

    private void runLanes() throws InterruptedException {
        List<Lane> read = lanes.stream().filter(l -> l.worker() != null).toList();
        covers.write();
        for (Lane lane : lanes) {
            if (lane.source().coverArt()) {
                leave(lane.output());
            }
        }
        for (Lane lane : lanes) {
            if (lane.ownReader() != null) {
                lane.ownReader().start();
            }
        }
        if (!read.isEmpty()) {
            readFor(read);
        }
        for (Lane lane : lanes) {
            if (lane.ownReader() != null) {
                lane.ownReader().finish();
                leave(lane.output());
            }
        }
        for (TrackThread thread : threads) {
            thread.finish();
        }
        boolean hadEnough = threads.stream().allMatch(TrackThread::hadEnough)
                && lanes.stream()
                        .allMatch(l -> l.ownReader() == null || l.ownReader().hadEnough());
        if (!hadEnough && !context.ending().isRequested() && !context.isOver()) {
            requireWholeFile(Set.copyOf(lanes.stream()
                    .flatMap(l -> l.sources().stream())
                    .map(Track::index)
                    .toList()));
        }
    }

    private void readFor(List<Lane> read) throws InterruptedException {
        SourceStart start = start(read);
        beginCopies(start);
        read.forEach(lane -> lane.sources()
                .forEach(source ->
                        demuxer.time(source.index(), lane.output().clocks().read())));
        for (Lane lane : read) {
            TrackWorker worker = lane.worker();
            if (worker != null) {
                TrackThread thread = new TrackThread(
                        lane.source().id(), worker, context, () -> onProgress.run(), () -> leave(lane.output()));
                threads.add(thread);
                lane.sources().forEach(source -> threadOfStream.put(source.index(), thread));
            }
        }
        start.replay(this::dispatch);
        readAll();
        threads.forEach(TrackThread::endInput);
    }

    /** Goes to where reading begins, once. */
    private SourceStart start(List<Lane> read) {
        SourceStart known = sourceStart;
        if (known == null) {
            Map<Integer, Track> sources = new HashMap<>();
            read.forEach(lane -> lane.sources().forEach(source -> sources.put(source.index(), source)));
            demuxer.select(sources.keySet());
            known = new SourceStart(
                    asset, demuxer, plan.timeRange().start(), List.copyOf(sources.values()), needsRunUp());
            sourceStart = known;
        }
        return known;
    }

    /** Without decoding and edit lists, the output can only begin where a sync sample of the video is. */
    private boolean beginsAtSync() {
        return plan.timeRange().start().isAfter(MediaTime.ZERO)
                && lanes.stream().anyMatch(l -> l.source().isVideo() && l.plan() instanceof TrackPlan.Copy);
    }

    private void beginCopies(SourceStart start) {
        if (beginsAtSync()) {
            for (Lane lane : lanes) {
                if (lane.worker() instanceof CopyWorker copy) {
                    copy.beginAt(start.firstVideoTime());
                }
            }
        }
    }

    private void readAll() throws InterruptedException {
        try (Packet packet = new Packet()) {
            while (!allComplete() && !context.isOver() && demuxer.read(packet) && !isCutOff(packet)) {
                context.step();
                dispatch(packet);
            }
        }
    }

    private void dispatch(Packet packet) throws InterruptedException {
        TrackThread thread = threadOfStream.get(packet.streamIndex());
        if (thread != null && !thread.isComplete()) {
            thread.put(packet.take());
        }
        packet.clear();
        for (TrackThread t : threads) {
            t.check();
        }
        for (Lane lane : lanes) {
            if (lane.ownReader() != null) {
                lane.ownReader().check();
            }
        }
    }

    /** Whether the file ends within this packet; what was read so far may be all that is needed. */
    private boolean isCutOff(Packet packet) {
        return packet.isCorrupt() && asset.formatName().equals("mov");
    }

    /** Tells the gate that a track has given everything. */
    private void leave(OutputTrack output) {
        if (context.gate() instanceof LengthGate gate) {
            gate.end(output);
        }
    }

    /** Reading came to the end of the file: for a file that was cut between two samples that looks like any other end. */
    private void requireWholeFile(Set<Integer> streams) {
        if (asset.formatName().equals("mov") && demuxer.isCutOff(streams)) {
            throw cutOff();
        }
    }

    private MediaException cutOff() {
        return new MediaException(
                ErrorCode.FAILED_TO_LOAD_MEDIA_DATA,
                "the media data of " + asset.name() + " is cut off: its index points beyond the file's end. "
                        + "Export what is there by an earlier end of the time range");
    }

    private boolean allComplete() {
        return threads.stream().allMatch(TrackThread::isComplete);
    }

    /** A track that ends early must not hold progress back, so the video rules where there is some. */
    private MediaTime slowest() {
        MediaTime video = null;
        MediaTime any = MediaTime.ZERO;
        for (Lane lane : lanes) {
            MediaTime reached = lane.ownReader() != null
                    ? lane.ownReader().progress()
                    : lane.output().end();
            any = MediaTime.max(any, reached);
            if (lane.source().isVideo()) {
                video = reached;
            }
        }
        return video == null ? any : video;
    }

    /** A file whose header promises media that is not there must not end as an empty or short success. */
    private void requireMedia() {
        MediaTime reached = MediaTime.ZERO;
        for (Lane lane : lanes) {
            reached = MediaTime.max(reached, lane.output().end());
        }
        MediaTime wanted = wanted();
        MediaTime slack = MediaTime.max(MediaTime.of(1, 2), wanted.timesRatio(1, 50));
        boolean nothing = lanes.stream()
                .allMatch(lane -> lane.source().coverArt() || lane.output().samples() == 0);
        boolean mayBeShort = context.ending().isRequested() || context.isOver();
        if (context.gate() instanceof LengthGate gate && gate.isEmpty()) {
            throw new MediaException(
                    ErrorCode.CANNOT_FIT,
                    "not even the beginning of " + asset.name() + " fits into " + plan.fileLengthLimit()
                            + " bytes; allow more, or choose a smaller preset");
        }
        if (nothing || (!mayBeShort && reached.plus(slack).isBefore(wanted))) {
            throw new MediaException(
                    ErrorCode.FAILED_TO_LOAD_MEDIA_DATA,
                    "the media of " + asset.name() + " ends after " + reached.inSeconds() + " of the "
                            + wanted.inSeconds() + " to export: the file is cut off or holds no media data. "
                            + "Export what is there by an earlier end of the time range");
        }
    }

    /** How far the tracks that are worked on reach, on the output's timeline. */
    private MediaTime wanted() {
        MediaTime end = MediaTime.ZERO;
        for (Lane lane : lanes) {
            if (lane.source().coverArt()) {
                continue;
            }
            MediaTime media = MediaTime.min(
                    SourceSpan.of(lane.sources()).end(), plan.timeRange().end());
            end = MediaTime.max(end, media.minus(plan.timeRange().start()));
        }
        return end.timesRatio(plan.speed().denominator(), plan.speed().numerator());
    }

    /** The plans of all tracks, with what the encoders say in place of what was planned. */
    List<TrackPlan> carriedOut(List<TrackPlan> planned) {
        Map<Integer, TrackPlan> opened = new HashMap<>();
        lanes.forEach(lane -> opened.put(lane.plan().sourceTrack(), lane.opened()));
        return planned.stream()
                .map(t -> opened.getOrDefault(t.sourceTrack(), t))
                .toList();
    }

    /** The covers that are written among the tags. */
    List<MetadataItem> coverTags() {
        return covers.tags();
    }

    /** The plans of the tracks that the file has: those with samples, covers aside, in their order there. */
    List<TrackPlan> inFile() {
        return lanes.stream()
                .filter(lane -> lane.output().samples() > 0 && !lane.source().coverArt())
                .map(Lane::plan)
                .toList();
    }

    /** What tells players without edit lists which samples of the only sound are meant to be heard. */
    Optional<MetadataItem> gaplessInfo() {
        List<Lane> sounds =
                lanes.stream().filter(lane -> lane.source().isAudio()).toList();
        OutputTrack output = sounds.size() == 1 ? sounds.get(0).output() : null;
        OutputTrack.Framing frames = output == null ? null : output.framing();
        if (output == null || frames == null || frames.priming() == 0) {
            return Optional.empty();
        }
        long samples = output.timeBase().ticks(output.end());
        long padding = output.samples() * frames.samples() - frames.priming() - samples;
        return padding < 0 ? Optional.empty() : Optional.of(GaplessInfo.item(frames.priming(), samples, padding));
    }

    /** What is presented of the tracks that hold more than the range, by the source's track. */
    Map<Integer, List<Edit>> edits() {
        Map<Integer, List<Edit>> edits = new HashMap<>();
        for (Lane lane : lanes) {
            boolean hides = lane.plan() instanceof TrackPlan.EditList
                    || lane.plan() instanceof TrackPlan.SmartCut
                    || (lane.plan() instanceof TrackPlan.Preserve && !plan.wholeAsset());
            if (hides && lane.output().samples() > 0) {
                edits.put(lane.plan().sourceTrack(), edits(lane));
            }
        }
        return edits;
    }

    private List<Edit> edits(Lane lane) {
        TimeRange range = lane.source().timeRange().intersection(plan.timeRange());
        MediaTime wait = range.start().minus(plan.timeRange().start());
        MediaTime presented =
                MediaTime.min(range.duration(), lane.output().end().minus(wait));
        Edit media = new Edit(presented, wait.minus(lane.output().firstDecodeTime()));
        return wait.isAfter(MediaTime.ZERO) ? List.of(Edit.empty(wait), media) : List.of(media);
    }

    /** How long a track is presented: no longer than the range, whatever it holds beyond. */
    private MediaTime presented(Lane lane) {
        MediaTime end = lane.output().end();
        boolean cut = lane.plan() instanceof TrackPlan.EditList || lane.plan() instanceof TrackPlan.SmartCut;
        return cut ? MediaTime.min(end, plan.duration()) : end;
    }

    List<WrittenTrack> written() {
        List<WrittenTrack> written = new ArrayList<>();
        for (Lane lane : lanes) {
            OutputTrack output = lane.output();
            written.add(new WrittenTrack(
                    lane.plan(), output.stream() + 1, output.samples(), output.bytes(), presented(lane)));
        }
        return written;
    }

    /** Looks whether the finished file has the smart cuts that were planned, and tells what they saved. */
    List<Optimization> verify(Path file) {
        List<Optimization> done = new ArrayList<>();
        for (Lane lane : lanes) {
            if (lane.ownReader() instanceof CutVideo cut) {
                cut.verify(file);
                done.add(Outcome.applied("smart-cut", cut.account()));
            }
        }
        return done;
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Lane lane : lanes) {
            List<String> own = lane.worker() != null
                    ? lane.worker().warnings()
                    : lane.ownReader() != null ? lane.ownReader().warnings() : List.of();
            own.forEach(w -> warnings.add("track " + lane.source().id() + ": " + w));
        }
        return warnings;
    }

    @Override
    public void close() {
        opener.pace().end();
        if (sourceStart != null) {
            sourceStart.close();
        }
        threads.forEach(TrackThread::abandon);
        for (Lane lane : lanes) {
            if (lane.ownReader() != null) {
                lane.ownReader().abandon();
            } else if (lane.worker() != null
                    && !threadOfStream.containsKey(lane.source().index())) {
                lane.worker().close();
            }
        }
        lanes.forEach(lane -> lane.output().clocks().tell(lane.source().id()));
    }
}
