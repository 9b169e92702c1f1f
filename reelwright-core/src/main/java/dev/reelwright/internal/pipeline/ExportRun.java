package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.ExportState;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.file.OutputFile;
import dev.reelwright.time.MediaTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs one export from plan to finished file: read, decode, render, encode, write, finish. */
public final class ExportRun {
    private final ExportSession session;
    private final Path destination;
    private final FileType fileType;
    private final Cancellation cancellation;
    private final Consumer<ExportState> listener;
    private final long startNanos = System.nanoTime();

    public ExportRun(
            ExportSession session,
            Path destination,
            FileType fileType,
            Cancellation cancellation,
            Consumer<ExportState> listener) {
        this.session = session;
        this.destination = destination;
        this.fileType = fileType;
        this.cancellation = cancellation;
        this.listener = listener;
    }

    public ExportResult run() {
        ProgressMeter meter = null;
        Phase phase = Phase.PREPARE;
        listener.accept(new ExportState.Exporting(phase, 0, 0, java.util.Optional.empty()));
        Asset asset = session.asset();
        try (OutputFile output = OutputFile.prepare(destination, fileType, asset.path(), session.overwrites())) {
            ExportPlan plan = session.plan(fileType);
            meter = new ProgressMeter(listener, plan.timeRange().duration());
            try (Demuxer demuxer = Demuxer.open(asset.path(), asset.options(), cancellation::isRequested);
                    Muxer muxer =
                            Muxer.create(output.scratch(), Containers.format(fileType), cancellation::isRequested);
                    TrackSet tracks = TrackSet.open(asset, plan, demuxer, muxer)) {
                muxer.metadata(asset.metadata());
                muxer.start(Containers.options(fileType, plan.networkOptimized(), tracks.movieTimescale()));
                phase = tracks.encodesAny() ? Phase.ENCODE : Phase.COPY;
                meter.enter(phase);
                tracks.run(cancellation, meter);
                phase = Phase.FINISH;
                meter.enter(phase);
                muxer.finish();
                meter.finished(0.5);
                cancellation.check();
                long bytes = output.commit(cancellation::isRequested);
                meter.finished(1);
                return result(plan, tracks, bytes);
            }
        } catch (MediaException e) {
            // what fails because it is being cancelled is told as cancelled
            throw (cancellation.isRequested() && e.code() != ErrorCode.OPERATION_CANCELLED
                            ? new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled", e)
                            : e)
                    .in(phase);
        }
    }

    private ExportResult result(ExportPlan plan, TrackSet tracks, long bytes) {
        List<ExportResult.WrittenTrack> written = tracks.written();
        MediaTime duration = MediaTime.ZERO;
        for (ExportResult.WrittenTrack track : written) {
            duration = MediaTime.max(duration, track.duration());
        }
        List<String> warnings = new ArrayList<>(plan.warnings());
        warnings.addAll(tracks.warnings());
        return new ExportResult(
                destination,
                bytes,
                duration,
                Duration.ofNanos(System.nanoTime() - startNanos),
                plan,
                plan,
                ExportResult.Ending.COMPLETE,
                written,
                List.of(networkLayout(plan)),
                warnings);
    }

    private static ExportResult.Optimization networkLayout(ExportPlan plan) {
        return new ExportResult.Optimization(
                "network-optimized",
                plan.networkOptimized()
                        ? ExportResult.Optimization.Outcome.APPLIED
                        : ExportResult.Optimization.Outcome.NOT_APPLIED,
                plan.networkOptimized() ? "the index is placed before the media" : "not asked for");
    }

    /** How FFmpeg names and sets up the containers. */
    static final class Containers {
        private Containers() {}

        static String format(FileType type) {
            return switch (type) {
                case MOV -> "mov";
                case MP4 -> "mp4";
                case M4V, M4A -> "ipod";
            };
        }

        static Map<String, String> options(FileType type, boolean networkOptimized, int movieTimescale) {
            String flags = networkOptimized ? "+faststart+write_colr" : "+write_colr";
            String brand = type == FileType.M4V ? "M4V " : type == FileType.M4A ? "M4A " : "";
            return brand.isEmpty()
                    ? Map.of("movflags", flags, "movie_timescale", Integer.toString(movieTimescale))
                    : Map.of("movflags", flags, "movie_timescale", Integer.toString(movieTimescale), "brand", brand);
        }
    }
}
