package dev.reelwright.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Assumptions;

/**
 * The programs {@code ffmpeg} and {@code ffprobe} of the natives' jar, as an independent reader in a process of its own.
 *
 * <p>They are linked with a sound library that servers lack and that reading files never calls; where it is missing any
 * other shared library under its name will do.
 */
public final class Programs {
    private static final String FOLDER = "org/bytedeco/ffmpeg/" + Loader.getPlatform() + "-gpl";

    private Programs() {}

    /** What a program wrote to its standard output; fails when it ends with an error. */
    public static String run(String program, List<String> arguments) {
        Outcome outcome = start(program, arguments);
        if (outcome.exitCode() != 0) {
            throw new AssertionError(program + " " + arguments + " failed: " + outcome.errors());
        }
        return outcome.output();
    }

    public record Outcome(int exitCode, String output, String errors) {}

    public static Outcome start(String program, List<String> arguments) {
        Path folder = Installed.FOLDER_ON_DISK;
        Assumptions.assumeTrue(folder != null, "skipped: the natives' programs do not run on this platform");
        List<String> command = new ArrayList<>();
        command.add(folder.resolve(program).toString());
        command.addAll(arguments);
        try {
            Path errors = Files.createTempFile("program", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().put("LD_LIBRARY_PATH", folder + ":" + folder.resolve("stand-ins"));
            Process process = builder.start();
            process.getOutputStream().close();
            String output;
            try (InputStream in = process.getInputStream()) {
                output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(program + " did not end");
            }
            String text = Files.readString(errors);
            Files.delete(errors);
            return new Outcome(process.exitValue(), output, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static final class Installed {
        static final Path FOLDER_ON_DISK = install();

        private static Path install() {
            if (!Loader.getPlatform().startsWith("linux")) {
                return null;
            }
            URL url = Programs.class.getClassLoader().getResource(FOLDER + "/ffprobe");
            if (url == null) {
                return null;
            }
            try {
                Path target = Path.of("target", "programs").toAbsolutePath();
                Path done = target.resolve("complete");
                if (!Files.exists(done)) {
                    unpack(url, target);
                    Files.createFile(done);
                }
                return target;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void unpack(URL url, Path target) throws IOException {
            Files.createDirectories(target.resolve("stand-ins"));
            String jar = url.toString().substring(0, url.toString().indexOf('!'));
            try (FileSystem files = FileSystems.newFileSystem(URI.create(jar), Map.of());
                    Stream<Path> entries = Files.list(files.getPath(FOLDER))) {
                for (Path entry : entries.toList()) {
                    Path copy = target.resolve(entry.getFileName().toString());
                    Files.copy(entry, copy, StandardCopyOption.REPLACE_EXISTING);
                    copy.toFile().setExecutable(true);
                }
            }
            Files.copy(
                    target.resolve("libva-drm.so.2"),
                    target.resolve("stand-ins/libpulse.so.0"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
