package dev.reelwright.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.benchmarks.EstimatesReport.Entry;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.SizeEstimate;
import dev.reelwright.export.TrackPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Estimates against real exports, over real media. */
final class EstimatesBenchmark implements Benchmark {
    private static final List<ExportPreset> PRESETS = List.of(
            ExportPreset.H264_640x480,
            ExportPreset.H264_1280x720,
            ExportPreset.HEVC_1920x1080,
            ExportPreset.PRORES_422,
            ExportPreset.M4A_AUDIO,
            ExportPreset.PASSTHROUGH);
    /** Seconds; of longer clips the presets that take long are left out. */
    private static final double LONG = 100;

    private static final double LONG_FOR_HEVC = 6;
    private static final double LONG_FOR_PRORES = 40;

    @Override
    public String id() {
        return "ESTIMATES";
    }

    @Override
    public String title() {
        return "Estimated sizes against real ones";
    }

    @Override
    public Findings run(Workshop workshop) throws IOException {
        Machine machine = Machine.now();
        List<Entry> entries = new ArrayList<>();
        for (Path file : files(workshop.request())) {
            for (ExportPreset preset : PRESETS) {
                Asset asset = open(file);
                if (asset != null && !takesTooLong(asset, preset)) {
                    tryOne(asset, preset, workshop, entries);
                }
            }
        }
        return new EstimatesReport(id(), title(), machine, entries);
    }

    /** The clip that was asked for, else all of the folder's and of its subfolder of longer ones. */
    private static List<Path> files(Request request) throws IOException {
        if (request.source().isPresent()) {
            return List.of(request.source().get());
        }
        Path manifest = Workshop.above("shared/media/manifest.tsv")
                .orElseThrow(() -> new IllegalStateException("name a clip: --input=<clip>"));
        Path folder = manifest.resolveSibling("bench");
        List<Path> files = new ArrayList<>();
        try (var bench = Files.list(folder)) {
            bench.filter(f -> f.toString().endsWith(".mp4")).sorted().forEach(files::add);
        }
        List<String> rows = Files.readAllLines(manifest);
        for (String row : rows.subList(1, rows.size())) {
            files.add(manifest.resolveSibling(row.substring(0, row.indexOf('\t'))));
        }
        return files;
    }

    private static boolean takesTooLong(Asset asset, ExportPreset preset) {
        double seconds = asset.duration().toSeconds();
        boolean heavy = preset.video() != null && asset.videoTrack().isPresent();
        return heavy
                && ((seconds > LONG && preset != ExportPreset.H264_640x480)
                        || (seconds > LONG_FOR_HEVC && preset == ExportPreset.HEVC_1920x1080)
                        || (seconds > LONG_FOR_PRORES && preset == ExportPreset.PRORES_422));
    }

    /** The asset, null where the file is one of the broken ones. */
    private static @Nullable Asset open(Path file) {
        try {
            return Asset.open(file);
        } catch (MediaException e) {
            return null;
        }
    }

    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /** Adds an entry, unless the preset does not fit the asset. */
    private static void tryOne(Asset asset, ExportPreset preset, Workshop workshop, List<Entry> entries)
            throws IOException {
        FileType type = preset.fileTypes().get(0);
        Path output = workshop.output("estimated." + type.commandName());
        try {
            ExportSession session =
                    ExportSession.builder(asset, preset).overwrite(true).build();
            ExportPlan plan = session.plan(type);
            double start = cpuSeconds();
            SizeEstimate estimate = session.estimate(type);
            double between = cpuSeconds();
            ExportResult result = session.export(output, type);
            double end = cpuSeconds();
            entries.add(new Entry(
                    String.valueOf(asset.source().path().orElseThrow().getFileName()),
                    preset.name(),
                    plan.tracks().stream()
                            .anyMatch(t -> t instanceof TrackPlan.EncodeVideo || t instanceof TrackPlan.EncodeAudio),
                    asset.duration().toSeconds(),
                    estimate.size().expected(),
                    estimate.size().low(),
                    estimate.size().high(),
                    result.bytes(),
                    estimate.cost().toNanos() / 1e9,
                    result.wallTime().toNanos() / 1e9,
                    between - start,
                    end - between));
        } catch (MediaException e) {
            System.err.println(
                    asset.source().path().orElseThrow().getFileName() + " by " + preset.name() + ": " + e.getMessage());
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
