package dev.reelwright.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The numbers that the frames of a generated clip carry, as another decoder shows them. */
public final class Frames {
    private Frames() {}

    /** A frame as it is presented. */
    public record Shown(double time, long number) {}

    /** All frames of a file in order of presentation, decoded by the {@code ffmpeg} program, edit lists applied. */
    public static List<Shown> of(Path file) {
        Path folder;
        try {
            folder = Files.createTempDirectory("frames");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        file.toString(),
                        "-map",
                        "0:v:0",
                        "-fps_mode",
                        "passthrough",
                        "-pix_fmt",
                        "rgb24",
                        folder.resolve("%06d.png").toString()));
        List<Double> times = Probe.of(file).frames("v:0").stream()
                .map(frame -> Double.parseDouble(frame.get("best_effort_timestamp_time")))
                .toList();
        List<Shown> shown = new ArrayList<>();
        try (Stream<Path> pictures = Files.list(folder)) {
            List<Path> sorted = pictures.sorted().toList();
            if (sorted.size() != times.size()) {
                throw new AssertionError(sorted.size() + " pictures, " + times.size() + " times of " + file);
            }
            for (int i = 0; i < sorted.size(); i++) {
                long number = BarCodeReader.read(ImageIO.read(sorted.get(i).toFile()));
                shown.add(new Shown(times.get(i), number));
                Files.delete(sorted.get(i));
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shown;
    }
}
