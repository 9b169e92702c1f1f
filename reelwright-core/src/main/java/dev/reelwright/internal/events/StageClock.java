package dev.reelwright.internal.events;

import java.util.concurrent.atomic.LongAdder;

/**
 * Adds up how long a stage worked and on how many items:
 *
 * <pre>{@code
 * long started = clock.start();
 * boolean more = decoder.receive(frame);
 * clock.stop(started, more ? 1 : 0);
 * }</pre>
 *
 * <p>May be used by several threads at once. A clock of a run that nobody records costs a branch.
 */
public final class StageClock {
    /** Counts nothing. */
    static final StageClock OFF = new StageClock(false);

    private final boolean on;
    private final LongAdder busyNanos = new LongAdder();
    private final LongAdder items = new LongAdder();

    StageClock(boolean on) {
        this.on = on;
    }

    /** Whether anybody records. */
    public boolean isOn() {
        return on;
    }

    /** The present moment, to be handed to {@link #stop}. */
    public long start() {
        return on ? System.nanoTime() : 0;
    }

    /** Adds the time since {@code started} and this many items. */
    public void stop(long started, int count) {
        if (on) {
            busyNanos.add(System.nanoTime() - started);
            items.add(count);
        }
    }

    /** Nanoseconds added up so far. */
    public long busyNanos() {
        return on ? busyNanos.sum() : 0;
    }

    long items() {
        return items.sum();
    }
}
