package dev.reelwright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** One piece of work that Reelwright and its peers do in turn; leaves a table, a JSON file and a chart. */
interface Benchmark extends Task {
    Report run(Workshop workshop) throws IOException, InterruptedException;

    /** True whatever is found: a goal that is missed on one machine may be reached on another. */
    @Override
    default boolean perform(Workshop workshop) throws IOException, InterruptedException {
        Report report = run(workshop);
        System.out.println(ReportText.of(report));
        String name = id().toLowerCase(Locale.ROOT);
        Path out = workshop.request().out();
        ReportJson.write(report, out.resolve(name + ".json"));
        Files.writeString(out.resolve(name + ".svg"), new BarChart(report).svg());
        return true;
    }
}
