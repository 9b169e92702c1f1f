package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.time.MediaTime;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a track that has a reader of its own from running far ahead of another, so that the file's chunks alternate and
 * nothing piles up in memory.
 */
final class Pace {
    /** Does not hold anyone back. */
    static final Pace FREE = new Pace(null, null);

    private static final MediaTime LEAD = MediaTime.seconds(2);
    private static final long POLL_MILLIS = 10;

    private final @Nullable RunContext context;
    private final @Nullable OutputTrack leader;
    private volatile boolean over;

    private Pace(@Nullable RunContext context, @Nullable OutputTrack leader) {
        this.context = context;
        this.leader = leader;
    }

    /** Behind this track. */
    static Pace behind(RunContext context, OutputTrack leader) {
        return new Pace(context, leader);
    }

    /** Waits until media from this time of the output on may be encoded. */
    void await(MediaTime start) {
        if (context == null || leader == null) {
            return;
        }
        while (!over && !context.isOver() && start.isAfter(leader.offered().plus(LEAD))) {
            context.cancellation().check();
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted", e);
            }
        }
    }

    /** Says that the other track has ended or failed. */
    void end() {
        over = true;
    }
}
