package dev.reelwright.benchmarks;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.benchmarks.Contender.Side;
import dev.reelwright.benchmarks.Report.Check;
import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * P10: the largest resident memory of a 2160p export, and whether it grows with the clip's length. At 8 frames a second,
 * since memory does not know how fast they are shown.
 */
final class MemoryBenchmark implements Benchmark {
    private static final ExportPreset PRESET = ExportPreset.H264_3840x2160;
    private static final Size SIZE = new Size(3840, 2160);
    private static final int FRAME_RATE = 8;
    private static final int SHORT = 10;
    private static final int LONG = 60;
    private static final double MORE_THAN_PEER = 150;
    private static final double GROWTH = 1.02;

    @Override
    public String id() {
        return "P10";
    }

    @Override
    public String title() {
        return "peak memory: 10 s and 60 s of 2160p H.264 and AAC to the same, same encoder settings";
    }

    @Override
    public Report run(Workshop workshop) throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        for (int seconds : List.of(SHORT, LONG)) {
            contenders.addAll(contenders(workshop, seconds));
        }
        Machine machine = Machine.now();
        List<Entry> entries = new Contest(contenders).hold(workshop.request().runs());
        Entry ours = entries.get(0);
        Entry theirs = entries.get(1);
        return new Report(
                id(),
                title(),
                machine,
                workshop.request().runs(),
                entries,
                Report.ratios(List.of(ours, theirs), List.of()),
                List.of(
                        peer(ours, theirs),
                        peer(entries.get(2), entries.get(3)),
                        growth("ours", ours, entries.get(2)),
                        growth("the peer's", theirs, entries.get(3))));
    }

    private static List<Contender> contenders(Workshop workshop, int seconds) throws IOException, InterruptedException {
        Path input = workshop.inputs()
                .make(new Inputs.Shape(
                        "p10-" + seconds, SIZE, FRAME_RATE, seconds, List.of("-preset", "ultrafast", "-crf", "24")));
        ExportPlan plan =
                ExportSession.builder(Asset.open(input), PRESET).build().plan(FileType.MP4);
        Path ours = workshop.output("p10-" + seconds + "-reelwright.mp4");
        Path theirs = workshop.output("p10-" + seconds + "-ffmpeg.mp4");
        ProcessBuilder command = workshop.ours(
                "export",
                input.toString(),
                ours.toString(),
                "--preset",
                PRESET.name(),
                "--overwrite",
                "--progress=none");
        return List.of(
                new Contender("Reelwright " + seconds + " s", Side.OURS, stopwatch -> stopwatch.measure(command)),
                Contender.peer(
                        "ffmpeg " + seconds + " s",
                        workshop.programs().ffmpeg(SameExport.of(plan).arguments(input, theirs))));
    }

    private static Check peer(Entry ours, Entry theirs) {
        double more = ours.median().peakMegabytes() - theirs.median().peakMegabytes();
        return new Check(
                "at most 150 MB more than the peer",
                String.format(Locale.ROOT, "%s %+.0f MB", ours.name(), more),
                isKnown(ours) && more <= MORE_THAN_PEER);
    }

    private static Check growth(String whose, Entry brief, Entry lengthy) {
        double ratio = lengthy.median().peakMegabytes() / brief.median().peakMegabytes();
        return new Check(
                whose + " grows by at most 2 % with six times the length",
                String.format(Locale.ROOT, "%+.1f %%", (ratio - 1) * 100),
                isKnown(brief) && ratio <= GROWTH);
    }

    /** Only GNU time tells memory. */
    private static boolean isKnown(Entry entry) {
        return entry.median().peakMegabytes() > 0;
    }
}
