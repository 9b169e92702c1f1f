package dev.reelwright.benchmarks;

import dev.reelwright.benchmarks.Report.Check;
import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.benchmarks.Report.Ratio;
import java.util.Locale;

/** A report as a table for people. */
final class ReportText {
    private ReportText() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        Machine machine = report.machine();
        line(text, "%n%s  %s", report.id(), report.title());
        line(
                text,
                "%s, %d cores, Java %s; medians of %d runs; load before the first %.1f%n",
                machine.processor(),
                machine.cores(),
                machine.java(),
                report.runs(),
                machine.load());
        line(text, "  %-28s %9s %9s %9s %9s", "", "wall s", "CPU s", "peak MB", "others s");
        for (Entry entry : report.entries()) {
            Measurement median = entry.median();
            line(
                    text,
                    "  %-28s %9s %9s %9.0f %9s",
                    entry.name(),
                    Seconds.text(median.wallSeconds()),
                    Seconds.text(median.cpuSeconds()),
                    median.peakMegabytes(),
                    Seconds.text(median.foreignCpuSeconds()));
        }
        text.append(System.lineSeparator());
        for (Ratio ratio : report.ratios()) {
            line(
                    text,
                    "  %-28s %5s  %6.2f times ours%s",
                    ratio.peer(),
                    ratio.measure().label(),
                    ratio.value(),
                    goal(ratio));
        }
        if (!report.ratios().isEmpty()) {
            text.append(System.lineSeparator());
        }
        for (Check check : report.checks()) {
            line(text, "  %-6s %s: %s", check.passed() ? "ok" : "FAILED", check.what(), check.found());
        }
        report.leftOut().forEach(peer -> line(text, "  left out: %s", peer));
        return text.toString();
    }

    private static String goal(Ratio ratio) {
        if (ratio.goal() == 0) {
            return "";
        }
        return String.format(Locale.ROOT, "  (goal %.2f: %s)", ratio.goal(), ratio.reached() ? "reached" : "missed");
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
