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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** P2: a large file carried over as it is, once with its index first and once with it where it falls. */
final class CopyBenchmark implements Benchmark {
    /** Until then the compiler takes as much as the work. */
    private static final int WARMING_RUNS = 10;

    private static final String FASTSTART = "ffmpeg faststart";
    private static final String PLAIN = "ffmpeg plain";
    /** Our outputs are in storage when we say that they are done. */
    private static final String SYNCED = ", then sync";

    private static final String SYNCING_SCRIPT = "output=$1; shift; \"$@\" && exec sync \"$output\"";
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
        ProcessBuilder toFaststart = peer(workshop, input, List.of("-movflags", "+faststart"), faststart);
        ProcessBuilder toPlain = peer(workshop, input, List.of(), peerPlain);
        List<Contender> contenders = List.of(
                settled(Contender.oursWarm("Reelwright, index first", () -> export(input, true, first)), first),
                settled(Contender.peer(FASTSTART, toFaststart), faststart),
                settled(synced(FASTSTART, workshop, toFaststart, faststart), faststart),
                settled(Contender.oursWarm("Reelwright, plain", () -> export(input, false, plain)), plain),
                settled(Contender.peer(PLAIN, toPlain), peerPlain),
                settled(synced(PLAIN, workshop, toPlain, peerPlain), peerPlain));
        ExportResult warm = export(input, true, first);
        for (int i = 0; i < WARMING_RUNS; i++) {
            export(input, i % 2 == 0, plain);
        }
        Machine machine = Machine.now();
        List<Entry> entries = new Contest(contenders).hold(workshop.request().runs());
        List<Ratio> ratios = new ArrayList<>();
        ratios.addAll(Report.ratios(entries.subList(0, 3), List.of(new Goal(FASTSTART, Measure.WALL, 1.5))));
        ratios.addAll(Report.ratios(entries.subList(3, 6), List.of(new Goal(PLAIN, Measure.WALL, 1.0))));
        return new Report(
                id(),
                title(),
                machine,
                workshop.request().runs(),
                entries,
                ratios,
                List.of(noSecondPass(warm), packets(faststart, first), packets(peerPlain, plain)));
    }

    /** What one leaves for the machine to bring to storage or to delete must not burden the next. */
    private static Contender settled(Contender contender, Path output) {
        return new Contender(contender.name(), contender.side(), stopwatch -> {
            Files.deleteIfExists(output);
            Commands.run(new ProcessBuilder("sync"));
            return contender.work().measure(stopwatch);
        });
    }

    private static Contender synced(String name, Workshop workshop, ProcessBuilder peer, Path output) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SYNCING_SCRIPT, "sh", output.toString()));
        command.addAll(peer.command());
        return Contender.peer(name + SYNCED, workshop.programs().prepared(command));
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
        return asset.index(asset.videoTrack().orElseThrow()).frameCount();
    }
}
