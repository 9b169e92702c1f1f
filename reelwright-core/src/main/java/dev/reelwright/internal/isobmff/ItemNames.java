package dev.reelwright.internal.isobmff;

import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How items of a list {@code ilst} are named: by places in a table of keys (QuickTime File Format, "Metadata Item Keys Atom"),
 * or by the codes of iTunes, of which one is for names of any length.
 */
final class ItemNames {
    private static final int ENTRY_HEADER = 8;
    private static final int VERSION_AND_FLAGS = 4;
    private static final String USUAL_NAMESPACE = "mdta";
    private static final String FREE_FORM = "----";

    /** By their places, from 1; null for lists of iTunes. */
    private final @Nullable List<Name> keys;

    private ItemNames(@Nullable List<Name> keys) {
        this.keys = keys;
    }

    /**
     * A name as items have it.
     *
     * @param attributes what stands beside it
     */
    record Name(MetadataIdentifier identifier, Map<String, String> attributes) {
        MetadataItem with(MetadataItem item) {
            if (attributes.isEmpty()) {
                return item;
            }
            Map<String, String> all = new HashMap<>(item.extraAttributes());
            all.putAll(attributes);
            return new MetadataItem(identifier, item.value(), item.languageTag(), all);
        }
    }

    static ItemNames ofItunes() {
        return new ItemNames(null);
    }

    /** Reads the content of {@code keys}; what does not fit in it is left out. */
    static ItemNames ofKeys(byte[] table) {
        List<Name> names = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(table);
        in.position(Math.min(table.length, 2 * VERSION_AND_FLAGS));
        while (in.remaining() > ENTRY_HEADER) {
            long size = Integer.toUnsignedLong(in.getInt());
            String namespace = BoxSource.fourCc(in.getInt());
            if (size <= ENTRY_HEADER || size - ENTRY_HEADER > in.remaining()) {
                break;
            }
            byte[] key = new byte[(int) size - ENTRY_HEADER];
            in.get(key);
            Map<String, String> attributes =
                    namespace.equals(USUAL_NAMESPACE) ? Map.of() : Map.of(MovieMetadataWriter.NAMESPACE, namespace);
            String text = TextCoding.text(key, 0);
            names.add(new Name(
                    new MetadataIdentifier(KeySpace.QUICKTIME_METADATA, text.isEmpty() ? "?" : text), attributes));
        }
        return new ItemNames(names);
    }

    /** Text behind version and flags. */
    static String text(byte[] content) {
        return TextCoding.text(
                Arrays.copyOfRange(content, Math.min(VERSION_AND_FLAGS, content.length), content.length), 0);
    }

    /**
     * The name of an item; nothing where it has none.
     *
     * @param mean and {@code name} what a free-form item says of itself
     */
    Optional<Name> of(String type, String mean, String name) {
        if (keys != null) {
            int place = BoxTree.code(type);
            return place < 1 || place > keys.size() ? Optional.empty() : Optional.of(keys.get(place - 1));
        }
        if (type.charAt(0) == 0) {
            // a place in a table that is not there
            return Optional.empty();
        }
        if (!type.equals(FREE_FORM)) {
            return Optional.of(new Name(new MetadataIdentifier(KeySpace.ITUNES, type), Map.of()));
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        MetadataIdentifier identifier = new MetadataIdentifier(KeySpace.ITUNES, mean + "." + name);
        return Optional.of(
                new Name(identifier, name.indexOf('.') < 0 ? Map.of() : Map.of(MovieMetadataWriter.MEAN, mean)));
    }
}
