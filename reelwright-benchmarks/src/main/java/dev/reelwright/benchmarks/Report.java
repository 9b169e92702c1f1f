package dev.reelwright.benchmarks;

import dev.reelwright.benchmarks.Contender.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What a benchmark found.
 *
 * @param machine as it was just before the first run
 * @param checks whether the contenders really did the same work
 * @param leftOut peers that are not on this machine, and why
 */
record Report(
        String id,
        String title,
        Machine machine,
        int runs,
        List<Entry> entries,
        List<Ratio> ratios,
        List<Check> checks,
        List<String> leftOut)
        implements Findings {

    Report {
        entries = List.copyOf(entries);
        ratios = List.copyOf(ratios);
        checks = List.copyOf(checks);
        leftOut = List.copyOf(leftOut);
    }

    /** One without missing peers. */
    Report(
            String id,
            String title,
            Machine machine,
            int runs,
            List<Entry> entries,
            List<Ratio> ratios,
            List<Check> checks) {
        this(id, title, machine, runs, entries, ratios, checks, List.of());
    }

    @Override
    public String text() {
        return ReportText.of(this);
    }

    @Override
    public Optional<String> chart() {
        return Optional.of(new BarChart(this).svg());
    }

    /** A contender's runs and their medians, each measure by itself. */
    record Entry(String name, Side side, Measurement median, List<Measurement> runs) {
        Entry {
            runs = List.copyOf(runs);
        }

        static Entry of(Contender contender, List<Measurement> runs) {
            Measurement median = new Measurement(
                    median(runs, Measurement::wallSeconds),
                    median(runs, Measurement::cpuSeconds),
                    median(runs, Measurement::foreignCpuSeconds),
                    median(runs, Measurement::peakMegabytes));
            return new Entry(contender.name(), contender.side(), median, runs);
        }

        private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> measure) {
            return Seconds.median(runs.stream().mapToDouble(measure).toArray());
        }
    }

    /** What the contenders are compared by. */
    enum Measure {
        WALL,
        CPU;

        String label() {
            return this == WALL ? "wall" : "CPU";
        }

        double of(Measurement measurement) {
            return this == WALL ? measurement.wallSeconds() : measurement.cpuSeconds();
        }
    }

    /** A goal: how many times what we take a peer should take at least. */
    record Goal(String peer, Measure measure, double atLeast) {}

    /**
     * A peer's median over ours: above 1 ours is better.
     *
     * @param goal what it should be at least, 0 for no goal
     */
    record Ratio(String peer, Measure measure, double value, double goal) {
        boolean reached() {
            return value >= goal;
        }
    }

    /** A condition under which the comparison is fair. */
    record Check(String what, String found, boolean passed) {}

    /** The ratios to every peer by every measure. */
    static List<Ratio> ratios(List<Entry> entries, List<Goal> goals) {
        Entry ours =
                entries.stream().filter(e -> e.side() == Side.OURS).findFirst().orElseThrow();
        List<Ratio> ratios = new ArrayList<>();
        for (Entry peer : entries) {
            if (peer.side() == Side.PEER) {
                for (Measure measure : Measure.values()) {
                    double value = measure.of(peer.median()) / measure.of(ours.median());
                    ratios.add(new Ratio(peer.name(), measure, value, goal(goals, peer, measure)));
                }
            }
        }
        return ratios;
    }

    private static double goal(List<Goal> goals, Entry peer, Measure measure) {
        return goals.stream()
                .filter(g -> g.peer().equals(peer.name()) && g.measure() == measure)
                .mapToDouble(Goal::atLeast)
                .findFirst()
                .orElse(0);
    }
}
