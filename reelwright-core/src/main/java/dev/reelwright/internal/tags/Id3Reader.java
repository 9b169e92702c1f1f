package dev.reelwright.internal.tags;

import dev.reelwright.metadata.MetadataItem;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a tag of ID3 2.2, 2.3 or 2.4 (id3.org). Frames that are compressed or encrypted are passed over; a damaged frame ends
 * the reading, with those before it kept.
 */
final class Id3Reader {
    static final int HEADER = 10;

    private static final Pattern FRAME = Pattern.compile("[A-Z][A-Z0-9]{2,3}");
    private static final int UNSYNCHRONISED = 0x80;
    private static final int EXTENDED = 0x40;
    private static final int FEW_BYTES = 0x80;

    private final ByteBuffer in;
    private final int version;
    private final boolean allUnsynchronised;

    private Id3Reader(ByteBuffer in, int version, boolean allUnsynchronised) {
        this.in = in;
        this.version = version;
        this.allUnsynchronised = allUnsynchronised;
    }

    /** How many bytes the tag there takes; 0 where there is none. */
    static long length(TagSource source, long offset) throws IOException {
        if (!source.has(offset, HEADER)) {
            return 0;
        }
        ByteBuffer header = source.read(offset, HEADER);
        boolean tag = header.get() == 'I' && header.get() == 'D' && header.get() == '3';
        header.position(6);
        return tag ? HEADER + synchsafe(header.getInt()) : 0;
    }

    /** The items of the tag there; empty where there is none. */
    static Optional<List<MetadataItem>> read(TagSource source, long offset) throws IOException {
        long length = length(source, offset);
        if (length == 0) {
            return Optional.empty();
        }
        return Optional.of(read(source.read(offset, Math.min(length, source.size() - offset))));
    }

    /** The items of the tag that fills these bytes. */
    static List<MetadataItem> read(ByteBuffer tag) {
        tag.position(3);
        int version = tag.get();
        tag.get();
        int flags = tag.get();
        tag.getInt();
        boolean unsynchronised = (flags & UNSYNCHRONISED) != 0;
        boolean compressed = version == 2 && (flags & EXTENDED) != 0;
        if (version < 2 || version > 4 || compressed) {
            return List.of();
        }
        ByteBuffer in = unsynchronised && version < 4 ? synchronised(Texts.rest(tag)) : tag.slice();
        if (version > 2 && (flags & EXTENDED) != 0) {
            skipExtendedHeader(in, version);
        }
        return new Id3Reader(in, version, unsynchronised).frames();
    }

    private static void skipExtendedHeader(ByteBuffer in, int version) {
        int size = in.getInt();
        long rest = version == 4 ? synchsafe(size) - Integer.BYTES : Integer.toUnsignedLong(size);
        Texts.bytes(in, rest);
    }

    private List<MetadataItem> frames() {
        List<MetadataItem> items = new ArrayList<>();
        int header = version == 2 ? 6 : HEADER;
        while (in.remaining() > header && in.get(in.position()) != 0) {
            String id = Texts.text(in, version == 2 ? 3 : 4, StandardCharsets.ISO_8859_1);
            if (!FRAME.matcher(id).matches()) {
                break;
            }
            long size = size();
            int flags = version == 2 ? 0 : in.getShort();
            if (size > in.remaining()) {
                break;
            }
            int end = in.position() + (int) size;
            items.addAll(frame(id, flags, in.slice(in.position(), (int) size)));
            in.position(end);
        }
        return items;
    }

    private long size() {
        if (version == 2) {
            return (long) Short.toUnsignedInt(in.getShort()) << 8 | in.get() & 0xFF;
        }
        int size = in.getInt();
        if (version == 3 || size < FEW_BYTES) {
            return Integer.toUnsignedLong(size);
        }
        // iTunes once wrote sizes of 2.4 as 2.3 has them
        boolean plain = (size & 0x80808080) != 0 || (!isBoundary(synchsafe(size)) && isBoundary(size));
        return plain ? Integer.toUnsignedLong(size) : synchsafe(size);
    }

    /** Whether a frame of that size would be followed by another one or by nothing. */
    private boolean isBoundary(long size) {
        long next = in.position() + 2 + size;
        if (next + HEADER >= in.limit()) {
            return next <= in.limit();
        }
        byte[] id = new byte[4];
        in.get((int) next, id);
        return id[0] == 0
                || FRAME.matcher(new String(id, StandardCharsets.ISO_8859_1)).matches();
    }

    private List<MetadataItem> frame(String id, int flags, ByteBuffer body) {
        boolean grouped = (flags & (version == 3 ? 0x20 : 0x40)) != 0;
        boolean hidden = (flags & (version == 3 ? 0xC0 : 0x0C)) != 0;
        boolean unsynchronised = version == 4 && (allUnsynchronised || (flags & 0x02) != 0);
        boolean sized = version == 4 && (flags & 0x01) != 0;
        try {
            int skipped = (grouped ? 1 : 0) + (sized ? Integer.BYTES : 0);
            Texts.bytes(body, skipped);
            ByteBuffer content = unsynchronised ? synchronised(Texts.rest(body)) : body;
            return hidden
                    ? List.of()
                    : Id3Frames.items(version == 2 ? Id3Frames.longId(id) : id, content, version == 2);
        } catch (BufferUnderflowException e) {
            return List.of();
        }
    }

    static long synchsafe(int value) {
        return (value & 0x7F) | (value >> 8 & 0x7F) << 7 | (value >> 16 & 0x7F) << 14 | (value >> 24 & 0x7F) << 21;
    }

    /** Takes out the zeros that were put after bytes of ones, so that no decoder takes the tag for sound. */
    private static ByteBuffer synchronised(byte[] bytes) {
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            bytes[length++] = bytes[i];
            if ((bytes[i] & 0xFF) == 0xFF && i + 1 < bytes.length && bytes[i + 1] == 0) {
                i++;
            }
        }
        return ByteBuffer.wrap(bytes, 0, length).slice();
    }
}
