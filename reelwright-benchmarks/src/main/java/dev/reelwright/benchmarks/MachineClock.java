package dev.reelwright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How long the machine's cores have been busy, as Linux counts it; proc(5), {@code /proc/stat}. */
final class MachineClock {
    private static final double TICKS_PER_SECOND = 100;
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    /** Times of guests, from here on, are counted in the others already. */
    private static final int GUEST = 8;

    private MachineClock() {}

    /** Seconds of all cores since the start of the machine, those that a hypervisor took away included. */
    static double busySeconds() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/stat"));
        double[] ticks = Stream.of(lines.get(0).split(" +"))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
        double busy = 0;
        for (int i = 0; i < GUEST; i++) {
            busy += i == IDLE || i == WAITING ? 0 : ticks[i];
        }
        return busy / TICKS_PER_SECOND;
    }
}
