package dev.reelwright.internal.isobmff;

import java.nio.ByteBuffer;

/**
 * What a track's header says that goes along with it: which presentations it is in, its order from front to back, its
 * loudness (ISO/IEC 14496-12 §8.3.2).
 */
record HeaderFields(int flags, short layer, short volume) {
    /** In the movie, and in its preview. */
    private static final int PLACES = 6;
    /** A poster in QuickTime, another meaning of the sizes elsewhere. */
    private static final int OTHER = 8;

    private static final int LAYER = 32;
    private static final int VOLUME = 36;
    /** More of it where the times have 64 bits. */
    private static final int WIDER = 12;

    /** @param content of {@code tkhd} */
    static HeaderFields read(byte[] content) throws MalformedBoxException {
        ByteBuffer in = ByteBuffer.wrap(content);
        int wider = content.length > 0 && content[0] == 1 ? WIDER : 0;
        if (content.length < VOLUME + wider + Short.BYTES) {
            throw new MalformedBoxException("a tkhd box of %d bytes is too short".formatted(content.length));
        }
        return new HeaderFields(in.getInt(0), in.getShort(LAYER + wider), in.getShort(VOLUME + wider));
    }

    void put(BoxTree box, boolean sameFamily) throws MalformedBoxException {
        byte[] bytes = new byte[box.content().remaining()];
        box.content().get(bytes);
        HeaderFields written = read(bytes);
        int carried = sameFamily ? PLACES | OTHER : PLACES;
        int wider = bytes[0] == 1 ? WIDER : 0;
        ByteBuffer.wrap(bytes)
                .putInt(0, (written.flags & ~carried) | (flags & carried))
                .putShort(LAYER + wider, layer)
                .putShort(VOLUME + wider, volume);
        box.content(bytes);
    }
}
