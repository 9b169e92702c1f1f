package dev.reelwright.internal.pipeline;

/** Parts that were encoded side by side do not fit together; encoding one after the other will do. */
final class SeamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SeamException(String message) {
        super(message);
    }
}
