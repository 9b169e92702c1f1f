package dev.reelwright.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PyAV in one Python that stays, so that it is as warm as this JVM. It brings an FFmpeg of its own. */
final class PyAv implements AutoCloseable {
    private static final String PYTHON = "python3";
    private static final String SCRIPT = "pyav_images.py";

    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader replies;

    private PyAv(Process process) {
        this.process = process;
        requests = process.outputWriter(StandardCharsets.UTF_8);
        replies = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * What taking some pictures took.
     *
     * @param cpu seconds of all of them together
     */
    private record Reply(double cpu, List<Take> takes) {}

    /**
     * What taking one picture took.
     *
     * @param wall seconds
     * @param shownAt seconds at which its frame appears
     */
    private record Take(double wall, double shownAt) {}

    /** Whether this machine's Python has it. */
    static boolean isInstalled() throws IOException, InterruptedException {
        return Programs.installed(PYTHON).isPresent()
                && new ProcessBuilder(PYTHON, "-c", "import av")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    /** Starts one that takes pictures of this size, each from opening the file. */
    static PyAv start(Path input, Size size) throws IOException {
        try (InputStream script = PyAv.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException(SCRIPT + " is missing in the jar");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            String[] command = {
                PYTHON, "-c", text, input.toString(), Integer.toString(size.width()), Integer.toString(size.height())
            };
            return new PyAv(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
    }

    /** Takes a picture at each of the times; the median of their wall times and the mean of their CPU times. */
    Measurement measure(List<MediaTime> times) throws IOException {
        double busyBefore = MachineClock.busySeconds();
        Reply reply = ask(times, Optional.empty());
        double busy = MachineClock.busySeconds() - busyBefore;
        double[] walls = reply.takes().stream().mapToDouble(Take::wall).toArray();
        double foreign = Math.max(0, busy - reply.cpu());
        return new Measurement(Seconds.median(walls), reply.cpu() / walls.length, foreign / walls.length, 0);
    }

    /** Writes the pictures into a folder as {@code 0.ppm} and so on, and gives the times at which their frames appear. */
    List<Double> save(List<MediaTime> times, Path folder) throws IOException {
        return ask(times, Optional.of(folder)).takes().stream()
                .map(Take::shownAt)
                .toList();
    }

    private Reply ask(List<MediaTime> times, Optional<Path> folder) throws IOException {
        requests.write(json.writeValueAsString(Map.of(
                "times",
                times.stream().map(MediaTime::toSeconds).toList(),
                "folder",
                folder.map(Path::toString).orElse(""))));
        requests.newLine();
        requests.flush();
        String reply = replies.readLine();
        if (reply == null) {
            throw new IOException("PyAV ended before it had replied");
        }
        return json.readValue(reply, Reply.class);
    }

    /** Its Python ends where its requests do. */
    @Override
    public void close() throws IOException, InterruptedException {
        requests.close();
        process.waitFor();
    }
}
