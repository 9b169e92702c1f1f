package dev.reelwright.internal.tags;

import java.io.IOException;

/** Tags that do not hold what their sizes say. */
final class MalformedTagsException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedTagsException(String message) {
        super(message);
    }
}
