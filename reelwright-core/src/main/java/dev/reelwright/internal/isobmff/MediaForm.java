package dev.reelwright.internal.isobmff;

import dev.reelwright.internal.isobmff.BoxSource.Container;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.Optional;
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

    private static final Set<String> NO_HEADERS = Set.of("hdlr", "dinf", "stbl");

    private final byte[] handler;
    private final byte[] mediaHeader;
    private final byte[] description;

    /**
     * @param handler the content of {@code hdlr}
     * @param mediaHeader the whole box, such as {@code nmhd} or {@code gmhd}
     * @param description the content of {@code stsd}
     */
    private MediaForm(byte[] handler, byte[] mediaHeader, byte[] description) {
        this.handler = handler;
        this.mediaHeader = mediaHeader;
        this.description = description;
    }

    /** Reads that of the track of this id; empty where the file has no such track, or one without it. */
    public static Optional<MediaForm> read(SeekableByteChannel channel, int trackId) throws IOException {
        BoxSource source = new BoxSource(channel);
        Box moov = source.topLevelAt(0);
        while (moov != null && !moov.type().equals("moov")) {
            moov = source.topLevelAt(moov.end());
        }
        if (moov == null) {
            return Optional.empty();
        }
        for (Box box : source.children(moov).boxes()) {
            if (box.type().equals("trak") && new TrackReader(source).trak(box).id() == trackId) {
                return Optional.of(read(channel, source, source.children(box)));
            }
        }
        return Optional.empty();
    }

    private static MediaForm read(SeekableByteChannel channel, BoxSource source, Container track) throws IOException {
        Container media = source.children(track.require("mdia"));
        Container information = source.children(media.require("minf"));
        Box header = information.boxes().stream()
                .filter(box -> !NO_HEADERS.contains(box.type()))
                .findFirst()
                .orElseThrow(() -> new MalformedBoxException("a track of data has no media header"));
        Box table = source.children(information.require("stbl")).require("stsd");
        byte[] description = bytes(channel, table.contentOffset(), table.end());
        ownData(description);
        Box handler = media.require("hdlr");
        return new MediaForm(
                bytes(channel, handler.contentOffset(), handler.end()),
                bytes(channel, header.offset(), header.end()),
                description);
    }

    private static byte[] bytes(SeekableByteChannel channel, long from, long to) throws IOException {
        if (to - from > LARGEST || to < from) {
            throw new MalformedBoxException("a box of %d bytes describes a track of data".formatted(to - from));
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until it is full
        }
        return bytes.array();
    }

    /** Lets every entry say that its media is in the same file, which it will be. */
    private static void ownData(byte[] description) {
        ByteBuffer entries = ByteBuffer.wrap(description);
        int at = FIRST_ENTRY;
        while (at + DATA_REFERENCE + Short.BYTES <= description.length) {
            entries.putShort(at + DATA_REFERENCE, (short) 1);
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
        boolean foreign = !quickTime
                && BoxSource.fourCc(ByteBuffer.wrap(mediaHeader).getInt(4)).equals("gmhd");
        BoxWriter out = new BoxWriter();
        if (foreign) {
            out.u32(BOX_HEADER + 4).fourCc("nmhd").u32(0);
        } else {
            out.put(mediaHeader);
        }
        ByteBuffer in = information.content().slice();
        while (in.remaining() >= BOX_HEADER) {
            Child child = Child.next(in);
            if (child.type().equals("stbl")) {
                byte[] tables = replaced(child.content(), Map.of("stsd", description));
                out.u32(BOX_HEADER + tables.length).fourCc("stbl").put(tables);
            } else if (NO_HEADERS.contains(child.type())) {
                child.copy(out);
            }
        }
        information.content(out.bytes());
    }

    private static byte[] replaced(ByteBuffer boxes, Map<String, byte[]> contents) throws MalformedBoxException {
        BoxWriter out = new BoxWriter();
        while (boxes.remaining() >= BOX_HEADER) {
            Child child = Child.next(boxes);
            byte[] content = contents.get(child.type());
            if (content == null) {
                child.copy(out);
            } else {
                out.u32(BOX_HEADER + content.length).fourCc(child.type()).put(content);
            }
        }
        return out.bytes();
    }

    /** A box within another one's content, with a header of 32 bits, as muxers write them in an index. */
    private record Child(String type, ByteBuffer content) {
        static Child next(ByteBuffer in) throws MalformedBoxException {
            int size = in.getInt();
            String type = BoxSource.fourCc(in.getInt());
            if (size < BOX_HEADER || size - BOX_HEADER > in.remaining()) {
                throw new MalformedBoxException(
                        "a %s box of %d bytes is larger than what it is in".formatted(type, size));
            }
            ByteBuffer content = in.slice(in.position(), size - BOX_HEADER);
            in.position(in.position() + size - BOX_HEADER);
            return new Child(type, content);
        }

        void copy(BoxWriter out) {
            byte[] bytes = new byte[content.remaining()];
            content.duplicate().get(bytes);
            out.u32(BOX_HEADER + bytes.length).fourCc(type).put(bytes);
        }
    }
}
