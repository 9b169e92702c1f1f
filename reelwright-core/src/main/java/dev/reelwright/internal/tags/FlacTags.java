package dev.reelwright.internal.tags;

import dev.reelwright.metadata.MetadataItem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tags in the metadata blocks of a FLAC file (RFC 9639 §8). */
final class FlacTags {
    private static final int MARKER = 0x664C6143;
    private static final int COMMENTS = 4;
    private static final int PICTURE = 6;
    private static final int LAST = 0x80;
    private static final int MOST_BLOCKS = 1000;

    private FlacTags() {}

    static Optional<List<MetadataItem>> read(TagSource source) throws IOException {
        long at = Id3Reader.length(source, 0);
        if (!source.has(at, Integer.BYTES) || source.read(at, Integer.BYTES).getInt() != MARKER) {
            return Optional.empty();
        }
        at += Integer.BYTES;
        List<MetadataItem> items = new ArrayList<>();
        boolean last = false;
        for (int i = 0; i < MOST_BLOCKS && !last && source.has(at, Integer.BYTES); i++) {
            int header = source.read(at, Integer.BYTES).getInt();
            last = (header >>> 24 & LAST) != 0;
            int type = header >>> 24 & ~LAST;
            int length = header & 0xFFFFFF;
            at += Integer.BYTES;
            if (type == COMMENTS || type == PICTURE) {
                ByteBuffer block = source.read(at, length);
                items.addAll(type == COMMENTS ? VorbisComments.read(block) : List.of(VorbisComments.picture(block)));
            }
            at += length;
        }
        return Optional.of(items);
    }
}
