package dev.reelwright.internal.render;

import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a run of frames to a time range: the frame on screen at the start comes first and is shown from there, the last is
 * cut at the end. A frame is on screen until the next one appears, so each is held until then.
 *
 * @param <F> frames, which are closed when they are not delivered
 */
public final class FrameCutter<F extends AutoCloseable> implements AutoCloseable {
    private final TimeRange range;
    /** Frames closer than this to the one before are left out. */
    private final MediaTime minInterval;

    private final Sink<F> sink;
    private @Nullable F held;
    private MediaTime heldStart = MediaTime.ZERO;
    private long leftOut;

    /** Takes over a frame and the time it is shown, counted from the range's start. */
    public interface Sink<F> {
        void deliver(F frame, TimeRange shown);
    }

    public FrameCutter(TimeRange range, MediaTime minInterval, Sink<F> sink) {
        this.range = range;
        this.minInterval = minInterval;
        this.sink = sink;
    }

    /** Takes over a frame that appears at this time. */
    public void accept(F frame, MediaTime start) {
        if (held == null) {
            hold(frame, start);
            return;
        }
        if (!start.isAfter(heldStart)) {
            // a later frame of the same time replaces nothing: the first one is what players show
            discard(frame);
            leftOut++;
            return;
        }
        if (tooSoon(start)) {
            discard(frame);
            return;
        }
        replace(frame, start);
    }

    /** Whether a frame is held that comes on screen before this time. */
    public boolean isShowingBefore(MediaTime time) {
        return held != null && heldStart.isBefore(time);
    }

    /** Takes over a frame for a stretch in which there is none. */
    public void fill(F frame, MediaTime start) {
        replace(frame, start);
    }

    private void replace(F frame, MediaTime start) {
        try {
            release(start);
        } catch (RuntimeException | Error e) {
            discard(frame);
            throw e;
        }
        hold(frame, start);
    }

    private boolean tooSoon(MediaTime start) {
        MediaTime from = MediaTime.max(heldStart, range.start());
        return start.isAfter(range.start())
                && start.minus(from).isBefore(minInterval)
                && heldStart.isBefore(start)
                && !heldStart.isBefore(range.start());
    }

    /** Says when the last frame leaves the screen. */
    public void finish(MediaTime end) {
        if (held != null) {
            release(end);
        }
    }

    /** Whether no frame from now on can be part of the output. */
    public boolean isComplete() {
        return held != null && !heldStart.isBefore(range.end());
    }

    /** When the frame that is held appeared. */
    public MediaTime heldStart() {
        return heldStart;
    }

    /** Frames that were left out because their times did not grow. */
    public long leftOut() {
        return leftOut;
    }

    private void hold(F frame, MediaTime start) {
        held = frame;
        heldStart = start;
    }

    private void release(MediaTime end) {
        F frame = held;
        held = null;
        if (frame == null) {
            return;
        }
        MediaTime from = MediaTime.max(heldStart, range.start());
        MediaTime to = MediaTime.min(end, range.end());
        if (from.isBefore(to)) {
            sink.deliver(frame, TimeRange.between(from.minus(range.start()), to.minus(range.start())));
        } else {
            discard(frame);
        }
    }

    private void discard(F frame) {
        try {
            frame.close();
        } catch (Exception e) {
            throw new IllegalStateException("a frame cannot be closed", e);
        }
    }

    @Override
    public void close() {
        if (held != null) {
            discard(held);
            held = null;
        }
    }
}
