package dev.reelwright.metadata;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One descriptive fact about an asset or a track, as its file writes it.
 *
 * @param identifier what it says
 * @param languageTag the language that it is in (BCP 47); null where none is told
 * @param extraAttributes what a format says of the item beside key and value, such as the owner of a private ID3 frame
 */
public record MetadataItem(
        MetadataIdentifier identifier,
        MetadataValue value,
        @Nullable String languageTag,
        Map<String, String> extraAttributes) {

    public MetadataItem {
        extraAttributes = Map.copyOf(extraAttributes);
    }

    /** An item without a language. */
    public static MetadataItem of(MetadataIdentifier identifier, MetadataValue value) {
        return new MetadataItem(identifier, value, null, Map.of());
    }

    /** An item of text; {@code identifier} as in {@link MetadataIdentifier#parse}. */
    public static MetadataItem of(String identifier, String text) {
        return of(MetadataIdentifier.parse(identifier), new MetadataValue.Text(text));
    }

    /** The same in this language (BCP 47). */
    public MetadataItem inLanguage(String tag) {
        return new MetadataItem(identifier, value, tag, extraAttributes);
    }

    /** Its key, as the file has it. */
    public String key() {
        return identifier.key();
    }

    /** Its value as text; empty for pictures and other bytes. */
    public Optional<String> stringValue() {
        if (value instanceof MetadataValue.Text t) {
            return Optional.of(t.text());
        }
        if (value instanceof MetadataValue.Whole w) {
            return Optional.of(Long.toString(w.value()));
        }
        if (value instanceof MetadataValue.Real r) {
            return Optional.of(Double.toString(r.value()));
        }
        return Optional.empty();
    }
}
