package dev.reelwright.cli;

import org.jspecify.annotations.Nullable;

/** The user's wish to stop, and what the running command does about it. Safe for use from any thread. */
final class Cancellation {
    private boolean requested;
    private @Nullable Runnable action;

    /** Runs {@code stop} when the user asks to stop; at once when that was asked for already. */
    void onRequest(Runnable stop) {
        synchronized (this) {
            action = stop;
            if (!requested) {
                return;
            }
        }
        stop.run();
    }

    /** Asks the running command to stop; false when it has no way to stop gently. */
    boolean request() {
        Runnable stop;
        synchronized (this) {
            requested = true;
            stop = action;
        }
        if (stop == null) {
            return false;
        }
        stop.run();
        return true;
    }

    synchronized boolean isRequested() {
        return requested;
    }
}
