package dev.reelwright.benchmarks;

import dev.reelwright.benchmarks.Report.Check;
import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.benchmarks.Report.Goal;
import dev.reelwright.benchmarks.Report.Measure;
import dev.reelwright.benchmarks.Similarity.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** P4: a hundred exact images, one each 3 s, out of long groups of pictures. */
final class ImagesBenchmark implements Benchmark {
    private static final int COUNT = 100;
    private static final int STEP_SECONDS = 3;
    private static final int WIDTH = 320;
    private static final String PER_IMAGE = "ffmpeg -ss, one per image";
    private static final String SINGLE_PASS = "ffmpeg select, one pass";
    /** Scalers and chroma differ a little between the sides; a frame that is not the same one differs a lot. */
    private static final double SAME_PICTURES = 0.95;

    private static final Inputs.Shape INPUT = new Inputs.Shape(
            "p4",
            30,
            COUNT * STEP_SECONDS,
            // no sync samples at changes of scene: each group of pictures has its 240 frames
            List.of("-preset", "veryfast", "-g", "240", "-bf", "3", "-sc_threshold", "0"));

    /** Takes the program, the input and the folder. */
    private static final String PER_IMAGE_SCRIPT = String.format(
            Locale.ROOT,
            "i=0; while [ $i -lt %d ]; do "
                    + "\"$1\" -nostdin -y -v error -ss $((i * %d)) -i \"$2\" -frames:v 1 -vf scale=%d:-2 -q:v 4 "
                    + "-update 1 \"$3/$i.jpg\" || exit 1; i=$((i + 1)); done",
            COUNT,
            STEP_SECONDS,
            WIDTH);

    @Override
    public String id() {
        return "P4";
    }

    @Override
    public String title() {
        return "100 exact JPEG images of 320 px out of 5 min of 1080p30, GOP 240, 3 B-frames";
    }

    @Override
    public Report run(Workshop workshop) throws IOException, InterruptedException {
        Path input = workshop.inputs().make(INPUT);
        Images ours = new Images(workshop.outputFolder("p4-reelwright"), "image-%04d.jpg", 1);
        Images each = new Images(workshop.outputFolder("p4-per-image"), "%d.jpg", 0);
        Images pass = new Images(workshop.outputFolder("p4-single-pass"), "%d.jpg", 0);
        List<Contender> contenders = List.of(
                ours(workshop, input, ours.folder()),
                perImage(workshop.programs(), input, each.folder()),
                singlePass(workshop.programs(), input, pass.folder()));
        Machine machine = Machine.now();
        List<Entry> entries = new Contest(contenders).hold(workshop.request().runs());
        List<Goal> goals = List.of(new Goal(PER_IMAGE, Measure.WALL, 8), new Goal(SINGLE_PASS, Measure.WALL, 2));
        Similarity similarity = new Similarity(workshop.programs());
        return new Report(
                id(),
                title(),
                machine,
                workshop.request().runs(),
                entries,
                Report.ratios(entries, goals),
                List.of(
                        counts(ours, each, pass),
                        samePictures(PER_IMAGE, similarity.ofImages(ours, each)),
                        samePictures(SINGLE_PASS, similarity.ofImages(ours, pass))));
    }

    private static Contender ours(Workshop workshop, Path input, Path folder) {
        return Contender.ours(workshop.ours(
                "images",
                input.toString(),
                "--every=" + STEP_SECONDS + "s",
                "--size=" + WIDTH + "x",
                "--out=" + folder,
                "--format=jpeg",
                "--overwrite",
                "--progress=none"));
    }

    private static Contender perImage(Programs programs, Path input, Path folder) {
        return Contender.peer(
                PER_IMAGE,
                programs.prepared(List.of(
                        "sh", "-c", PER_IMAGE_SCRIPT, "sh", programs.path(), input.toString(), folder.toString())));
    }

    /** The filter {@code fps} would give frames that are half a step away; this gives those at the multiples. */
    private static Contender singlePass(Programs programs, Path input, Path folder) {
        String select = "select=isnan(prev_selected_t)+gt(floor(t/" + STEP_SECONDS + ")\\,floor(prev_selected_t/"
                + STEP_SECONDS + ")),scale=" + WIDTH + ":-2";
        return Contender.peer(
                SINGLE_PASS,
                programs.ffmpeg(
                        "-i",
                        input.toString(),
                        "-an",
                        "-vf",
                        select,
                        "-fps_mode",
                        "passthrough",
                        "-q:v",
                        "4",
                        "-start_number",
                        "0",
                        folder.resolve("%d.jpg").toString()));
    }

    private static Check counts(Images... all) throws IOException {
        int[] counts = new int[all.length];
        boolean right = true;
        for (int i = 0; i < all.length; i++) {
            try (Stream<Path> files = Files.list(all[i].folder())) {
                counts[i] = (int) files.count();
            }
            right &= counts[i] == COUNT;
        }
        return new Check(COUNT + " images each", Arrays.toString(counts), right);
    }

    private static Check samePictures(String peer, double similarity) {
        return new Check(
                "same pictures as " + peer,
                String.format(Locale.ROOT, "SSIM %.4f", similarity),
                similarity >= SAME_PICTURES);
    }
}
