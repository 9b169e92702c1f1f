package dev.reelwright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Runs what is named on the command line: benchmarks, and surveys of what the presets make. */
public final class Benchmarks {
    private static final List<Task> ALL = List.of(
            new ExportBenchmark(),
            new CopyBenchmark(),
            new TrimBenchmark(),
            new ImagesBenchmark(),
            new KeyFramesBenchmark(),
            new OneImageBenchmark(),
            new StartBenchmark(),
            new HdrBenchmark(),
            new MemoryBenchmark(),
            new IndexBenchmark(),
            new EstimatesBenchmark(),
            new Outcomes(),
            new QualitySurvey());

    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Request request;
        try {
            request =
                    Request.parse(List.of(arguments), ALL.stream().map(Task::id).toList());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            usage();
            System.exit(2);
            return;
        }
        Files.createDirectories(request.out());
        Workshop workshop = Workshop.open(request);
        boolean sound = true;
        for (Task task : ALL) {
            if (request.ids().contains(task.id())) {
                sound &= task.perform(workshop);
            }
        }
        System.out.println("written to " + request.out());
        if (!sound) {
            System.exit(1);
        }
    }

    private static void usage() {
        System.err.println(
                "usage: Benchmarks <id>... [--runs=5] [--megabytes=1000] [--jdks=<home>,...] [--input=<clip>] [--out=<folder>] [--docs=<folder>]");
        ALL.forEach(t -> System.err.printf("  %-8s %s%n", t.id(), t.title()));
    }
}
