package dev.reelwright.internal.isobmff;

import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * QuickTime user data (QuickTime File Format, "User Data Atoms"): under codes that begin with a copyright sign a list of
 * texts, each with its language; under others bytes that only their writer knows, which are kept as they are.
 */
final class QuickTimeUserData {
    /** Text that is nothing but text. */
    private static final Set<String> PLAIN = Set.of("name", "tagc");

    private static final int ENTRY_HEADER = 4;
    /** A list that has more was made to cost memory. */
    private static final int MOST_ENTRIES = 1000;

    private QuickTimeUserData() {}

    private static MetadataIdentifier identifier(String type) {
        return new MetadataIdentifier(KeySpace.QUICKTIME_USER_DATA, type);
    }

    static boolean isText(String type) {
        return type.charAt(0) == '\u00a9';
    }

    /** Reads the content of a box. */
    static List<MetadataItem> read(String type, byte[] content) {
        MetadataIdentifier identifier = identifier(type);
        MetadataItem asBytes = MetadataItem.of(identifier, new MetadataValue.Data(content, DataType.RAW));
        if (isText(type)) {
            List<MetadataItem> texts = texts(identifier, content);
            return texts.isEmpty() ? List.of(asBytes) : texts;
        }
        if (PLAIN.contains(type)) {
            return List.of(MetadataItem.of(identifier, new MetadataValue.Text(TextCoding.text(content, 0))));
        }
        return List.of(asBytes);
    }

    /** Nothing where it is no list of texts from end to end. */
    private static List<MetadataItem> texts(MetadataIdentifier identifier, byte[] content) {
        List<MetadataItem> texts = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(content);
        while (in.remaining() >= ENTRY_HEADER && texts.size() < MOST_ENTRIES) {
            byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
            int language = Short.toUnsignedInt(in.getShort());
            if (text.length > in.remaining()) {
                return List.of();
            }
            in.get(text);
            texts.add(new MetadataItem(
                    identifier,
                    new MetadataValue.Text(TextCoding.text(text, language)),
                    LanguageTags.of(language),
                    java.util.Map.of()));
        }
        boolean atEnd = in.remaining() < ENTRY_HEADER;
        while (in.hasRemaining()) {
            atEnd &= in.get() == 0;
        }
        return atEnd ? texts : List.of();
    }

    /** Whether one box may hold both, which follow each other. */
    static boolean belongTogether(MetadataItem one, MetadataItem next) {
        boolean texts = !(one.value() instanceof MetadataValue.Data) && !(next.value() instanceof MetadataValue.Data);
        return texts && isText(one.key()) && one.key().equals(next.key());
    }

    /** The box of items that belong together. A text ends where its 16-bit length does. */
    static BoxTree write(List<MetadataItem> items) {
        MetadataItem first = items.get(0);
        BoxWriter out = new BoxWriter();
        for (MetadataItem item : items) {
            if (item.value() instanceof MetadataValue.Data data) {
                out.put(data.bytes());
            } else if (isText(item.key())) {
                byte[] text = TextCoding.utf8(item.stringValue().orElse(""), 0xFFFF);
                out.u16(text.length)
                        .u16(LanguageTags.packed(item.languageTag()))
                        .put(text);
            } else {
                out.put(TextCoding.utf8(item.stringValue().orElse(""), Integer.MAX_VALUE));
            }
        }
        return BoxTree.of(first.key(), out.bytes());
    }
}
