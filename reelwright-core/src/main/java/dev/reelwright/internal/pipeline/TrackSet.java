package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.index.EditedMedia;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        new MediaCheck(context, lanes).requireMedia();
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
            new MediaCheck(context, lanes).requireWholeFile(demuxer);
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

    /** What the tracks have become. Asked when the run is through. */
    LaneResults results() {
        return new LaneResults(plan, lanes);
    }

    /** The covers that are written among the tags. */
    List<MetadataItem> coverTags() {
        return covers.tags();
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
