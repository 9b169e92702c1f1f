package dev.reelwright.benchmarks;

import dev.reelwright.asset.Asset;
import dev.reelwright.benchmarks.Report.Check;
import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.benchmarks.Report.Goal;
import dev.reelwright.benchmarks.Report.Measure;
import dev.reelwright.benchmarks.Similarity.Images;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** P6: one exact image from opening the file on, again and again in processes that have done it before. */
final class OneImageBenchmark implements Benchmark {
    /** Times, and so takes, of one run. */
    private static final int TIMES = 20;

    private static final int WARMING_ROUNDS = 2;
    private static final String JAVACV = "JavaCV";
    private static final String PYAV = "PyAV";
    private static final Size SIZE = HundredImages.SIZE;

    private static final int FIRST_FRAME = 137;
    /** Leads through the whole video, and to other places in the groups of pictures each time. */
    private static final int FRAMES_BETWEEN = 443;

    private static final List<Integer> FRAMES = IntStream.range(0, TIMES)
            .mapToObj(i -> FIRST_FRAME + i * FRAMES_BETWEEN)
            .toList();
    private static final List<MediaTime> WHEN =
            FRAMES.stream().map(HundredImages::inside).toList();

    @Override
    public String id() {
        return "P6";
    }

    @Override
    public String title() {
        return "one exact image of 320 px out of 1080p30, from opening the file, everyone warm; each run the median of "
                + TIMES + " times";
    }

    /** One who opens the file, takes a picture in memory and closes it. */
    private interface Taker {
        Still take(MediaTime time) throws IOException;

        default Measurement measure(Stopwatch stopwatch) throws IOException, InterruptedException {
            return stopwatch.measure(TIMES, index -> take(WHEN.get(index)));
        }
    }

    @Override
    public Report run(Workshop workshop) throws IOException, InterruptedException {
        Path input = HundredImages.input(workshop);
        if (!PyAv.isInstalled()) {
            return hold(workshop, input, List.of(), List.of(), List.of(PYAV + ": python3 has no module av"));
        }
        try (PyAv pyAv = PyAv.start(input, SIZE)) {
            Images images = new Images(workshop.emptyFolder("p6-pyav"), "%d.ppm", 0);
            List<Double> shown = pyAv.save(WHEN, images.folder());
            Contender contender = new Contender(PYAV, Contender.Side.PEER, stopwatch -> pyAv.measure(WHEN));
            return hold(workshop, input, List.of(contender), List.of(new Taken(PYAV, images, shown)), List.of());
        }
    }

    /** What a contender's pictures are, for comparing them. */
    private record Taken(String name, Images images, List<Double> shownAt) {}

    private Report hold(
            Workshop workshop, Path input, List<Contender> more, List<Taken> takenByMore, List<String> leftOut)
            throws IOException, InterruptedException {
        Taker ours = time -> take(input, time);
        Taker javaCv = time -> takeByJavaCv(input, time);
        List<Contender> contenders = new ArrayList<>(List.of(
                new Contender("Reelwright", Contender.Side.OURS, ours::measure),
                new Contender(JAVACV, Contender.Side.PEER, javaCv::measure)));
        contenders.addAll(more);
        List<Taken> taken = new ArrayList<>();
        taken.add(save("Reelwright", ours, workshop.emptyFolder("p6-reelwright")));
        taken.add(save(JAVACV, javaCv, workshop.emptyFolder("p6-javacv")));
        taken.addAll(takenByMore);
        new Contest(contenders).warm(WARMING_ROUNDS);
        Machine machine = Machine.now();
        List<Entry> entries = new Contest(contenders).hold(workshop.request().runs());
        List<Goal> goals = List.of(new Goal(JAVACV, Measure.WALL, 1.5), new Goal(PYAV, Measure.WALL, 1.5));
        return new Report(
                id(),
                title(),
                machine,
                workshop.request().runs(),
                entries,
                Report.ratios(entries, goals),
                checks(new Similarity(workshop.programs()), taken),
                leftOut);
    }

    private static Still take(Path input, MediaTime time) {
        try (ImageGenerator generator =
                ImageGenerator.builder(Asset.open(input)).maximumSize(SIZE).build()) {
            GeneratedImage image = generator.image(time);
            return new Still(image.toBufferedImage(), image.actualTime().toSeconds());
        }
    }

    private static Still takeByJavaCv(Path input, MediaTime time) throws IOException {
        try (JavaCv javaCv = JavaCv.open(input, SIZE)) {
            return javaCv.take(time);
        }
    }

    private static Taken save(String name, Taker taker, Path folder) throws IOException {
        List<Double> shownAt = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            Still still = taker.take(WHEN.get(i));
            ImageIO.write(still.image(), "png", folder.resolve(i + ".png").toFile());
            shownAt.add(still.shownAt());
        }
        return new Taken(name, new Images(folder, "%d.png", 0), shownAt);
    }

    private static List<Check> checks(Similarity similarity, List<Taken> taken)
            throws IOException, InterruptedException {
        List<Check> checks = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (Taken one : taken) {
            found.add(one.name() + " " + rightFrames(one.shownAt()));
        }
        boolean right = found.stream().allMatch(words -> words.endsWith(" " + TIMES));
        checks.add(new Check("the frames on screen at the " + TIMES + " times", String.join(", ", found), right));
        for (Taken peer : taken.subList(1, taken.size())) {
            checks.add(HundredImages.samePictures(
                    similarity, peer.name(), taken.get(0).images(), peer.images()));
        }
        return checks;
    }

    private static long rightFrames(List<Double> shownAt) {
        return IntStream.range(0, TIMES)
                .filter(i -> Math.round(shownAt.get(i) * HundredImages.FRAME_RATE) == FRAMES.get(i))
                .count();
    }
}
