package dev.reelwright.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbers that the frames of a generated clip carry, as another decoder shows them. */
public final class Frames {
    /** The number of a picture that is black all over. */
    public static final long BLACK = -1;

    private static final int DARKEST = 16;

    private Frames() {}

    /** A frame as it is presented. */
    public record Shown(double time, long number) {}

    /** All frames of a file in order of presentation, decoded by the {@code ffmpeg} program, edit lists applied. */
    public static List<Shown> of(Path file) {
        try {
            Path times = Files.createTempFile("times", ".txt");
            Path pictures = Files.createTempFile("pictures", ".raw");
            decode(file, times, pictures);
            List<Shown> shown = read(Files.readAllLines(times), pictures);
            Files.delete(times);
            Files.delete(pictures);
            return shown;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void decode(Path file, Path times, Path pictures) {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y", "-copyts", "-i", file.toString()));
        List<String> each = List.of("-map", "0:v:0", "-fps_mode", "passthrough", "-pix_fmt", "gray");
        arguments.addAll(each);
        arguments.addAll(List.of("-enc_time_base:v", "demux", "-f", "framecrc", times.toString()));
        arguments.addAll(each);
        arguments.addAll(List.of("-f", "rawvideo", pictures.toString()));
        Programs.run("ffmpeg", arguments);
    }

    /** @param lines what {@code framecrc} writes: comments, then stream, decode time, presentation time … of each frame */
    private static List<Shown> read(List<String> lines, Path pictures) throws IOException {
        double tick = 0;
        int[] size = new int[2];
        List<Shown> shown = new ArrayList<>();
        try (InputStream in = Files.newInputStream(pictures);
                DataInputStream data = new DataInputStream(in)) {
            for (String line : lines) {
                if (line.startsWith("#tb 0: ")) {
                    String[] base = line.substring(7).split("/");
                    tick = Double.parseDouble(base[0]) / Double.parseDouble(base[1]);
                } else if (line.startsWith("#dimensions 0: ")) {
                    size = Arrays.stream(line.substring(15).split("x"))
                            .mapToInt(Integer::parseInt)
                            .toArray();
                } else if (!line.startsWith("#")) {
                    byte[] picture = new byte[size[0] * size[1]];
                    data.readFully(picture);
                    double time = Long.parseLong(line.split(",")[2].trim()) * tick;
                    shown.add(new Shown(time, number(size[0], size[1], picture)));
                }
            }
            if (in.read() >= 0) {
                throw new AssertionError("more pictures than times: " + shown.size());
            }
        } catch (EOFException e) {
            throw new AssertionError("fewer pictures than times: " + shown.size(), e);
        }
        return shown;
    }

    private static long number(int width, int height, byte[] gray) {
        int[] argb = new int[gray.length];
        boolean black = true;
        for (int i = 0; i < gray.length; i++) {
            int light = gray[i] & 255;
            argb[i] = 255 << 24 | light * 0x010101;
            black &= light < DARKEST;
        }
        return black ? BLACK : BarCodeReader.read(width, height, argb);
    }
}
