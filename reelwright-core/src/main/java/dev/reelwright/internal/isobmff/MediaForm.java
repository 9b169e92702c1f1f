package dev.reelwright.internal.isobmff;

import dev.reelwright.internal.isobmff.BoxSource.Container;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * How a track of timed data says what its samples are: its handler, its media header and its sample descriptions (ISO/IEC
 * 14496-12 §8.4.3, §12, §8.5.2). Carried over as it is, for muxers do not know every kind.
 */
public final class MediaForm {
    private static final int LARGEST = 1 << 20;
    private static final int BOX_HEADER = 8;
    /** Of an entry, from its beginning: the size, the type, six reserved bytes. */
    private static final int DATA_REFERENCE = 14;
    /** In a {@code stsd} box: version and flags, the count. */
    private static final int FIRST_ENTRY = 8;

    /** What is not timed data: pictures, sound, text and what others are timed by. */
    private static final Set<String> OTHERS =
            Set.of("vide", "auxv", "pict", "soun", "text", "sbtl", "subt", "subp", "clcp", "hint");

    private static final Set<String> NO_HEADERS = Set.of("hdlr", "dinf", "stbl");

    private final byte[] handler;
    private final BoxTree mediaHeader;
    private final byte[] description;

    /**
     * @param handler the content of {@code hdlr}
     * @param mediaHeader the whole box, such as {@code nmhd} or {@code gmhd}
     * @param description the content of {@code stsd}
     */
    private MediaForm(byte[] handler, BoxTree mediaHeader, byte[] description) {
        this.handler = handler;
        this.mediaHeader = mediaHeader;
        this.description = description;
    }

    /** Whether tracks of this handler are timed data. */
    static boolean isData(String handler) {
        return !OTHERS.contains(handler);
    }

    static MediaForm read(BoxSource source, Container media, Container information, Container tables)
            throws IOException {
        Box header = information.boxes().stream()
                .filter(box -> !NO_HEADERS.contains(box.type()))
                .findFirst()
                .orElseThrow(() -> new MalformedBoxException("a track of data has no media header"));
        byte[] description = source.content(small(tables.require("stsd")));
        ownData(description);
        return new MediaForm(
                source.content(media.require("hdlr")),
                BoxTree.of(header.type(), source.content(small(header))),
                description);
    }

    private static Box small(Box box) throws MalformedBoxException {
        if (box.size() > LARGEST) {
            throw new MalformedBoxException(box, "%d bytes describe a track of data".formatted(box.size()));
        }
        return box;
    }

    /** Lets every entry say that its media is in the same file, which it will be. */
    private static void ownData(byte[] description) {
        ByteBuffer entries = ByteBuffer.wrap(description);
        int at = FIRST_ENTRY;
        while (at + DATA_REFERENCE + Short.BYTES <= description.length) {
            // phones write some of them without the fields that precede it
            if (entries.getInt(at + BOX_HEADER) == 0 && entries.getShort(at + BOX_HEADER + Integer.BYTES) == 0) {
                entries.putShort(at + DATA_REFERENCE, (short) 1);
            }
            at += Math.max(BOX_HEADER, entries.getInt(at));
            if (at < 0) {
                return;
            }
        }
    }

    /** The first entry, from its type on; empty when there is none. */
    public ByteBuffer firstEntry() {
        return description.length <= FIRST_ENTRY + Integer.BYTES
                ? ByteBuffer.allocate(0)
                : ByteBuffer.wrap(
                                description,
                                FIRST_ENTRY + Integer.BYTES,
                                description.length - FIRST_ENTRY - Integer.BYTES)
                        .slice()
                        .asReadOnlyBuffer();
    }

    /**
     * Puts it in place of what the muxer wrote into this {@code mdia} box.
     *
     * @param quickTime whether the file is of the type {@code mov}, which alone has {@code gmhd}
     */
    void put(BoxTree media, boolean quickTime) throws MalformedBoxException {
        media.require("hdlr").content(handler);
        BoxTree information = media.require("minf");
        boolean foreign = !quickTime && mediaHeader.type().equals("gmhd");
        information.removeIf(box -> !NO_HEADERS.contains(box.type()));
        information.addAfter("", foreign ? BoxTree.of("nmhd", new byte[Integer.BYTES]) : mediaHeader);
        information.require("stbl").require("stsd").content(description);
    }

    long size() {
        return handler.length + mediaHeader.size() + description.length;
    }
}
