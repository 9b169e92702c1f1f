package dev.reelwright.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs each command once on a tiny clip, so that the JDK can note which classes a start needs and keep them in an archive
 * that the launcher names on later starts.
 */
final class WarmUp {
    private WarmUp() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("reelwright");
        try {
            runAll(folder);
        } finally {
            remove(folder);
        }
    }

    private static void runAll(Path folder) throws IOException {
        // what the start of the process adds to a run
        Main.prepareAside("images");
        Signals.install(new Cancellation(), System.err);
        String clip = folder.resolve("clip.mp4").toString();
        Path preset = folder.resolve("own.json");
        Files.writeString(preset, "{\"name\": \"own\", \"video\": {\"codec\": \"h264\", \"width\": 80}}");
        run("--help");
        run("--version");
        run("export", "--help");
        run("sample", clip, "--size=160x90", "--duration=200ms");
        run("info", clip);
        run("info", clip, "--json", "--index");
        run("presets", clip);
        run("presets", "--json");
        run("export", clip, folder.resolve("out.mp4").toString(), "--preset=low", "--progress=bar", "--json");
        run("export", clip, folder.resolve("own.mp4").toString(), "--preset=@" + preset, "--plan");
        run("images", clip, "--out=" + folder.resolve("still.jpg"));
        run("sheet", clip, folder.resolve("sheet.jpg").toString(), "--count=1");
    }

    private static void run(String... args) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Main.run(nowhere, nowhere, args);
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
