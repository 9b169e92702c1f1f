package dev.reelwright.benchmarks;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.benchmarks.Report.Check;
import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.benchmarks.Report.Goal;
import dev.reelwright.benchmarks.Report.Measure;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.VideoSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** P1: a minute of 1080p to 720p, both sides with the settings that our plan chose. */
final class ExportBenchmark implements Benchmark {
    private static final ExportPreset PRESET = ExportPreset.H264_1280x720;
    private static final double SIZE_TOLERANCE = 0.02;
    private static final double SIMILARITY_TOLERANCE = 0.002;
    private static final Inputs.Shape INPUT = new Inputs.Shape("p1", 24, 60, List.of("-preset", "fast", "-crf", "20"));

    @Override
    public String id() {
        return "P1";
    }

    @Override
    public String title() {
        return "60 s of 1080p24 H.264 and AAC to 1280x720 H.264 and AAC, same encoder settings";
    }

    @Override
    public Report run(Workshop workshop) throws IOException, InterruptedException {
        Path input = workshop.inputs().make(INPUT);
        ExportPlan plan =
                ExportSession.builder(Asset.open(input), PRESET).build().plan(FileType.MP4);
        SameExport same = SameExport.of(plan);
        Path ours = workshop.output("p1-reelwright.mp4");
        Path theirs = workshop.output("p1-ffmpeg.mp4");
        List<Contender> contenders = List.of(
                Contender.ours(workshop.ours(
                        "export",
                        input.toString(),
                        ours.toString(),
                        "--preset",
                        PRESET.name(),
                        "--overwrite",
                        "--progress=none")),
                Contender.peer("ffmpeg", workshop.programs().ffmpeg(same.arguments(input, theirs))));
        Machine machine = Machine.now();
        List<Entry> entries = new Contest(contenders).hold(workshop.request().runs());
        List<Goal> goals = List.of(new Goal("ffmpeg", Measure.WALL, 1.10), new Goal("ffmpeg", Measure.CPU, 1.00));
        return new Report(
                id(),
                title(),
                machine,
                workshop.request().runs(),
                entries,
                Report.ratios(entries, goals),
                List.of(
                        frames(ours, theirs),
                        sizes(ours, theirs),
                        similarity(workshop.programs(), input, same.video(), ours, theirs)));
    }

    private static Check frames(Path ours, Path theirs) {
        int mine = frames(ours);
        int others = frames(theirs);
        return new Check("as many frames", mine + " against " + others, mine == others);
    }

    private static int frames(Path file) {
        Asset asset = Asset.open(file);
        return asset.index(asset.videoTrack().orElseThrow()).frameCount();
    }

    private static Check sizes(Path ours, Path theirs) throws IOException {
        double ratio = (double) Files.size(ours) / Files.size(theirs);
        String found = String.format(
                Locale.ROOT,
                "%,d against %,d bytes, %+.2f %%",
                Files.size(ours),
                Files.size(theirs),
                (ratio - 1) * 100);
        return new Check("sizes within 2 %", found, Math.abs(ratio - 1) <= SIZE_TOLERANCE);
    }

    private static Check similarity(Programs programs, Path input, VideoSettings video, Path ours, Path theirs)
            throws IOException, InterruptedException {
        Similarity similarity = new Similarity(programs);
        int width = video.size().width();
        int height = video.size().height();
        double mine = similarity.toScaled(ours, input, width, height);
        double others = similarity.toScaled(theirs, input, width, height);
        String found = String.format(Locale.ROOT, "%.4f against %.4f", mine, others);
        return new Check(
                "SSIM to the scaled source within 0.002", found, Math.abs(mine - others) <= SIMILARITY_TOLERANCE);
    }
}
