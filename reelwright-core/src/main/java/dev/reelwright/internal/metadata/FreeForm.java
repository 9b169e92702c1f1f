package dev.reelwright.internal.metadata;

import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue.Text;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that people and programs give to items where a key space lets them. */
final class FreeForm {
    private static final String ITUNES_PREFIX = "com.apple.iTunes.";
    private static final Set<KeySpace> NAMES =
            Set.of(KeySpace.MATROSKA, KeySpace.VORBIS, KeySpace.QUICKTIME_METADATA, KeySpace.UNKNOWN);
    /** What fields of Vorbis comments may be called, the narrowest of all. */
    private static final Pattern NAME = Pattern.compile("[\\x20-\\x3C\\x3E-\\x7D]{1,200}");

    private FreeForm() {}

    /** The name that an item goes by; empty where its key is a code. */
    static Optional<String> name(MetadataItem item) {
        KeySpace space = item.identifier().keySpace();
        Optional<String> name = Optional.empty();
        if (NAMES.contains(space)) {
            name = Optional.of(item.key());
        } else if (space.equals(KeySpace.ITUNES) && item.key().startsWith(ITUNES_PREFIX)) {
            name = Optional.of(item.key().substring(ITUNES_PREFIX.length()));
        } else if (space.equals(KeySpace.ID3) && item.key().equals("TXXX")) {
            name = item.attribute(MetadataItem.INFO);
        }
        return name.filter(n -> NAME.matcher(n).matches());
    }

    /** The item by this name in the first key space of the file's own that has free names; empty for what is no text. */
    static Optional<MetadataItem> item(FileSpaces spaces, String name, MetadataItem item) {
        Optional<Text> text = item.stringValue().map(Text::new);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (KeySpace space : spaces.own()) {
            if (space.equals(KeySpace.ID3)) {
                Map<String, String> info = Map.of(MetadataItem.INFO, name);
                return Optional.of(new MetadataItem(new MetadataIdentifier(space, "TXXX"), text.get(), null, info));
            }
            if (NAMES.contains(space)) {
                String language = FileSpaces.tellsLanguages(space, name) ? item.languageTag() : null;
                return Optional.of(
                        new MetadataItem(new MetadataIdentifier(space, name), text.get(), language, Map.of()));
            }
            if (space.equals(KeySpace.ITUNES)) {
                return Optional.of(MetadataItem.of(new MetadataIdentifier(space, ITUNES_PREFIX + name), text.get()));
            }
        }
        return Optional.empty();
    }
}
