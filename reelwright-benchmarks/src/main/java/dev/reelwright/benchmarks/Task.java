package dev.reelwright.benchmarks;

import java.io.IOException;

/** Something that the command line can ask for by its name. */
interface Task {
    /** Its short name, as in the design's table of goals where it is there. */
    String id();

    /** What the work is, for people. */
    String title();

    /** Does it, prints what it found and leaves it in files. False when something is not as it was promised. */
    boolean perform(Workshop workshop) throws IOException, InterruptedException;
}
