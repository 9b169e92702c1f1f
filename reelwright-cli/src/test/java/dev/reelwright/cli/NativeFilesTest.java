package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The note of native libraries that makes starts quick. */
class NativeFilesTest {
    @TempDir
    Path folder;

    private Path note;
    private Path classes;

    @BeforeEach
    void name() {
        note = folder.resolve("natives");
        classes = folder.resolve("classes.log");
    }

    /** Lets a process of its own tell its version; the classes that it loads are logged. */
    private String version() throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + classes + ":none:filesize=0",
                        "-XX:TieredStopAtLevel=1",
                        "-Dreelwright.natives=" + note,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--version")
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();

        assertThat(process.waitFor()).isZero();
        // newer JDKs warn of who loads natives, which is what differs here
        return Files.readAllLines(out).stream()
                .filter(line -> !line.startsWith("WARNING: "))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** JavaCPP collects here what its annotations say of libraries. */
    private boolean wereSearchedFor() throws IOException {
        return Files.readString(classes).contains("org.bytedeco.javacpp.ClassProperties ");
    }

    @Test
    void cli_nativesAreNotedByTheFirstStartAndLoadedFromTheNoteByTheNext() throws Exception {
        String first = version();
        boolean searched = wereSearchedFor();
        List<String> noted = Files.readAllLines(note);

        String second = version();

        assertThat(searched).isTrue();
        assertThat(noted)
                .anyMatch(file -> file.contains("avcodec"))
                .allMatch(file -> Files.isRegularFile(Path.of(file)));
        assertThat(second).isEqualTo(first).contains("FFmpeg");
        assertThat(wereSearchedFor()).isFalse();
    }

    @Test
    void cli_notedNativesAreLoadedInWhateverOrder() throws Exception {
        version();
        List<String> noted = Files.readAllLines(note);
        List<String> reversed = new ArrayList<>(noted);
        Collections.reverse(reversed);
        Files.write(note, reversed);

        String version = version();

        assertThat(version).contains("FFmpeg");
        assertThat(wereSearchedFor()).isFalse();
        assertThat(Files.readAllLines(note)).containsExactlyInAnyOrderElementsOf(noted);
    }

    @Test
    void cli_noteOfWhatIsGoneIsWrittenAnew() throws Exception {
        Files.write(note, List.of(folder.resolve("libavutil.so").toString()));

        String version = version();

        assertThat(version).contains("FFmpeg");
        assertThat(Files.readAllLines(note)).hasSizeGreaterThan(5);
    }
}
