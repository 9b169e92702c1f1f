package dev.reelwright.internal.bitstream;

/**
 * What a decoder can start with at a packet, by its bits alone: containers call packets sync samples that are none, and the other
 * way round.
 *
 * @param pictures of kind {@link Kind#GRADUAL} alone: how many frames are to be decoded until one is right
 */
public record RandomAccess(Kind kind, int pictures) {
    /** How much decodes right from here on. */
    public enum Kind {
        /** This picture and every one after it, in whatever order. */
        CLOSED,
        /** This picture and those shown after it; those decoded after it and shown before it may refer to what came before. */
        OPEN,
        /** Pictures some frames later: the picture is renewed part by part. */
        GRADUAL,
        /**
         * This picture alone for certain: an intra picture of H.264 without a message that it is a recovery point. Those shown
         * after it may refer to what came before.
         */
        UNCERTAIN,
        NONE
    }

    public static final RandomAccess CLOSED = new RandomAccess(Kind.CLOSED, 0);
    static final RandomAccess OPEN = new RandomAccess(Kind.OPEN, 0);
    static final RandomAccess UNCERTAIN = new RandomAccess(Kind.UNCERTAIN, 0);
    static final RandomAccess NONE = new RandomAccess(Kind.NONE, 0);

    static RandomAccess gradual(int pictures) {
        return new RandomAccess(Kind.GRADUAL, pictures);
    }
}
