package dev.reelwright.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs commands that are not measured. */
final class Commands {
    private Commands() {}

    /** Waits for the end and gives what was written to standard output and standard error. */
    static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", builder.command()) + " failed: " + text.strip());
        }
        return text;
    }
}
