package dev.reelwright.internal.bitstream;

/**
 * Says that a bitstream is damaged, or uses what is not handled here. Whoever asked copies nothing then and goes the long way:
 * encodes.
 */
public final class BitstreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BitstreamException(String message) {
        super(message);
    }
}
