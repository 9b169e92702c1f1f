package dev.reelwright.benchmarks;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.benchmarks.OutcomeSource.Extent;
import dev.reelwright.benchmarks.OutcomeSource.Maker;
import dev.reelwright.benchmarks.OutcomeSource.Recipe;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.sample.SampleClip.Hdr;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes one clip of each kind that a preset could treat in a way of its own. */
final class OutcomeSources {
    private static final Size SMALL = new Size(320, 180);

    private final Programs programs;

    OutcomeSources(Programs programs) {
        this.programs = programs;
    }

    /** All kinds, made in this folder unless they are there. */
    List<OutcomeSource> make(Path folder) throws IOException, InterruptedException {
        List<OutcomeSource> sources = new ArrayList<>();
        for (Recipe recipe : recipes(folder)) {
            Path file = folder.resolve(recipe.file());
            if (!Files.exists(file)) {
                recipe.maker().make(file);
            }
            sources.add(OutcomeSource.of(recipe, file, programs));
        }
        return sources;
    }

    private List<Recipe> recipes(Path folder) {
        return List.of(
                clip("SDR", "8-bit BT.709", "sdr.mp4", b -> b),
                clip("HLG", "10-bit BT.2020", "hlg.mp4", b -> b.codec(Codec.HEVC)
                        .hdr(Hdr.HLG)),
                clip("PQ", "10-bit BT.2020", "pq.mp4", b -> b.codec(Codec.HEVC).hdr(Hdr.PQ)),
                clip("Alpha, ProRes 4444", "a half-transparent background", "alpha.mov", b -> b.codec(Codec.PRORES)
                        .alpha(true)),
                clip("Alpha, VP9", "a half-transparent background", "alpha.webm", b -> b.codec(Codec.VP9)
                        .alpha(true)),
                clip("Rotated", "stored lying, turned by 90 degrees to be shown", "rotated.mp4", b -> b.size(
                                SMALL.swapped())
                        .rotation(90)),
                made("Audio only", "mono", "audio.m4a", file -> sound(folder.resolve("sdr.mp4"), file)),
                made("Audio only, surround", "5.1 channels", "surround.m4a", this::surround),
                clip("Video only", "no sound", "video.mp4", b -> b.audio(false)),
                clip("Anamorphic", "stored pixels of 4:3", "anamorphic.mp4", b -> b.pixelAspect(new Ratio(4, 3))),
                clip(
                        "Variable frame rate",
                        "frames of 1, 1, 2, 3, 1 intervals; the source's edit list ends the picture at 1 s, `ffprobe` ends it by the "
                                + "last packet's duration in decoding order",
                        "vfr.mp4",
                        b -> b.variableFrameRate(true)),
                made("Tiny", "a picture of 64x36", "tiny.mp4", file -> pattern("64x36", file)),
                made("Tiniest", "a picture of 16x10", "tiniest.mp4", file -> pattern("16x10", file)),
                new Recipe(
                        "2160p",
                        "larger than most boxes; 6 frames",
                        "2160p.mp4",
                        maker(b -> b.size(new Size(3840, 2160))
                                .frameRate(new Ratio(24, 1))
                                .duration(MediaTime.of(1, 4))),
                        Extent.PICTURES_ONCE));
    }

    private static Recipe clip(String name, String about, String file, UnaryOperator<SampleClip.Builder> choice) {
        return made(name, about, file, maker(choice));
    }

    private static Recipe made(String name, String about, String file, Maker maker) {
        return new Recipe(name, about, file, maker, Extent.ALL);
    }

    private static Maker maker(UnaryOperator<SampleClip.Builder> choice) {
        return file -> choice.apply(SampleClip.builder().size(SMALL).duration(MediaTime.seconds(1)))
                .build()
                .write(file);
    }

    private static void sound(Path clip, Path file) {
        ExportSession.builder(Asset.open(clip), ExportPreset.M4A_AUDIO).build().export(file);
    }

    private void surround(Path file) throws IOException, InterruptedException {
        String tones =
                "aevalsrc=sin(880*t)|sin(990*t)|sin(1100*t)|sin(110*t)|sin(1320*t)|sin(1480*t):c=5.1:s=48000:d=1";
        Commands.run(programs.ffmpeg("-f", "lavfi", "-i", tones, "-c:a", "aac", file.toString()));
    }

    private void pattern(String size, Path file) throws IOException, InterruptedException {
        Commands.run(programs.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=" + size + ":rate=30:duration=1,format=yuv420p",
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=48000:duration=1",
                "-c:v",
                "libx264",
                "-c:a",
                "aac",
                file.toString()));
    }
}
