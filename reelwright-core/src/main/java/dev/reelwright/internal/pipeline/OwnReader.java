package dev.reelwright.internal.pipeline;

import dev.reelwright.time.MediaTime;
import java.util.List;

/** A track that reads the source by itself, on threads of its own, beside the common reader. */
interface OwnReader {
    void start();

    /** Waits until everything is written, and tells what went wrong. */
    void finish() throws InterruptedException;

    /** Fails here if it failed there. */
    void check();

    /** Whether it ended because it needed nothing more, not because nothing more came. */
    boolean hadEnough();

    /** How much of the output is made, wherever it lies. */
    MediaTime progress();

    /** What went wrong without failing the export, for people. */
    List<String> warnings();

    /** How many parts are worked on side by side. */
    int parts();

    /** Ends without finishing and frees what it owns. */
    void abandon();
}
