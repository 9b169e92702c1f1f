package dev.reelwright.benchmarks;

import java.io.IOException;

/** One piece of work that Reelwright and its peers do in turn. */
interface Benchmark {
    /** Its short name, as in the design's table of goals. */
    String id();

    /** What the work is, for people. */
    String title();

    Findings run(Workshop workshop) throws IOException, InterruptedException;
}
