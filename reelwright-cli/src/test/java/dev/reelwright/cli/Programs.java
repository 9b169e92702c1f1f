package dev.reelwright.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Assumptions;

/** {@code ffmpeg} and {@code ffprobe} of the natives' jar, as independent writer and reader in processes of their own. */
final class Programs {
    private static final String IN_THE_JAR = "org/bytedeco/ffmpeg/linux-x86_64-gpl";
    private static final Path FOLDER = Path.of("target", "programs").toAbsolutePath();

    private Programs() {}

    /** Entries of a section that ffprobe is asked for, such as {@code stream=codec_name}, one a line and without names. */
    static List<String> probe(Path file, String entries) {
        return run("ffprobe", "-v error -of csv=p=0 -show_entries " + entries + " " + file)
                .lines()
                .toList();
    }

    /** What a program with these arguments, separated by blanks, writes to its standard output. */
    static String run(String program, String arguments) {
        Assumptions.assumeTrue(
                Loader.getPlatform().equals("linux-x86_64"), "skipped: the programs are unpacked on Linux");
        try {
            install();
            List<String> command =
                    new ArrayList<>(List.of(FOLDER.resolve(program).toString()));
            command.addAll(List.of(arguments.split(" ")));
            Path errors = FOLDER.resolve("errors.txt");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().put("LD_LIBRARY_PATH", FOLDER + ":" + FOLDER.resolve("stand-ins"));
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed: " + Files.readString(errors));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static synchronized void install() throws IOException {
        if (Files.exists(FOLDER.resolve("complete"))) {
            return;
        }
        Path standIns = Files.createDirectories(FOLDER.resolve("stand-ins"));
        String url = Objects.requireNonNull(Programs.class.getClassLoader().getResource(IN_THE_JAR + "/ffprobe"))
                .toString();
        try (FileSystem jar = FileSystems.newFileSystem(URI.create(url.substring(0, url.indexOf('!'))), Map.of());
                Stream<Path> entries = Files.list(jar.getPath(IN_THE_JAR))) {
            for (Path entry : entries.toList()) {
                Path copy = FOLDER.resolve(entry.getFileName().toString());
                Files.copy(entry, copy, StandardCopyOption.REPLACE_EXISTING);
                copy.toFile().setExecutable(true);
            }
        }
        // they are linked with a sound library that servers lack and that files never need; any other one stands in for
        // it
        Files.copy(
                FOLDER.resolve("libva-drm.so.2"),
                standIns.resolve("libpulse.so.0"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.createFile(FOLDER.resolve("complete"));
    }
}
