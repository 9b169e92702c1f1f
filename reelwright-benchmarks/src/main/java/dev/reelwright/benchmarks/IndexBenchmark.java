package dev.reelwright.benchmarks;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.TrackIndexSummary;
import dev.reelwright.benchmarks.Contender.Side;
import dev.reelwright.benchmarks.Report.Check;
import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.benchmarks.Report.Goal;
import dev.reelwright.benchmarks.Report.Measure;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** P12: a long film is opened and every frame's place, time and kind in it is known. */
final class IndexBenchmark implements Benchmark {
    private static final int SECONDS = 30;
    private static final int LOOPS = 2 * 60 * 60 / SECONDS;
    /** Small, so that the peer, which reads all of the file, has less to read than in most films. */
    private static final Inputs.Shape INPUT = new Inputs.Shape(
            "p12", new Size(640, 360), 30, SECONDS, List.of("-preset", "veryfast", "-b:v", "400k", "-bf", "3"));

    private static final int WARMING_TAKES = 10;
    /** Of ours in one run; the peers take as long for one. */
    private static final int TAKES = 5;

    private static final String VIDEO = "ffprobe, video packets";
    private static final String TERSE = "ffprobe, video, 5 fields";
    private static final String ALL = "ffprobe, all packets";

    @Override
    public String id() {
        return "P12";
    }

    @Override
    public String title() {
        return "opening 2 h of MP4 and indexing its video, ours inside a warm JVM; each run the median of " + TAKES;
    }

    @Override
    public Report run(Workshop workshop) throws IOException, InterruptedException {
        Path input = workshop.inputs().loop(INPUT, LOOPS);
        Programs programs = workshop.programs();
        List<String> video = List.of("-select_streams", "v:0");
        List<String> terse = List.of(
                "-select_streams", "v:0", "-show_entries", "packet=pts,dts,duration,pos,flags", "-of", "csv=p=0");
        List<Contender> contenders = List.of(
                new Contender(
                        "Reelwright", Side.OURS, stopwatch -> stopwatch.measure(TAKES, index -> summarize(input))),
                Contender.peer(VIDEO, packets(programs, video, input)),
                Contender.peer(TERSE, packets(programs, terse, input)),
                Contender.peer(ALL, packets(programs, List.of(), input)));
        TrackIndexSummary summary = summarize(input);
        for (int i = 0; i < WARMING_TAKES; i++) {
            summarize(input);
        }
        Machine machine = Machine.now();
        List<Entry> entries = new Contest(contenders).hold(workshop.request().runs());
        List<Goal> goals = List.of(
                new Goal(VIDEO, Measure.WALL, 10), new Goal(TERSE, Measure.WALL, 10), new Goal(ALL, Measure.WALL, 10));
        return new Report(
                id(),
                title(),
                machine,
                workshop.request().runs(),
                entries,
                Report.ratios(entries, goals),
                List.of(sameFrames(programs, input, summary)));
    }

    private static TrackIndexSummary summarize(Path input) {
        Asset asset = Asset.open(input);
        return asset.index(asset.videoTrack().orElseThrow()).summary();
    }

    /** What it prints goes nowhere, for reading it here would take cores from it. */
    private static ProcessBuilder packets(Programs programs, List<String> options, Path input) {
        List<String> arguments = new ArrayList<>(List.of("-show_packets"));
        arguments.addAll(options);
        arguments.add(input.toString());
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >/dev/null", "sh"));
        command.addAll(programs.ffprobe(arguments).command());
        return programs.prepared(command);
    }

    private static Check sameFrames(Programs programs, Path input, TrackIndexSummary summary)
            throws IOException, InterruptedException {
        String[] lines = Commands.run(programs.ffprobe(List.of(
                        "-count_packets",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=nb_read_packets",
                        "-of",
                        "csv=p=0",
                        input.toString())))
                .strip()
                .split("\n");
        // the loader may have something to say first
        String counted = lines[lines.length - 1];
        String found = summary.frames() + " against " + counted;
        return new Check("as many frames as packets", found, counted.equals(Integer.toString(summary.frames())));
    }
}
