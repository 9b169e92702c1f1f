package dev.reelwright.benchmarks;

import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.benchmarks.Report.Goal;
import dev.reelwright.benchmarks.Report.Measure;
import dev.reelwright.benchmarks.Similarity.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** P5: a hundred images, one each 3 s, where any frame near it will do. */
final class KeyFramesBenchmark implements Benchmark {
    private static final String KEY_FRAMES = "ffmpeg -skip_frame nokey";
    private static final String THUMBNAILER = "ffmpegthumbnailer";
    /** Of 10, the next to ours of 100. */
    private static final String THUMBNAILER_QUALITY = "8";

    /** Takes the program, the input and the folder. */
    private static final String PER_IMAGE_SCRIPT = """
            i=0
            while [ $i -lt @count@ ]; do
              s=$((i * @step@))
              at=$(printf '%02d:%02d:%02d' $((s / 3600)) $((s / 60 % 60)) $((s % 60)))
              "$1" -i "$2" -o "$3/$i.jpg" -t "$at" -s @width@ -c jpeg -q @quality@ || exit 1
              i=$((i + 1))
            done
            """.replace("@count@", Integer.toString(HundredImages.COUNT))
            .replace("@step@", Integer.toString(HundredImages.STEP_SECONDS))
            .replace("@width@", Integer.toString(HundredImages.SIZE.width()))
            .replace("@quality@", THUMBNAILER_QUALITY);

    @Override
    public String id() {
        return "P5";
    }

    @Override
    public String title() {
        return "100 JPEG images of 320 px with any tolerance out of 5 min of 1080p30, GOP 240, 3 B-frames";
    }

    @Override
    public Report run(Workshop workshop) throws IOException, InterruptedException {
        Path input = HundredImages.input(workshop);
        Images ours = new Images(workshop.emptyFolder("p5-reelwright"), "image-%04d.jpg", 1);
        Images pass = new Images(workshop.emptyFolder("p5-key-frames"), "%d.jpg", 1);
        List<Images> outputs = new ArrayList<>(List.of(ours, pass));
        List<Contender> contenders = new ArrayList<>(List.of(
                HundredImages.ours(workshop, input, ours, List.of("--before=inf", "--after=inf")),
                keyFrames(workshop.programs(), input, pass.folder())));
        List<String> leftOut = new ArrayList<>();
        Optional<Path> thumbnailer = Programs.installed(THUMBNAILER);
        if (thumbnailer.isPresent()) {
            Images each = new Images(workshop.emptyFolder("p5-thumbnailer"), "%d.jpg", 0);
            outputs.add(each);
            contenders.add(perImage(thumbnailer.get(), input, each.folder()));
        } else {
            leftOut.add(THUMBNAILER + ": not installed");
        }
        Machine machine = Machine.now();
        List<Entry> entries = new Contest(contenders).hold(workshop.request().runs());
        List<Goal> goals = List.of(new Goal(KEY_FRAMES, Measure.WALL, 1.2), new Goal(THUMBNAILER, Measure.WALL, 15));
        return new Report(
                id(),
                title(),
                machine,
                workshop.request().runs(),
                entries,
                Report.ratios(entries, goals),
                List.of(HundredImages.complete(outputs)),
                leftOut);
    }

    /**
     * There are fewer key frames than images: each is scaled once and repeated until the next one. The last one is
     * held, for the video goes on after it.
     */
    private static Contender keyFrames(Programs programs, Path input, Path folder) {
        String filters = "scale=" + HundredImages.SIZE.width() + ":-2,fps=1/" + HundredImages.STEP_SECONDS
                + ",tpad=stop=-1:stop_mode=clone";
        return Contender.peer(
                KEY_FRAMES,
                programs.ffmpeg(
                        "-skip_frame",
                        "nokey",
                        "-i",
                        input.toString(),
                        "-an",
                        "-vf",
                        filters,
                        "-frames:v",
                        Integer.toString(HundredImages.COUNT),
                        "-q:v",
                        HundredImages.FFMPEG_QUALITY,
                        folder.resolve("%d.jpg").toString()));
    }

    /** On the FFmpeg that it was installed with. */
    private static Contender perImage(Path program, Path input, Path folder) {
        return Contender.peer(
                THUMBNAILER,
                new ProcessBuilder(
                        "sh", "-c", PER_IMAGE_SCRIPT, "sh", program.toString(), input.toString(), folder.toString()));
    }
}
