package dev.reelwright.metadata;

import dev.reelwright.internal.metadata.KeyTable;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One descriptive fact about an asset or a track, as its file writes it. Immutable; the {@code with} methods make changed
 * ones. What is asked for in a form that the value has not is empty, never an error.
 *
 * @param identifier what it says
 * @param languageTag the language that it is in (BCP 47); null where none is told
 * @param extraAttributes what a format says of the item beside key and value; see the names here
 */
public record MetadataItem(
        MetadataIdentifier identifier,
        MetadataValue value,
        @Nullable String languageTag,
        Map<String, String> extraAttributes) {

    /** Name of the attribute that tells items of one key apart: the description or the owner that a frame of ID3 has. */
    public static final String INFO = "info";
    /** Name of the attribute with the media type of an item's bytes, such as {@code image/jpeg}. */
    public static final String MIME_TYPE = "mimeType";
    /** Name of the attribute with what a picture shows, by the numbers of ID3 (APIC): 3 is the front cover. */
    public static final String PICTURE_TYPE = "pictureType";
    /** Name of the attribute with the name of a file that was put into another one. */
    public static final String FILE_NAME = "fileName";
    /** Name of the attribute with what a Matroska tag is about, by its numbers: 50 for an album or a film, 30 for a track. */
    public static final String TARGET_TYPE = "targetType";

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

    /** An item of text by a common key, which the export writes as the file type does. */
    public static MetadataItem of(CommonKey key, String text) {
        return of(key.identifier(), new MetadataValue.Text(text));
    }

    /** The same in this language (BCP 47). */
    public MetadataItem inLanguage(String tag) {
        return new MetadataItem(identifier, value, tag, extraAttributes);
    }

    /** The same of another value. */
    public MetadataItem withValue(MetadataValue other) {
        return new MetadataItem(identifier, other, languageTag, extraAttributes);
    }

    /** The same with this attribute, in place of one of that name. */
    public MetadataItem withAttribute(String name, String text) {
        Map<String, String> attributes = new HashMap<>(extraAttributes);
        attributes.put(name, text);
        return new MetadataItem(identifier, value, languageTag, attributes);
    }

    /** Its key, as the file has it. */
    public String key() {
        return identifier.key();
    }

    /** What it says in the words that several key spaces have in common; empty for what they have not. */
    public Optional<CommonKey> commonKey() {
        return KeyTable.shared().commonKey(this);
    }

    /** An attribute by its name. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(extraAttributes.get(name));
    }

    /** Its value as text, numbers in decimal digits; empty for pictures and other bytes. */
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

    /** Its value as a number, a {@link Long} where it is a whole one, else a {@link Double}; text that says one counts. */
    public Optional<Number> numberValue() {
        if (value instanceof MetadataValue.Whole w) {
            return Optional.of(w.value());
        }
        if (value instanceof MetadataValue.Real r) {
            return Optional.of(r.value());
        }
        return stringValue().flatMap(Numbers::parse);
    }

    /**
     * Its value as a point in time, from text by ISO 8601 as far as it goes: a year alone is its first moment; what tells no
     * zone is in UTC.
     */
    public Optional<OffsetDateTime> dateValue() {
        return stringValue().flatMap(Dates::parse);
    }

    /** Its bytes, where it is a picture or what else has no other form; a copy. */
    public Optional<byte[]> dataValue() {
        return value instanceof MetadataValue.Data d ? Optional.of(d.bytes()) : Optional.empty();
    }
}
