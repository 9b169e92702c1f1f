package dev.reelwright.testing;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Generated clips, made once and kept in the build folder. Every frame carries its number. */
public final class Fixtures {
    private Fixtures() {}

    /** The clip of this file name, made by these settings when it is not there yet. */
    public static synchronized Path clip(String fileName, UnaryOperator<SampleClip.Builder> settings) {
        Path file = Path.of("target", "fixtures", fileName).toAbsolutePath();
        if (!Files.exists(file)) {
            try {
                Files.createDirectories(file.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            settings.apply(SampleClip.builder()).build().write(file);
        }
        return file;
    }

    /** F1: 10 s of 640x360 at 30 frames a second, H.264 with B-frames and a GOP of 60, AAC. */
    public static Path standard() {
        return clip(
                "f1.mp4",
                b -> b.size(new Size(640, 360)).duration(MediaTime.seconds(10)).gop(60));
    }

    /** F2: the same lying on its side, with a matrix that turns it upright. */
    public static Path portrait() {
        return clip(
                "f2.mp4",
                b -> b.size(new Size(360, 640)).duration(MediaTime.seconds(2)).rotation(90));
    }

    /** F5: sound alone. */
    public static Path audioOnly() {
        Path file = Path.of("target", "fixtures", "f5.m4a").toAbsolutePath();
        if (!Files.exists(file)) {
            Path source = standard();
            Programs.run(
                    "ffmpeg",
                    java.util.List.of(
                            "-v", "error", "-y", "-i", source.toString(), "-vn", "-c", "copy", file.toString()));
        }
        return file;
    }

    /** F6: pictures alone. */
    public static Path videoOnly() {
        return clip(
                "f6.mp4",
                b -> b.size(new Size(640, 360)).duration(MediaTime.seconds(2)).audio(false));
    }

    /** F7: frames of changing length. */
    public static Path variableRate() {
        return clip(
                "f7.mp4",
                b -> b.size(new Size(320, 180)).duration(MediaTime.seconds(5)).variableFrameRate(true));
    }

    /** F12: small. */
    public static Path small() {
        return clip("f12.mp4", b -> b.size(new Size(320, 180)).duration(MediaTime.seconds(2)));
    }

    /** 30000/1001 frames a second, the rate that rounds nowhere. */
    public static Path ntsc() {
        return clip("ntsc.mp4", b -> b.size(new Size(320, 180))
                .frameRate(new Ratio(30000, 1001))
                .duration(MediaTime.seconds(5)));
    }
}
