package dev.reelwright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What benchmarks work with: the peer's programs, our command, the inputs and a folder for outputs.
 *
 * @param reelwright the launcher of the checkout
 */
record Workshop(Request request, Programs programs, Path reelwright, Inputs inputs) {
    static Workshop open(Request request) throws IOException, InterruptedException {
        Programs programs = Programs.install(request.out().resolve("programs"));
        Path launcher = above("reelwright")
                .filter(Files::isExecutable)
                .orElseThrow(() -> new IllegalStateException("start this inside a checkout: no ./reelwright above"));
        Optional<Path> source = request.source().isPresent()
                ? request.source()
                : above("shared/media/bench/big-buck-bunny-480p-30s.mp4");
        Workshop workshop = new Workshop(request, programs, launcher, new Inputs(programs, source, request.out()));
        // builds the command and its archive of classes where they are not there yet
        Commands.run(workshop.ours("--version"));
        return workshop;
    }

    /** A regular file of this name here or in a folder further up. */
    static Optional<Path> above(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve(name);
            if (Files.isRegularFile(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Our command. */
    ProcessBuilder ours(String... arguments) {
        List<String> command = new ArrayList<>(List.of(reelwright.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    Path output(String name) {
        return request.out().resolve(name);
    }

    /** A folder without the outputs of earlier runs. */
    Path emptyFolder(String name) throws IOException {
        Path folder = outputFolder(name);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        return folder;
    }

    Path outputFolder(String name) throws IOException {
        return Files.createDirectories(request.out().resolve(name));
    }
}
