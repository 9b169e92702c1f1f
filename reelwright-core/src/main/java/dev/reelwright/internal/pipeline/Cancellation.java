package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.util.ArrayList;
import java.util.List;

/** A request to stop, made once and seen by everyone who shares it. */
public final class Cancellation {
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile boolean requested;

    /** Makes the request; later ones have no effect. */
    public void cancel() {
        List<Runnable> toTell;
        synchronized (listeners) {
            if (requested) {
                return;
            }
            requested = true;
            toTell = List.copyOf(listeners);
        }
        toTell.forEach(Runnable::run);
    }

    public boolean isRequested() {
        return requested;
    }

    /** Calls back when the request is made; at once when it was made already. */
    public void onCancel(Runnable listener) {
        synchronized (listeners) {
            if (!requested) {
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }

    /** Ends the work here when the request was made. */
    public void check() {
        if (requested) {
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
        }
    }
}
