package dev.reelwright.internal.render;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import org.jspecify.annotations.Nullable;

/** A request to stop work, from any thread; it also holds when the wider one that it belongs to is made. */
class Token {
    private final @Nullable Token wider;
    private volatile boolean set;

    Token(@Nullable Token wider) {
        this.wider = wider;
    }

    void set() {
        set = true;
    }

    boolean isSet() {
        return set || (wider != null && wider.isSet());
    }

    /** Ends the work here if it is to stop. */
    void check() {
        if (isSet()) {
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
        }
    }
}
