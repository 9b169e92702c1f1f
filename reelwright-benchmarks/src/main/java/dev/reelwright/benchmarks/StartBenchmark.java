package dev.reelwright.benchmarks;

import dev.reelwright.benchmarks.Contender.Side;
import dev.reelwright.benchmarks.Report.Check;
import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.benchmarks.Similarity.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** P7: the smallest pieces of work, in which a command mostly starts; on each JDK that was named. */
final class StartBenchmark implements Benchmark {
    private static final int SECONDS = 9;
    /** As phones and cameras write it; the middle lies half a group of pictures behind a sync sample. */
    private static final Inputs.Shape INPUT =
            new Inputs.Shape("p7", 30, SECONDS, List.of("-preset", "veryfast", "-g", "30", "-sc_threshold", "0"));

    private static final int NEWER = 25;
    private static final double LIMIT = 0.35;
    private static final double LIMIT_ON_NEWER = 0.25;

    @Override
    public String id() {
        return "P7";
    }

    @Override
    public String title() {
        return "cold start of the command, info and one image of 9 s of 1080p30";
    }

    @Override
    public Report run(Workshop workshop) throws IOException, InterruptedException {
        Path input = workshop.inputs().make(INPUT);
        Images peers = new Images(workshop.emptyFolder("p7-ffmpeg"), "%d.jpg", 0);
        Similarity similarity = new Similarity(workshop.programs());
        List<Contender> contenders = new ArrayList<>();
        List<Jdk> jdks = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        contenders.add(Contender.peer(
                "ffprobe", workshop.programs().ffprobe(List.of("-show_format", "-show_streams", input.toString()))));
        ProcessBuilder peer = peer(workshop.programs(), input, peers.folder());
        contenders.add(Contender.peer("ffmpeg -ss, one image", peer));
        Commands.run(peer);
        for (Path home : workshop.request().jdks()) {
            Jdk jdk = Jdk.at(home);
            jdks.add(jdk);
            Images images = new Images(workshop.emptyFolder("p7-reelwright-jdk" + jdk.feature()), "image-%04d.jpg", 1);
            ProcessBuilder info = jdk.runs(workshop.ours("info", input.toString()));
            ProcessBuilder image = jdk.runs(workshop.ours(
                    "images",
                    input.toString(),
                    "--count=1",
                    "--out=" + images.folder(),
                    "--quality=" + HundredImages.QUALITY,
                    "--overwrite",
                    "--progress=none"));
            contenders.add(ours("info", jdk, info));
            contenders.add(ours("images", jdk, image));
            // the first start on a JDK prepares an archive of classes for it
            String told = Commands.run(info);
            Commands.run(image);
            checks.add(new Check("the size is told on " + jdk.label(), "1920x1080", told.contains("1920x1080")));
            checks.add(HundredImages.samePictures(similarity, "ffmpeg on " + jdk.label(), images, peers));
        }
        Machine machine = Machine.now();
        List<Entry> entries = new Contest(contenders).hold(workshop.request().runs());
        for (Entry entry : entries.subList(2, entries.size())) {
            checks.add(inTime(entry, jdks.get((entries.indexOf(entry) - 2) / 2)));
        }
        return new Report(
                id(),
                title(),
                machine,
                workshop.request().runs(),
                entries,
                // the goals are seconds
                List.of(),
                checks);
    }

    private static Contender ours(String command, Jdk jdk, ProcessBuilder builder) {
        return new Contender(
                "ours: " + command + ", " + jdk.label(), Side.OURS, stopwatch -> stopwatch.measure(builder));
    }

    private static ProcessBuilder peer(Programs programs, Path input, Path folder) {
        return programs.ffmpeg(
                "-ss",
                Double.toString(SECONDS / 2.0),
                "-i",
                input.toString(),
                "-frames:v",
                "1",
                "-q:v",
                HundredImages.FFMPEG_QUALITY,
                "-update",
                "1",
                folder.resolve("0.jpg").toString());
    }

    private static Check inTime(Entry entry, Jdk jdk) {
        double limit = jdk.feature() >= NEWER ? LIMIT_ON_NEWER : LIMIT;
        double wall = entry.median().wallSeconds();
        return new Check(entry.name() + " within " + limit + " s", Seconds.text(wall) + " s", wall <= limit);
    }
}
