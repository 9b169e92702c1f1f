package dev.reelwright.benchmarks;

import dev.reelwright.benchmarks.Report.Check;
import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.benchmarks.Report.Measure;
import dev.reelwright.benchmarks.Report.Ratio;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** P3: an exact minute out of five, starting and ending in the middle of groups of pictures. */
final class TrimBenchmark implements Benchmark {
    private static final int FRAME_RATE = 30;
    private static final int GROUP = 60;
    private static final int START = 101;
    private static final int SECONDS = 60;

    /** Groups of 2 s, so that the range begins and ends in the middle of one. */
    private static final Inputs.Shape INPUT = new Inputs.Shape(
            "p3",
            FRAME_RATE,
            300,
            List.of(
                    "-preset",
                    "ultrafast",
                    "-crf",
                    "23",
                    "-g",
                    Integer.toString(GROUP),
                    "-bf",
                    "3",
                    "-sc_threshold",
                    "0"));

    private static final String SMART = "smart cut";
    private static final String EDIT = "edit list";
    private static final String PEER = "ffmpeg, encoding";

    @Override
    public String id() {
        return "P3";
    }

    @Override
    public String title() {
        return "exact trim of 60 s out of 5 min of 1080p30, from and to the middle of groups of " + GROUP + " pictures";
    }

    @Override
    public Report run(Workshop workshop) throws IOException, InterruptedException {
        Path input = workshop.inputs().make(INPUT);
        Path cut = workshop.output("p3-smart-cut.mp4");
        Path edited = workshop.output("p3-edit-list.mp4");
        Path encoded = workshop.output("p3-ffmpeg.mp4");
        List<Contender> contenders = List.of(
                ours(SMART, workshop, input, cut, "smart"),
                ours(EDIT, workshop, input, edited, "edit-list"),
                Contender.peer(PEER, workshop.programs().ffmpeg(encoding(input, encoded))));
        Machine machine = Machine.now();
        List<Entry> entries = new Contest(contenders).hold(workshop.request().runs());
        List<Ratio> ratios = new ArrayList<>();
        ratios.addAll(ratios(entries.get(2), entries.get(0), SMART, 15));
        ratios.addAll(ratios(entries.get(2), entries.get(1), EDIT, 50));
        List<String> wanted = pictures(workshop.programs(), range(input));
        return new Report(
                id(),
                title(),
                machine,
                workshop.request().runs(),
                entries,
                ratios,
                List.of(
                        // what is encoded lies before the first sync sample and in the end's last mini group
                        exact(SMART, wanted, pictures(workshop.programs(), all(cut)), GROUP / 2 + 4),
                        exact(EDIT, wanted, pictures(workshop.programs(), all(edited)), 0)));
    }

    private static Contender ours(String name, Workshop workshop, Path input, Path output, String trim) {
        Contender contender = Contender.ours(workshop.ours(
                "export",
                input.toString(),
                output.toString(),
                "--preset=passthrough",
                "--start=" + START,
                "--duration=" + SECONDS,
                "--trim=" + trim,
                "--overwrite",
                "--progress=none"));
        return new Contender("Reelwright, " + name, contender.side(), contender.work());
    }

    private static List<String> range(Path input) {
        return List.of("-ss", Integer.toString(START), "-t", Integer.toString(SECONDS), "-i", input.toString());
    }

    private static List<String> all(Path file) {
        return List.of("-i", file.toString());
    }

    /** By the encoder's own defaults, as one types it; the sound is cut as exactly. */
    private static List<String> encoding(Path input, Path output) {
        List<String> arguments = new ArrayList<>(range(input));
        arguments.addAll(List.of("-map", "0", "-c:v", "libx264", "-c:a", "aac", output.toString()));
        return arguments;
    }

    private static List<Ratio> ratios(Entry peer, Entry ours, String name, double goal) {
        List<Ratio> ratios = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            double value = measure.of(peer.median()) / measure.of(ours.median());
            ratios.add(new Ratio(PEER + " / " + name, measure, value, measure == Measure.WALL ? goal : 0));
        }
        return ratios;
    }

    /** Hashes of the pictures in order of presentation. */
    private static List<String> pictures(Programs programs, List<String> input)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(input);
        arguments.addAll(List.of("-map", "0:v:0", "-fps_mode", "passthrough", "-f", "framemd5", "-"));
        return Commands.run(programs.ffmpeg(arguments))
                .lines()
                .filter(line -> line.startsWith("0,"))
                .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
                .toList();
    }

    /** All pictures are there, and those that are not encoded are the source's to the bit, each in its place. */
    private static Check exact(String name, List<String> wanted, List<String> shown, int encoded) {
        int same = 0;
        for (int i = 0; i < Math.min(wanted.size(), shown.size()); i++) {
            same += wanted.get(i).equals(shown.get(i)) ? 1 : 0;
        }
        String found = shown.size() + " of " + wanted.size() + " pictures, " + same + " the very same";
        boolean passed = wanted.size() == SECONDS * FRAME_RATE
                && shown.size() == wanted.size()
                && same >= wanted.size() - encoded;
        return new Check("exact by " + name, found, passed);
    }
}
