package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;

/** FFmpeg's own programs as readers of our outputs, in processes of their own. */
final class Peer {
    private static final int CELLS = 32;
    private static final int NUMBER_FROM = 2;
    private static final int NUMBER_TO = 26;

    private Peer() {}

    /** The numbers that the frames of a generated clip carry as bar codes, in order of presentation, edit lists applied. */
    static List<Integer> frames(Path file, int width, int height) throws Exception {
        Path raw = Files.createTempFile("frames", ".gray");
        try {
            List<String> decode = List.of("-v", "error", "-y", "-i", file.toString(), "-map", "0:v:0");
            List<String> all = new ArrayList<>(decode);
            all.addAll(List.of("-fps_mode", "passthrough", "-pix_fmt", "gray", "-f", "rawvideo", raw.toString()));
            run(Loader.load(ffmpeg.class), all);
            byte[] pictures = Files.readAllBytes(raw);
            int size = width * height;
            List<Integer> numbers = new ArrayList<>();
            for (int at = 0; at + size <= pictures.length; at += size) {
                numbers.add(number(Arrays.copyOfRange(pictures, at, at + size), width, height));
            }
            return numbers;
        } finally {
            Files.delete(raw);
        }
    }

    /** Where the code lies is told by the painter of the test clip: two opposed rows over the middle 80 % of the width. */
    private static int number(byte[] gray, int width, int height) {
        int number = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            int x = (int) ((0.1 + 0.8 * (cell + 0.5) / CELLS) * width);
            int upper = gray[(int) (0.735 * height) * width + x] & 255;
            int lower = gray[(int) (0.805 * height) * width + x] & 255;
            assertThat(Math.abs(upper - lower)).as("contrast of cell %d", cell).isGreaterThan(60);
            if (cell >= NUMBER_FROM && cell < NUMBER_TO) {
                number = number << 1 | (upper > lower ? 1 : 0);
            }
        }
        return number;
    }

    /** One value of the first stream of a kind, {@code v} or {@code a}. */
    static String probe(Path file, String kind, String entry) throws Exception {
        return run(
                        Loader.load(ffprobe.class),
                        List.of(
                                "-v",
                                "error",
                                "-select_streams",
                                kind + ":0",
                                "-show_entries",
                                "stream=" + entry,
                                "-of",
                                "csv=p=0",
                                file.toString()))
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private static String run(String program, List<String> arguments) throws Exception {
        Path folder = Path.of(program).getParent();
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        Path errors = Files.createTempFile("program", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("LD_LIBRARY_PATH", folder + ":" + standIns(folder));
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        Files.delete(errors);
        return text;
    }

    /** The programs are linked with a sound library that servers lack and that files never need; any other will do. */
    private static Path standIns(Path libraries) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "stand-ins").toAbsolutePath());
        Files.copy(
                libraries.resolve("libva-drm.so.2"),
                folder.resolve("libpulse.so.0"),
                StandardCopyOption.REPLACE_EXISTING);
        return folder;
    }
}
