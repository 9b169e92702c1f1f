package dev.reelwright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** One piece of work that Reelwright and its peers do in turn; leaves a table, a JSON file and mostly a chart. */
interface Benchmark extends Task {
    Findings run(Workshop workshop) throws IOException, InterruptedException;

    /** True whatever is found: a goal that is missed on one machine may be reached on another. */
    @Override
    default boolean perform(Workshop workshop) throws IOException, InterruptedException {
        Findings findings = run(workshop);
        System.out.println(findings.text());
        String name = id().toLowerCase(Locale.ROOT);
        Path out = workshop.request().out();
        ReportJson.write((Record) findings, out.resolve(name + ".json"));
        if (findings.chart().isPresent()) {
            Files.writeString(out.resolve(name + ".svg"), findings.chart().get());
        }
        return true;
    }
}
