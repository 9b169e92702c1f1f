package dev.reelwright.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * The programs {@code ffmpeg} and {@code ffprobe} of the natives' jar, so that both sides run the same libraries of the same build.
 *
 * <p>It is linked with a sound library that servers lack and that files never need; where it is missing any other shared
 * library under its name will do.
 */
final class Programs {
    private static final String ENTRY = "org/bytedeco/ffmpeg/" + Loader.getPlatform() + "-gpl";
    private static final String STAND_INS = "stand-ins";

    private final Path folder;

    private Programs(Path folder) {
        this.folder = folder;
    }

    /** Unpacks the programs into a folder unless they are there already. */
    static Programs install(Path folder) throws IOException {
        URL url = Programs.class.getClassLoader().getResource(ENTRY + "/ffmpeg");
        if (url == null || !Loader.getPlatform().startsWith("linux")) {
            throw new IllegalStateException("the benchmarks run on Linux only, not on " + Loader.getPlatform());
        }
        String jar = url.toString().substring(0, url.toString().indexOf('!'));
        Path done = folder.resolve("complete");
        if (!Files.exists(done) || !Files.readString(done).equals(jar)) {
            unpack(jar, folder);
            Files.writeString(done, jar);
        }
        return new Programs(folder);
    }

    private static void unpack(String jar, Path folder) throws IOException {
        Path standIns = Files.createDirectories(folder.resolve(STAND_INS));
        try (FileSystem files = FileSystems.newFileSystem(URI.create(jar), Map.of());
                Stream<Path> entries = Files.list(files.getPath(ENTRY))) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(entry.getFileName().toString());
                Files.copy(entry, copy, StandardCopyOption.REPLACE_EXISTING);
                if (!copy.toFile().setExecutable(true)) {
                    throw new IOException(copy + " cannot be made executable");
                }
            }
        }
        Files.copy(
                folder.resolve("libva-drm.so.2"),
                standIns.resolve("libpulse.so.0"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** A program of the machine's own. */
    static Optional<Path> installed(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The peer's command, quiet about everything but errors, replacing what is there. */
    ProcessBuilder ffmpeg(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(path(), "-nostdin", "-y", "-v", "error"));
        command.addAll(arguments);
        return prepared(command);
    }

    ProcessBuilder ffmpeg(String... arguments) {
        return ffmpeg(List.of(arguments));
    }

    /** The program that tells what is in a file, quiet about everything but errors. */
    ProcessBuilder ffprobe(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(folder.resolve("ffprobe").toString(), "-v", "error"));
        command.addAll(arguments);
        return prepared(command);
    }

    /** A command in whose script {@link #path} runs. */
    ProcessBuilder prepared(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LD_LIBRARY_PATH", folder + ":" + folder.resolve(STAND_INS));
        return builder;
    }

    String path() {
        return folder.resolve("ffmpeg").toString();
    }
}
