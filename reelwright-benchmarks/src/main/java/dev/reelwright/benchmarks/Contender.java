package dev.reelwright.benchmarks;

import java.io.IOException;

/**
 * One who does the work.
 *
 * @param work does it once
 */
record Contender(String name, Side side, Work work) {
    enum Side {
        OURS,
        PEER
    }

    /** Something that a stopwatch can measure. */
    interface Work {
        Measurement measure(Stopwatch stopwatch) throws IOException, InterruptedException;
    }

    static Contender ours(ProcessBuilder command) {
        return new Contender("Reelwright", Side.OURS, stopwatch -> stopwatch.measure(command));
    }

    /** Ours inside this process, which has done the work before. */
    static Contender oursWarm(String name, Runnable work) {
        return new Contender(name, Side.OURS, stopwatch -> stopwatch.measure(work));
    }

    static Contender peer(String name, ProcessBuilder command) {
        return new Contender(name, Side.PEER, stopwatch -> stopwatch.measure(command));
    }
}
