package dev.reelwright.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How far estimates were off.
 *
 * @param machine as it was just before the first
 */
record EstimatesReport(String id, String title, Machine machine, List<Entry> entries) implements Findings {
    EstimatesReport {
        entries = List.copyOf(entries);
    }

    /**
     * One export and what had been expected of it.
     *
     * @param real bytes of the file
     * @param estimateSeconds what the estimate took
     * @param exportSeconds what the export took
     * @param estimateCpuSeconds the same of all cores
     */
    record Entry(
            String file,
            String preset,
            boolean encodes,
            double seconds,
            long expected,
            long low,
            long high,
            long real,
            double estimateSeconds,
            double exportSeconds,
            double estimateCpuSeconds,
            double exportCpuSeconds) {
        /** How far off, as a share of the real size; below 0 where too little was expected. */
        @JsonProperty
        double error() {
            return (double) expected / real - 1;
        }

        @JsonProperty
        boolean inside() {
            return real >= low && real <= high;
        }
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "%n%s  %s", id, title);
        line(text, "%s, %d cores, load %.1f", machine.processor(), machine.cores(), machine.load());
        line(
                text,
                "  %-44s %-14s %7s %11s %11s %8s  %-17s %8s %8s %8s %8s",
                "",
                "preset",
                "length",
                "estimate",
                "real",
                "error",
                "range",
                "est. s",
                "export s",
                "est. CPU",
                "exp. CPU");
        for (Entry e : entries) {
            line(
                    text,
                    "  %-44s %-14s %7.1f %11d %11d %+7.2f%%  %+6.1f..%+5.1f%% %s %8.2f %8.2f %8.2f %8.2f",
                    e.file(),
                    e.preset(),
                    e.seconds(),
                    e.expected(),
                    e.real(),
                    e.error() * 100,
                    ((double) e.low() / e.expected() - 1) * 100,
                    ((double) e.high() / e.expected() - 1) * 100,
                    e.inside() ? "in " : "OUT",
                    e.estimateSeconds(),
                    e.exportSeconds(),
                    e.estimateCpuSeconds(),
                    e.exportCpuSeconds());
        }
        summary(text, "encoded", entries.stream().filter(Entry::encodes).toList());
        summary(text, "copied", entries.stream().filter(e -> !e.encodes()).toList());
        return text.toString();
    }

    private static void summary(StringBuilder text, String kind, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        double[] errors = sorted(entries, e -> Math.abs(e.error()));
        double[] shares = sorted(entries, e -> e.estimateSeconds() / e.exportSeconds());
        double wall = share(entries, Entry::estimateSeconds, Entry::exportSeconds);
        double cpu = share(entries, Entry::estimateCpuSeconds, Entry::exportCpuSeconds);
        line(
                text,
                "  %-8s %3d: error median %.2f %%, 90 %% of them below %.2f %%, maximum %.2f %%; %d inside the range; share"
                        + " of the export: median %.0f %% of the time, in all %.0f %%, %.0f %% of the CPU time",
                kind,
                entries.size(),
                errors[errors.length / 2] * 100,
                errors[(int) Math.ceil(errors.length * 0.9) - 1] * 100,
                errors[errors.length - 1] * 100,
                entries.stream().filter(Entry::inside).count(),
                shares[shares.length / 2] * 100,
                wall * 100,
                cpu * 100);
    }

    private static double share(
            List<Entry> entries, ToDoubleFunction<Entry> estimates, ToDoubleFunction<Entry> exports) {
        return entries.stream().mapToDouble(estimates).sum()
                / entries.stream().mapToDouble(exports).sum();
    }

    private static double[] sorted(List<Entry> entries, ToDoubleFunction<Entry> measure) {
        return entries.stream().mapToDouble(measure).sorted().toArray();
    }

    @Override
    public Optional<String> chart() {
        return Optional.empty();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
