package dev.reelwright.internal.tags;

import dev.reelwright.metadata.MetadataItem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Comments in the second packet of each stream of an Ogg file (RFC 3533; RFC 7845 §5.2). */
final class OggTags {
    private static final int PAGE = 27;
    private static final int MARKER = 0x4F676753;
    private static final int CONTINUED = 1;
    private static final int BEGINS = 2;
    private static final int MOST_PAGES = 10_000;
    private static final int MOST_STREAMS = 100;

    private final TagSource source;
    private final Map<Integer, Stream> streams = new LinkedHashMap<>();

    private OggTags(TagSource source) {
        this.source = source;
    }

    /** The packets of a stream so far. */
    private static final class Stream {
        private final List<byte[]> packets = new ArrayList<>();
        private final ByteArrayOutputStream open = new ByteArrayOutputStream();

        boolean isComplete() {
            return packets.size() >= 2;
        }
    }

    /** What the first stream with comments says is said of the whole file. */
    static Optional<FileTags> read(TagSource source) throws IOException {
        OggTags tags = new OggTags(source);
        tags.readPages();
        List<List<MetadataItem>> tracks = new ArrayList<>();
        List<MetadataItem> asset = List.of();
        boolean any = false;
        for (Stream stream : tags.streams.values()) {
            Optional<List<MetadataItem>> items =
                    stream.isComplete() ? comments(ByteBuffer.wrap(stream.packets.get(1))) : Optional.empty();
            boolean first = !any && items.isPresent();
            asset = first ? items.orElseThrow() : asset;
            tracks.add(first ? List.of() : items.orElse(List.of()));
            any |= first;
        }
        return any ? Optional.of(new FileTags(asset, tracks)) : Optional.empty();
    }

    private void readPages() throws IOException {
        long at = 0;
        for (int i = 0; i < MOST_PAGES && source.has(at, PAGE); i++) {
            ByteBuffer header = source.read(at, PAGE).order(ByteOrder.LITTLE_ENDIAN);
            if (Integer.reverseBytes(header.getInt()) != MARKER) {
                return;
            }
            int flags = header.get(5);
            int serial = header.getInt(14);
            int segments = header.get(26) & 0xFF;
            byte[] lacing = Texts.rest(source.read(at + PAGE, segments));
            int length = 0;
            for (byte size : lacing) {
                length += size & 0xFF;
            }
            boolean begins = (flags & BEGINS) != 0;
            if (begins && streams.size() < MOST_STREAMS) {
                streams.putIfAbsent(serial, new Stream());
            }
            if (!begins && streams.values().stream().allMatch(Stream::isComplete)) {
                return;
            }
            Stream stream = streams.get(serial);
            if (stream != null && !stream.isComplete()) {
                packets(stream, lacing, source.read(at + PAGE + segments, length), (flags & CONTINUED) != 0);
            }
            at += PAGE + segments + length;
        }
    }

    private static void packets(Stream stream, byte[] lacing, ByteBuffer body, boolean continued) {
        if (!continued) {
            stream.open.reset();
        }
        for (byte size : lacing) {
            byte[] segment = Texts.bytes(body, size & 0xFF);
            stream.open.write(segment, 0, segment.length);
            if (segment.length < 0xFF) {
                stream.packets.add(stream.open.toByteArray());
                stream.open.reset();
            }
        }
    }

    /** Bytes that a packet of comments begins with, by the coding of its stream. */
    static int beforeComments(byte[] packet) {
        String start = new String(packet, 0, Math.min(8, packet.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\3vorbis") || start.startsWith("\u0081theora")) {
            return 7;
        }
        boolean flac = start.startsWith("\4\0") || start.startsWith("\u0084\0");
        return start.equals("OpusTags") ? 8 : flac ? 4 : 0;
    }

    private static Optional<List<MetadataItem>> comments(ByteBuffer packet) {
        int header = beforeComments(packet.array());
        return packet.limit() < header + 2 * Integer.BYTES
                ? Optional.empty()
                : Optional.of(VorbisComments.read(packet.position(header).slice()));
    }
}
