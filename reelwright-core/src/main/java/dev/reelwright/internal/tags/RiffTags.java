package dev.reelwright.internal.tags;

import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tags in the chunks of RIFF files (WAV and AVI; Microsoft: Multimedia Programming Interface 1.0) and of AIFF files. */
final class RiffTags {
    private static final int CHUNK = 8;
    private static final int FIRST_CHUNK = 12;
    private static final int MOST_CHUNKS = 10_000;
    private static final long IN_DS64 = 0xFFFFFFFFL;
    private static final Set<String> RIFF = Set.of("RIFF", "RF64", "BW64");

    private final TagSource source;
    private final ByteOrder order;
    private final List<MetadataItem> items = new ArrayList<>();
    private long dataSize = -1;

    private RiffTags(TagSource source, ByteOrder order) {
        this.source = source;
        this.order = order;
    }

    /** The items of all of a file's lists and tags; empty where it has none. */
    static Optional<List<MetadataItem>> read(TagSource source) throws IOException {
        if (!source.has(0, FIRST_CHUNK)) {
            return Optional.empty();
        }
        String kind = Texts.code(source.read(0, 4));
        if (!RIFF.contains(kind) && !kind.equals("FORM")) {
            return Optional.empty();
        }
        RiffTags tags = new RiffTags(source, kind.equals("FORM") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        tags.readChunks();
        return tags.items.isEmpty() ? Optional.empty() : Optional.of(tags.items);
    }

    private void readChunks() throws IOException {
        long at = FIRST_CHUNK;
        for (int i = 0; i < MOST_CHUNKS && source.has(at, CHUNK); i++) {
            ByteBuffer header = source.read(at, CHUNK).order(order);
            String id = Texts.code(header);
            long size = Integer.toUnsignedLong(header.getInt());
            size = size == IN_DS64 && id.equals("data") && dataSize >= 0 ? dataSize : size;
            at += CHUNK;
            if (!source.has(at, size)) {
                return;
            }
            read(id, at, size);
            at += size + (size & 1);
        }
    }

    private void read(String id, long at, long size) throws IOException {
        if (id.equals("ds64") && size >= 2 * Long.BYTES) {
            dataSize = source.read(at + Long.BYTES, Long.BYTES).order(order).getLong();
        } else if (id.equalsIgnoreCase("id3 ")) {
            items.addAll(Id3Reader.read(source, at).orElse(List.of()));
        } else if (id.equals("LIST")
                && size >= 4
                && Texts.code(source.read(at, 4)).equals("INFO")) {
            readInfo(source.read(at + 4, size - 4).order(order));
        }
    }

    private void readInfo(ByteBuffer in) {
        while (in.remaining() >= CHUNK) {
            String id = Texts.code(in);
            long size = Integer.toUnsignedLong(in.getInt());
            if (size > in.remaining()) {
                return;
            }
            String text = Texts.guessed(Texts.bytes(in, size));
            if (!text.isEmpty()) {
                items.add(MetadataItem.of(new MetadataIdentifier(KeySpace.RIFF, id), new Text(text)));
            }
            if ((size & 1) != 0 && in.hasRemaining()) {
                in.get();
            }
        }
    }
}
