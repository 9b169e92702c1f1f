package dev.reelwright.benchmarks;

import dev.reelwright.benchmarks.Contender.Side;
import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.benchmarks.Report.Measure;
import java.util.Locale;

/** A report as a chart: a group of horizontal bars for each measure, with the spread of the runs, in SVG. */
final class BarChart {
    private static final int WIDTH = 880;
    private static final int MARGIN = 32;
    private static final int HEAD = 92;
    private static final int FOOT = 48;
    private static final int GROUP_HEAD = 34;
    private static final int GROUP_GAP = 22;
    private static final int ROW = 36;
    private static final int BAR = 22;
    private static final int BAR_LEFT = 232;
    /** Leaves room for the figures behind the longest bar. */
    private static final int BAR_ROOM = WIDTH - MARGIN - BAR_LEFT - 168;

    private static final String STYLE = """
            <style>
              .card { fill: #ffffff; stroke: #d8dee6; }
              text { font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; fill: #1c2733; }
              .title { font-size: 20px; font-weight: 650; }
              .small { font-size: 12.5px; fill: #637182; }
              .group { font-size: 13.5px; font-weight: 650; }
              .name { font-size: 13.5px; }
              .ours { font-weight: 650; }
              .figure { font-size: 13.5px; font-variant-numeric: tabular-nums; }
              .ratio { fill: #637182; }
              .bar { fill: #a9b6c4; }
              .bar.ours { fill: #e4572e; }
              .axis { stroke: #c5ced8; }
              .spread { stroke: #1c2733; stroke-opacity: 0.55; stroke-width: 1.5; fill: none; }
              @media (prefers-color-scheme: dark) {
                .card { fill: #12171d; stroke: #2b3541; }
                text { fill: #e6ebf1; }
                .small, .ratio { fill: #93a1b1; }
                .bar { fill: #566575; }
                .bar.ours { fill: #f0704a; }
                .axis { stroke: #3a4653; }
                .spread { stroke: #ffffff; }
              }
            </style>
            """;

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    BarChart(Report report) {
        this.report = report;
    }

    String svg() {
        int group = GROUP_HEAD + report.entries().size() * ROW + GROUP_GAP;
        int height = HEAD + Measure.values().length * group + FOOT;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">%n",
                WIDTH, height, WIDTH, height);
        add("<title>%s</title>%n", escape(report.id() + ": " + report.title()));
        text.append(STYLE);
        add("<rect class=\"card\" x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"12\"/>%n", WIDTH - 1, height - 1);
        label(MARGIN, 44, "title", report.id() + " · " + shortTitle());
        label(MARGIN, 68, "small", rest());
        int y = HEAD;
        for (Measure measure : Measure.values()) {
            group(measure, y);
            y += group;
        }
        Machine machine = report.machine();
        label(
                MARGIN,
                height - 24,
                "small",
                String.format(
                        Locale.ROOT,
                        "%s, %d cores, Java %s, %s; medians of %d runs in turn, lines from the fastest to the slowest",
                        machine.processor(),
                        machine.cores(),
                        machine.java(),
                        machine.date(),
                        report.runs()));
        text.append("</svg>\n");
        return text.toString();
    }

    private String shortTitle() {
        int comma = report.title().indexOf(',');
        return comma < 0 ? report.title() : report.title().substring(0, comma);
    }

    private String rest() {
        int comma = report.title().indexOf(',');
        return comma < 0 ? "" : report.title().substring(comma + 1).strip();
    }

    private void group(Measure measure, int top) {
        label(MARGIN, top + 18, "group", measure == Measure.WALL ? "Wall-clock time" : "CPU time, all cores");
        label(BAR_LEFT, top + 18, "small", "seconds; shorter is better");
        int rows = report.entries().size();
        add(
                "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n",
                BAR_LEFT, top + GROUP_HEAD - 4, BAR_LEFT, top + GROUP_HEAD + rows * ROW - 4);
        double longest = report.entries().stream()
                .flatMap(e -> e.runs().stream())
                .mapToDouble(measure::of)
                .max()
                .orElse(1);
        for (int i = 0; i < rows; i++) {
            row(report.entries().get(i), measure, top + GROUP_HEAD + i * ROW, BAR_ROOM / longest);
        }
    }

    private void row(Entry entry, Measure measure, int top, double scale) {
        String ours = entry.side() == Side.OURS ? " ours" : "";
        int middle = top + (ROW - 8) / 2;
        double seconds = measure.of(entry.median());
        label(MARGIN, middle + 5, "name" + ours, entry.name());
        add(
                "<rect class=\"bar%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\"/>%n",
                ours, BAR_LEFT, middle - BAR / 2, Math.max(1, seconds * scale), BAR);
        double slowest = spread(entry, measure, middle, scale);
        int x = (int) Math.round(BAR_LEFT + slowest * scale) + 10;
        add(
                "<text class=\"figure%s\" x=\"%d\" y=\"%d\">%s s<tspan class=\"ratio\" dx=\"10\">%s</tspan></text>%n",
                ours, x, middle + 5, Seconds.text(seconds), ratio(entry, measure));
    }

    /** Draws a line from the fastest run to the slowest, and gives the slowest. */
    private double spread(Entry entry, Measure measure, int middle, double scale) {
        double fastest = entry.runs().stream().mapToDouble(measure::of).min().orElse(0);
        double slowest = entry.runs().stream().mapToDouble(measure::of).max().orElse(0);
        double left = BAR_LEFT + fastest * scale;
        double right = BAR_LEFT + slowest * scale;
        add("<path class=\"spread\" d=\"M%.1f %dv8m0 -4H%.1fm0 -4v8\"/>%n", left, middle - 4, right);
        return slowest;
    }

    private String ratio(Entry entry, Measure measure) {
        return report.ratios().stream()
                .filter(r -> r.peer().equals(entry.name()) && r.measure() == measure)
                .map(r -> String.format(Locale.ROOT, "%.2f times ours", r.value()))
                .findFirst()
                .orElse("");
    }

    private void label(int x, int y, String style, String words) {
        add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", style, x, y, escape(words));
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }

    private static String escape(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
