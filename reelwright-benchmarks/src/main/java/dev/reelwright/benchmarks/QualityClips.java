package dev.reelwright.benchmarks;

import dev.reelwright.sample.SampleClip;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Clips of seconds, without loss, for measuring what presets make of different content. */
final class QualityClips {
    private static final String BUNNY = "shared/media/bench/big-buck-bunny-480p-30s.mp4";
    private static final String CARS = "shared/media/bench/car-detection.mp4";

    private final Workshop workshop;

    QualityClips(Workshop workshop) {
        this.workshop = workshop;
    }

    /**
     * A clip.
     *
     * @param ordinary whether it is the footage that the presets' quality is promised for
     */
    record Clip(String name, String about, boolean ordinary, Path file) {}

    List<Clip> make(Path folder) throws IOException, InterruptedException {
        List<Clip> clips = new ArrayList<>();
        Path bunny = shared(BUNNY);
        clips.add(make(
                folder,
                "landscape",
                "4 s of Big Buck Bunny, 854x480: a slow view over meadows and woods",
                true,
                List.of("-ss", "8", "-t", "4"),
                bunny,
                ""));
        clips.add(make(
                folder,
                "animation",
                "5 s of Big Buck Bunny, 854x480: its hardest part, fur and grass that move",
                true,
                List.of("-ss", "24.5", "-t", "5"),
                bunny,
                ""));
        clips.add(make(
                folder,
                "camera",
                "6 s of cars on a road, 768x432",
                true,
                List.of("-ss", "4", "-t", "6"),
                shared(CARS),
                ""));
        clips.add(make(
                folder,
                "dark",
                "4 s of the animation at a third of its brightness, with the noise of a sensor",
                false,
                List.of("-ss", "8", "-t", "4"),
                bunny,
                "eq=contrast=0.35:brightness=-0.25,noise=alls=6:allf=t"));
        clips.add(make(
                folder,
                "motion",
                "4 s of a test picture of 854x480 that scrolls fast, with noise",
                false,
                List.of("-f", "lavfi", "-t", "4"),
                Path.of("testsrc2=size=854x480:rate=30"),
                "scroll=horizontal=0.023:vertical=0.017,noise=alls=8:allf=t"));
        Path page = folder.resolve("page.png");
        ScreenPage.write(page);
        clips.add(make(
                folder,
                "screen",
                "4 s of a page of sharp letters, 854x480, that rests for a second and scrolls for the next",
                false,
                List.of("-framerate", "30", "-loop", "1", "-t", "4"),
                page,
                "crop=854:480:0:'150*(floor(t/2)+max(0,mod(t,2)-1))'"));
        Path sample = folder.resolve("sample.mp4");
        if (!Files.exists(sample)) {
            SampleClip.builder()
                    .size(new Size(854, 480))
                    .duration(MediaTime.seconds(4))
                    .audio(false)
                    .build()
                    .write(sample);
        }
        clips.add(make(
                folder,
                "little",
                "4 s of the library's own test clip, 854x480: flat surfaces, and little that moves",
                false,
                List.of(),
                sample,
                ""));
        return clips;
    }

    private Clip make(
            Path folder, String name, String about, boolean ordinary, List<String> input, Path source, String filters)
            throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".mov");
        if (!Files.exists(file)) {
            Path scratch = folder.resolve("unfinished.mov");
            List<String> arguments = new ArrayList<>(input);
            arguments.addAll(List.of("-i", source.toString(), "-an"));
            if (!filters.isEmpty()) {
                arguments.addAll(List.of("-vf", filters));
            }
            arguments.addAll(List.of("-pix_fmt", "yuv420p", "-c:v", "ffv1", scratch.toString()));
            Commands.run(workshop.programs().ffmpeg(arguments));
            Files.move(scratch, file);
        }
        return new Clip(name, about, ordinary, file);
    }

    private static Path shared(String name) {
        return Workshop.above(name)
                .orElseThrow(() -> new IllegalStateException("no " + name + " in this folder or one further up"));
    }
}
