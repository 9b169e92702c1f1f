package dev.reelwright.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The first frame of a file in 8-bit RGB with transparency, as the {@code ffmpeg} program shows it by the file's tags. */
public final class Rgb {
    private final int width;
    private final byte[] rgba;

    private Rgb(int width, byte[] rgba) {
        this.width = width;
        this.rgba = rgba;
    }

    public static Rgb of(Path file, Path folder, String... decoder) {
        Path raw = folder.resolve(file.getFileName() + ".rgba");
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        arguments.addAll(List.of(decoder));
        String exact = "scale=flags=bicubic+accurate_rnd+full_chroma_int,format=rgba";
        arguments.addAll(List.of("-i", file.toString(), "-frames:v", "1", "-vf", exact, "-f", "rawvideo"));
        arguments.add(raw.toString());
        Programs.run("ffmpeg", arguments);
        try {
            int width = Integer.parseInt(Probe.of(file).stream("video").get("width"));
            return new Rgb(width, Files.readAllBytes(raw));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return rgba.length / 4 / width;
    }

    /** Red, green, blue and transparency at a place given in parts of the width and the height. */
    public int[] at(double x, double y) {
        int offset = 4 * ((int) (y * height()) * width + (int) (x * width));
        return new int[] {rgba[offset] & 255, rgba[offset + 1] & 255, rgba[offset + 2] & 255, rgba[offset + 3] & 255};
    }

    /** How far the colours are apart on average, in steps of 255, of pictures of any sizes. */
    public double meanDifference(Rgb other) {
        double sum = 0;
        int steps = 64;
        for (int i = 0; i < steps * steps; i++) {
            double x = (i % steps + 0.5) / steps;
            double y = (i / steps + 0.5) / steps;
            int[] one = at(x, y);
            int[] two = other.at(x, y);
            for (int c = 0; c < 3; c++) {
                sum += Math.abs(one[c] - two[c]);
            }
        }
        return sum / steps / steps / 3;
    }
}
