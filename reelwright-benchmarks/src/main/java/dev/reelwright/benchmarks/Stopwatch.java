package dev.reelwright.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/**
 * Measures commands, and work inside this process. What a child took is known only to the process that waits for it, so one that tells comes in
 * between: GNU time, or bash where that is missing.
 */
final class Stopwatch {
    private static final String GNU_TIME = "/usr/bin/time";
    private static final String BASH_TIME =
            "times=$1; shift; TIMEFORMAT='%U %S 0'; exec 3>&2; { time \"$@\" 2>&3; } 2>\"$times\"";

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final List<String> prefix;
    private final Path times;

    Stopwatch() throws IOException, InterruptedException {
        times = Files.createTempFile("reelwright-benchmark-", ".times");
        times.toFile().deleteOnExit();
        prefix = hasGnuTime()
                ? List.of(GNU_TIME, "-f", "%U %S %M", "-o", times.toString())
                : List.of("bash", "-c", BASH_TIME, "bash", times.toString());
    }

    /** The program of that name on other systems knows no formats. */
    private static boolean hasGnuTime() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(GNU_TIME))) {
            return false;
        }
        Process trial = new ProcessBuilder(GNU_TIME, "-f", "%U", "true")
                .redirectErrorStream(true)
                .start();
        trial.getInputStream().readAllBytes();
        return trial.waitFor() == 0;
    }

    /** Work that is done again and again. */
    interface Take {
        /** Does it once more; the first has the index 0. */
        void take(int index) throws IOException, InterruptedException;
    }

    /** Its memory is that of the whole process and says nothing, so it is not told. */
    Measurement measure(Runnable work) throws IOException, InterruptedException {
        return measure(1, index -> work.run());
    }

    /** One of many takes: wall time is their median, CPU time their mean, for clocks of CPU time tick a hundred times a second. */
    Measurement measure(int takes, Take work) throws IOException, InterruptedException {
        double[] walls = new double[takes];
        double busyBefore = MachineClock.busySeconds();
        long cpuBefore = PROCESS.getProcessCpuTime();
        for (int i = 0; i < takes; i++) {
            long start = System.nanoTime();
            work.take(i);
            walls[i] = (System.nanoTime() - start) / 1e9;
        }
        double cpu = (PROCESS.getProcessCpuTime() - cpuBefore) / 1e9;
        double busy = MachineClock.busySeconds() - busyBefore;
        return new Measurement(Seconds.median(walls), cpu / takes, Math.max(0, busy - cpu) / takes, 0);
    }

    Measurement measure(ProcessBuilder builder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(builder.command());
        ProcessBuilder timed = new ProcessBuilder(command);
        timed.environment().putAll(builder.environment());
        double busyBefore = MachineClock.busySeconds();
        long start = System.nanoTime();
        Commands.run(timed);
        double wall = (System.nanoTime() - start) / 1e9;
        double busy = MachineClock.busySeconds() - busyBefore;
        try (Scanner numbers = new Scanner(Files.readString(times)).useLocale(Locale.ROOT)) {
            double cpu = numbers.nextDouble() + numbers.nextDouble();
            double peak = numbers.nextDouble() / 1024;
            return new Measurement(wall, cpu, Math.max(0, busy - cpu), peak);
        }
    }
}
