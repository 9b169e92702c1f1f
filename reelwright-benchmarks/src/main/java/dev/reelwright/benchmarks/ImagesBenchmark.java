package dev.reelwright.benchmarks;

import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.benchmarks.Report.Goal;
import dev.reelwright.benchmarks.Report.Measure;
import dev.reelwright.benchmarks.Similarity.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** P4: a hundred exact images, one each 3 s, out of long groups of pictures. */
final class ImagesBenchmark implements Benchmark {
    private static final String PER_IMAGE = "ffmpeg -ss, one per image";
    private static final String SINGLE_PASS = "ffmpeg select, one pass";
    private static final String JAVACV = "JavaCV grabber";

    /** Takes the program, the input and the folder. */
    private static final String PER_IMAGE_SCRIPT = String.format(
            Locale.ROOT,
            "i=0; while [ $i -lt %d ]; do "
                    + "\"$1\" -nostdin -y -v error -ss $((i * %d)) -i \"$2\" -frames:v 1 -vf scale=%d:-2 -q:v %s "
                    + "-update 1 \"$3/$i.jpg\" || exit 1; i=$((i + 1)); done",
            HundredImages.COUNT,
            HundredImages.STEP_SECONDS,
            HundredImages.SIZE.width(),
            HundredImages.FFMPEG_QUALITY);

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
        Path input = HundredImages.input(workshop);
        Images ours = new Images(workshop.emptyFolder("p4-reelwright"), "image-%04d.jpg", 1);
        Images each = new Images(workshop.emptyFolder("p4-per-image"), "%d.jpg", 0);
        Images pass = new Images(workshop.emptyFolder("p4-single-pass"), "%d.jpg", 0);
        Images javaCv = new Images(workshop.emptyFolder("p4-javacv"), "%d.jpg", 0);
        List<Contender> contenders = List.of(
                HundredImages.ours(workshop, input, ours, List.of()),
                perImage(workshop.programs(), input, each.folder()),
                singlePass(workshop.programs(), input, pass.folder()),
                Contender.peer(JAVACV, JavaCvImages.command(input, javaCv.folder())));
        Machine machine = Machine.now();
        List<Entry> entries = new Contest(contenders).hold(workshop.request().runs());
        List<Goal> goals = List.of(
                new Goal(PER_IMAGE, Measure.WALL, 8),
                new Goal(SINGLE_PASS, Measure.WALL, 2),
                new Goal(JAVACV, Measure.WALL, 4));
        Similarity similarity = new Similarity(workshop.programs());
        return new Report(
                id(),
                title(),
                machine,
                workshop.request().runs(),
                entries,
                Report.ratios(entries, goals),
                List.of(
                        HundredImages.complete(List.of(ours, each, pass, javaCv)),
                        HundredImages.samePictures(similarity, PER_IMAGE, ours, each),
                        HundredImages.samePictures(similarity, SINGLE_PASS, ours, pass),
                        HundredImages.samePictures(similarity, JAVACV, ours, javaCv)));
    }

    private static Contender perImage(Programs programs, Path input, Path folder) {
        return Contender.peer(
                PER_IMAGE,
                programs.prepared(List.of(
                        "sh", "-c", PER_IMAGE_SCRIPT, "sh", programs.path(), input.toString(), folder.toString())));
    }

    /** The filter {@code fps} would give frames that are half a step away; this gives those at the multiples. */
    private static Contender singlePass(Programs programs, Path input, Path folder) {
        int step = HundredImages.STEP_SECONDS;
        String select = "select=isnan(prev_selected_t)+gt(floor(t/" + step + ")\\,floor(prev_selected_t/" + step
                + ")),scale=" + HundredImages.SIZE.width() + ":-2";
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
                        HundredImages.FFMPEG_QUALITY,
                        "-start_number",
                        "0",
                        folder.resolve("%d.jpg").toString()));
    }
}
