package dev.reelwright.benchmarks;

import dev.reelwright.asset.Asset;
import dev.reelwright.benchmarks.Report.Check;
import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.benchmarks.Report.Goal;
import dev.reelwright.benchmarks.Report.Measure;
import dev.reelwright.benchmarks.Report.Ratio;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.ExportSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** P2: a large file carried over as it is, once with its index first and once with it where it falls. */
final class CopyBenchmark implements Benchmark {
    /** Until then the compiler takes as much as the work. */
    private static final int WARMING_RUNS = 10;

    private static final String FASTSTART = "ffmpeg faststart";
    private static final String PLAIN = "ffmpeg plain";
    /** Of the rate that phones and cameras write; B-frames as usual. */
    private static final Inputs.Shape INPUT = new Inputs.Shape(
            "p2",
            30,
            30,
            List.of("-preset", "ultrafast", "-b:v", "12M", "-maxrate", "12M", "-bufsize", "12M", "-bf", "2"));

    @Override
    public String id() {
        return "P2";
    }

    @Override
    public String title() {
        return "passthrough of a large MP4, index first and plain; ours inside a warm JVM";
    }

    @Override
    public Report run(Workshop workshop) throws IOException, InterruptedException {
        long bytes = workshop.request().megabytes() * 1_000_000L;
        Path input = workshop.inputs().repeat(INPUT, bytes);
        Path first = workshop.output("p2-reelwright-first.mp4");
        Path plain = workshop.output("p2-reelwright-plain.mp4");
        Path faststart = workshop.output("p2-ffmpeg-faststart.mp4");
        Path peerPlain = workshop.output("p2-ffmpeg-plain.mp4");
        List<Contender> contenders = List.of(
                Contender.oursWarm("Reelwright, index first", () -> export(input, true, first)),
                Contender.peer(FASTSTART, peer(workshop, input, List.of("-movflags", "+faststart"), faststart)),
                Contender.oursWarm("Reelwright, plain", () -> export(input, false, plain)),
                Contender.peer(PLAIN, peer(workshop, input, List.of(), peerPlain)));
        ExportResult warm = export(input, true, first);
        for (int i = 0; i < WARMING_RUNS; i++) {
            export(input, i % 2 == 0, plain);
        }
        Machine machine = Machine.now();
        List<Entry> entries = new Contest(contenders).hold(workshop.request().runs());
        List<Ratio> ratios = new ArrayList<>();
        ratios.addAll(Report.ratios(entries.subList(0, 2), List.of(new Goal(FASTSTART, Measure.WALL, 1.5))));
        ratios.addAll(Report.ratios(entries.subList(2, 4), List.of(new Goal(PLAIN, Measure.WALL, 1.0))));
        return new Report(
                id(),
                title(),
                machine,
                workshop.request().runs(),
                entries,
                ratios,
                List.of(noSecondPass(warm), packets(faststart, first), packets(peerPlain, plain)));
    }

    private static ExportResult export(Path input, boolean indexFirst, Path output) {
        return ExportSession.builder(Asset.open(input), ExportPreset.PASSTHROUGH)
                .optimizeForNetworkUse(indexFirst)
                .overwrite(true)
                .build()
                .export(output);
    }

    private static ProcessBuilder peer(Workshop workshop, Path input, List<String> options, Path output) {
        List<String> arguments = new ArrayList<>(List.of("-i", input.toString(), "-map", "0", "-c", "copy"));
        arguments.addAll(options);
        arguments.add(output.toString());
        return workshop.programs().ffmpeg(arguments);
    }

    private static Check noSecondPass(ExportResult result) {
        String found = result.optimizations().get(0).reason();
        return new Check("index placed without a second pass", found, found.contains("no second pass"));
    }

    private static Check packets(Path theirs, Path ours) {
        int others = frames(theirs);
        int mine = frames(ours);
        return new Check("as many frames", mine + " against " + others, mine == others);
    }

    private static int frames(Path file) {
        Asset asset = Asset.open(file);
        return asset.summarizeIndex(asset.videoTrack().orElseThrow()).frames();
    }
}
