package dev.reelwright.internal.tags;

import dev.reelwright.internal.metadata.Pictures;
import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue.Data;
import dev.reelwright.metadata.MetadataValue.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Vorbis comments, and the pictures of FLAC that they may hold (Xiph.org: Ogg Vorbis I §5; RFC 9639 §8.6, §8.8). */
final class VorbisComments {
    static final String PICTURE = "METADATA_BLOCK_PICTURE";
    private static final String OLD_PICTURE = "COVERART";

    private VorbisComments() {}

    /** The fields; a damaged one ends the reading, with those before it kept. */
    static List<MetadataItem> read(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        Texts.bytes(in, length(in));
        long count = length(in);
        List<MetadataItem> items = new ArrayList<>();
        for (long i = 0; i < count && in.remaining() >= Integer.BYTES; i++) {
            long length = length(in);
            if (length > in.remaining()) {
                break;
            }
            field(Texts.text(in, length, StandardCharsets.UTF_8)).ifPresent(items::add);
        }
        return items;
    }

    private static long length(ByteBuffer in) {
        return Integer.toUnsignedLong(in.getInt());
    }

    private static Optional<MetadataItem> field(String field) {
        int equals = field.indexOf('=');
        if (equals < 1) {
            return Optional.empty();
        }
        String key = field.substring(0, equals);
        String text = field.substring(equals + 1);
        if (key.equalsIgnoreCase(PICTURE)) {
            return decoded(text).map(bytes -> picture(ByteBuffer.wrap(bytes)));
        }
        MetadataIdentifier identifier = new MetadataIdentifier(KeySpace.VORBIS, key);
        return key.equalsIgnoreCase(OLD_PICTURE)
                ? decoded(text).map(bytes -> MetadataItem.of(identifier, new Data(bytes, Pictures.type(bytes))))
                : Optional.of(MetadataItem.of(identifier, new Text(text)));
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A picture as FLAC has it. */
    static MetadataItem picture(ByteBuffer in) {
        long type = length(in);
        String mime = Texts.text(in, length(in), StandardCharsets.US_ASCII);
        String description = Texts.text(in, length(in), StandardCharsets.UTF_8);
        Texts.bytes(in, 4 * Integer.BYTES);
        byte[] bytes = Texts.bytes(in, length(in));
        DataType dataType = Pictures.type(bytes);
        MetadataItem item = MetadataItem.of(new MetadataIdentifier(KeySpace.VORBIS, PICTURE), new Data(bytes, dataType))
                .withAttribute(MetadataItem.PICTURE_TYPE, Long.toString(type))
                .withAttribute(MetadataItem.MIME_TYPE, mime);
        return description.isEmpty() ? item : item.withAttribute(MetadataItem.INFO, description);
    }
}
