package dev.reelwright.cli;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import sun.misc.Signal;

/**
 * What Ctrl-C and a polite kill do: the first asks the command to stop and clean up, the second ends the process at once.
 *
 * <p>A shutdown hook would not do: hooks run once, and a second signal is then ignored.
 */
final class Signals {
    /** A terminal and a wrapper script may both pass on the same Ctrl-C; what comes this close is one. */
    private static final long ONE_SIGNAL_NANOS = 100_000_000;

    private final Cancellation cancellation;
    private final PrintStream err;
    private final AtomicLong firstNanos = new AtomicLong();

    private Signals(Cancellation cancellation, PrintStream err) {
        this.cancellation = cancellation;
        this.err = err;
    }

    /** Takes over SIGINT and SIGTERM where the JVM lets it. */
    static void install(Cancellation cancellation, PrintStream err) {
        Signals signals = new Signals(cancellation, err);
        for (String name : new String[] {"INT", "TERM"}) {
            try {
                Signal.handle(new Signal(name), signal -> signals.received());
            } catch (IllegalArgumentException e) {
                // The JVM was told to leave signals alone (-Xrs); then the system's own handling stays.
                return;
            }
        }
    }

    private void received() {
        long now = System.nanoTime() | 1; // never 0, which stands for none
        if (firstNanos.compareAndSet(0, now)) {
            if (cancellation.request()) {
                return;
            }
        } else if (now - firstNanos.get() < ONE_SIGNAL_NANOS) {
            return;
        }
        err.println("reelwright: cancelled");
        err.flush();
        Runtime.getRuntime().halt(ExitCode.CANCELLED);
    }
}
