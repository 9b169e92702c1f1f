package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request to stop, made once and seen by everyone who shares it. */
public final class Cancellation {
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile boolean requested;
    /** Why the work ends although nobody asked for it. */
    private volatile @Nullable MediaException failure;

    /** Ends the work with this failure, unless it was cancelled before. */
    public void fail(MediaException e) {
        if (!requested) {
            failure = e;
            cancel();
        }
    }

    /** Why the work ends: the failure that was told, or that it was cancelled. */
    public MediaException reason() {
        MediaException e = failure;
        return e != null ? e : new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
    }

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
            throw reason();
        }
    }
}
