package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.engine.Frame;
import dev.reelwright.time.TimeRange;

/** Takes the pictures of a track, in order. Used by one thread at a time. */
interface FrameSink {
    /**
     * Takes over a frame.
     *
     * @param shown when it is on screen, on the output's timeline
     * @param last whether none can follow
     */
    void accept(Frame frame, TimeRange shown, boolean last);

    /** Works off everything that is still inside. */
    void finish();

    /** Whether nothing more is wanted. Any thread may ask. */
    boolean isComplete();

    /** Ends without finishing and frees what it owns. */
    void abandon();
}
