package dev.reelwright.internal.pipeline;

/** A smart cut cannot be made of this source, or was not what it should be: the range must be had in another way. */
final class CutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CutException(String message) {
        super(message);
    }
}
