package dev.reelwright.benchmarks;

import dev.reelwright.benchmarks.Report.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lets contenders do the same work in turn, so that what else the machine does meets all of them. */
final class Contest {
    private final List<Contender> contenders;

    Contest(List<Contender> contenders) {
        this.contenders = List.copyOf(contenders);
    }

    /** Lets them do it before it counts. */
    void warm(int rounds) throws IOException, InterruptedException {
        Stopwatch stopwatch = new Stopwatch();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                contender.work().measure(stopwatch);
            }
        }
    }

    List<Entry> hold(int runs) throws IOException, InterruptedException {
        Stopwatch stopwatch = new Stopwatch();
        List<List<Measurement>> taken = new ArrayList<>();
        contenders.forEach(c -> taken.add(new ArrayList<>()));
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < contenders.size(); i++) {
                // another one begins each round, for the first may find a hotter or a cooler machine
                int turn = (run + i) % contenders.size();
                Contender contender = contenders.get(turn);
                Measurement measured = contender.work().measure(stopwatch);
                taken.get(turn).add(measured);
                System.out.printf(
                        Locale.ROOT,
                        "run %d of %d  %-28s %7s s wall %7s s CPU, others %s s%n",
                        run + 1,
                        runs,
                        contender.name(),
                        Seconds.text(measured.wallSeconds()),
                        Seconds.text(measured.cpuSeconds()),
                        Seconds.text(measured.foreignCpuSeconds()));
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            entries.add(Entry.of(contenders.get(i), taken.get(i)));
        }
        return entries;
    }
}
