package dev.reelwright.internal.isobmff;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What handles a track's media, and its name (ISO/IEC 14496-12 §8.4.3). QuickTime begins names with their length, others
 * end them with a zero.
 */
record HandlerName(String type, byte[] name) {
    private static final int TYPE = 8;
    private static final int NAME = 24;
    private static final int LONGEST = 255;

    /** @param content of {@code hdlr} */
    static HandlerName read(byte[] content) throws MalformedBoxException {
        if (content.length < TYPE + Integer.BYTES) {
            throw new MalformedBoxException("a hdlr box of %d bytes is too short".formatted(content.length));
        }
        String type = BoxSource.fourCc(ByteBuffer.wrap(content).getInt(TYPE));
        byte[] rest = content.length <= NAME ? new byte[0] : Arrays.copyOfRange(content, NAME, content.length);
        if (rest.length > 0 && (rest[0] & 0xff) == rest.length - 1) {
            return new HandlerName(type, Arrays.copyOfRange(rest, 1, rest.length));
        }
        int end = 0;
        while (end < rest.length && rest[end] != 0) {
            end++;
        }
        return new HandlerName(type, Arrays.copyOf(rest, end));
    }

    void put(BoxTree box, boolean quickTime) {
        int length = Math.min(LONGEST, name.length);
        BoxWriter out = new BoxWriter().u32(0);
        if (quickTime) {
            out.fourCc("mhlr");
        } else {
            out.u32(0);
        }
        out.fourCc(type).put(new byte[NAME - TYPE - Integer.BYTES]);
        if (quickTime) {
            out.u8(length);
        }
        out.put(Arrays.copyOf(name, length));
        if (!quickTime) {
            out.u8(0);
        }
        box.content(out.bytes());
    }

    long size() {
        return NAME + 1L + name.length;
    }
}
