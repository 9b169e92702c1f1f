package dev.reelwright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** Runs the benchmarks that are named on the command line; each prints a table and leaves a JSON file, most a chart too. */
public final class Benchmarks {
    private static final List<Benchmark> ALL =
            List.of(
                    new ExportBenchmark(),
                    new CopyBenchmark(),
                    new ImagesBenchmark(),
                    new HdrBenchmark(),
                    new EstimatesBenchmark());

    private Benchmarks() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Request request;
        try {
            request = Request.parse(
                    List.of(arguments), ALL.stream().map(Benchmark::id).toList());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            usage();
            System.exit(2);
            return;
        }
        Files.createDirectories(request.out());
        Workshop workshop = Workshop.open(request);
        for (Benchmark benchmark : ALL) {
            if (request.ids().contains(benchmark.id())) {
                Findings findings = benchmark.run(workshop);
                System.out.println(findings.text());
                String name = benchmark.id().toLowerCase(Locale.ROOT);
                ReportJson.write(findings, request.out().resolve(name + ".json"));
                if (findings.chart().isPresent()) {
                    Files.writeString(
                            request.out().resolve(name + ".svg"),
                            findings.chart().get());
                }
            }
        }
        System.out.println("written to " + request.out());
    }

    private static void usage() {
        System.err.println("usage: Benchmarks <id>... [--runs=5] [--megabytes=1000] [--input=<clip>] [--out=<folder>]");
        ALL.forEach(b -> System.err.println("  " + b.id() + "  " + b.title()));
    }
}
