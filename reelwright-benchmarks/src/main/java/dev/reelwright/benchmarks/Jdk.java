package dev.reelwright.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK that commands can run on.
 *
 * @param version as it calls itself, such as {@code 17.0.15}
 */
record Jdk(Path home, Runtime.Version version) {
    static Jdk at(Path home) throws IOException {
        Properties release = new Properties();
        try (Reader text = Files.newBufferedReader(home.resolve("release"))) {
            release.load(text);
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        return new Jdk(home, Runtime.Version.parse(version));
    }

    int feature() {
        return version.feature();
    }

    String label() {
        return "JDK " + feature();
    }

    /** A command of ours, run by this JDK. */
    ProcessBuilder runs(ProcessBuilder command) {
        command.environment().put("JAVA_HOME", home.toString());
        return command;
    }
}
