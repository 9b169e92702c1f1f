package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Chapter;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.Execution;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportResult.WrittenTrack;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.EncoderSettings.Pass;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.isobmff.MovieFinisher;
import dev.reelwright.internal.plan.ContainerRules;
import dev.reelwright.internal.plan.PacketLog;
import dev.reelwright.time.TimeRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a plan as an export does, with the container's own muxer, and writes nothing. */
final class TrialRun {
    private TrialRun() {}

    /**
     * What the file would have been.
     *
     * @param bytes its length
     * @param tracks what each track would have got; tracks that get nothing are missing
     */
    record Outcome(long bytes, Map<TrackPlan, PacketLog> tracks) {
        Outcome {
            tracks = Map.copyOf(tracks);
        }

        /** What is neither pictures nor sound nor any other media: headers and index. */
        long overhead() {
            return bytes - tracks.values().stream().mapToLong(PacketLog::bytes).sum();
        }
    }

    /**
     * The part of a plan that these tracks and this range make up, one after the other and without limits.
     *
     * @param chapters all of them however short the part is, so that their size is counted; or none
     */
    static ExportPlan part(ExportPlan plan, TimeRange range, List<TrackPlan> tracks, List<Chapter> chapters) {
        return new ExportPlan(
                plan.preset(),
                plan.fileType(),
                range,
                plan.wholeAsset() && range.equals(plan.timeRange()),
                plan.speed(),
                false,
                0,
                0,
                new Execution(1, 1, "a trial"),
                plan.estimatedSize(),
                tracks,
                plan.metadata(),
                chapters,
                List.of());
    }

    static Outcome run(Asset asset, ExportPlan plan, Cancellation cancellation) {
        Map<Integer, PacketLog> logs = new HashMap<>();
        RunContext context = new RunContext(
                asset, plan, cancellation, new Ending(), new Heartbeat(), Pass.SINGLE, OutputTrack.OPEN, 1);
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options(), cancellation::isRequested);
                Muxer muxer = Muxer.toNowhere(
                        Containers.format(plan.fileType()),
                        (stream, packet, base) -> note(logs, stream, packet, base));
                TrackSet tracks = TrackSet.open(context, demuxer, muxer)) {
            boolean isMovie = ContainerRules.isMovie(plan.fileType());
            TagWriting tags = TagWriting.of(plan, true).withCovers(tracks.coverTags());
            tags.prepare(muxer, ChapterWriter.id3(plan, tracks.lead()));
            ChapterWriter.write(plan, tracks.lead(), muxer);
            // moving the index to the front would read the file again; its size is the same at either end
            muxer.start(tags.options(Containers.options(plan.fileType(), false, tracks.movieTimescale())));
            tracks.run(new ProgressMeter(state -> {}, plan.duration()));
            muxer.finish();
            Map<TrackPlan, PacketLog> written = new LinkedHashMap<>();
            for (WrittenTrack track : tracks.results().written()) {
                PacketLog log = logs.get(track.outputTrack() - 1);
                if (log != null) {
                    written.put(track.plan(), log);
                }
            }
            long added = isMovie ? added(muxer.unwrittenEnd(), asset, plan, tracks) : 0;
            return new Outcome(muxer.unwrittenLength() + added, written);
        }
    }

    /** How much the index grows by what the muxer has no way to write. */
    private static long added(ByteBuffer index, Asset asset, ExportPlan plan, TrackSet tracks) {
        try {
            ByteBuffer changed = MovieFinisher.changed(
                    index,
                    plan.fileType() == FileType.MOV,
                    MovieChangesOf.plan(
                            asset,
                            plan,
                            tracks.results().inFile(),
                            tracks.results().gaplessInfo(),
                            tracks.results().edits()));
            return changed.remaining() - index.remaining();
        } catch (IOException e) {
            throw new MediaException(
                    ErrorCode.WRITE_FAILED, "the file's index cannot be completed: " + e.getMessage(), e);
        }
    }

    private static void note(Map<Integer, PacketLog> logs, int stream, Packet packet, TimeBase base) {
        logs.computeIfAbsent(stream, s -> new PacketLog(base))
                .add(packet.dts(), packet.pts(), packet.duration(), packet.size(), packet.isKey());
    }
}
