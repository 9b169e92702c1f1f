package dev.reelwright.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was asked for on the command line.
 *
 * @param ids which benchmarks
 * @param runs how often each contender runs
 * @param megabytes how large inputs are that are copied
 * @param jdks the JDKs whose cold starts are measured; the running one unless given
 * @param source the clip that inputs are made from, empty for the one that lies about or a generated one
 * @param out folder of the results and of the inputs, which are kept
 * @param docs folder of the pages that tell what was found; the results' folder unless given
 */
record Request(List<String> ids, int runs, int megabytes, List<Path> jdks, Optional<Path> source, Path out, Path docs) {
    private static final int USUAL_RUNS = 5;
    private static final int USUAL_MEGABYTES = 1000;

    static Request parse(List<String> arguments, List<String> known) {
        List<String> ids = new ArrayList<>();
        int runs = USUAL_RUNS;
        int megabytes = USUAL_MEGABYTES;
        List<Path> jdks = List.of(Path.of(System.getProperty("java.home")));
        Optional<Path> source = Optional.empty();
        Path out = Path.of("reelwright-benchmarks", "target", "results");
        Optional<Path> docs = Optional.empty();
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.startsWith("--runs=")) {
                runs = positive("--runs", value);
            } else if (argument.startsWith("--megabytes=")) {
                megabytes = positive("--megabytes", value);
            } else if (argument.startsWith("--jdks=")) {
                jdks = Stream.of(value.split(",")).map(Request::jdk).toList();
            } else if (argument.startsWith("--input=")) {
                source = Optional.of(existing(Path.of(value)));
            } else if (argument.startsWith("--out=")) {
                out = Path.of(value);
            } else if (argument.startsWith("--docs=")) {
                docs = Optional.of(Path.of(value));
            } else if (known.contains(argument.toUpperCase(Locale.ROOT))) {
                ids.add(argument.toUpperCase(Locale.ROOT));
            } else {
                throw new IllegalArgumentException(argument + " is neither a benchmark nor an option");
            }
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("name a benchmark: " + String.join(", ", known));
        }
        Path results = out.toAbsolutePath().normalize();
        Path pages = docs.map(folder -> folder.toAbsolutePath().normalize()).orElse(results);
        return new Request(List.copyOf(ids), runs, megabytes, jdks, source, results, pages);
    }

    private static int positive(String option, String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException(option + " is 1 or more, not " + number);
        }
        return number;
    }

    private static Path jdk(String home) {
        if (!Files.isExecutable(Path.of(home, "bin", "java"))) {
            throw new IllegalArgumentException("--jdks: there is no bin/java in " + home);
        }
        return Path.of(home).toAbsolutePath();
    }

    private static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("--input=" + file + " is no file");
        }
        return file.toAbsolutePath();
    }
}
