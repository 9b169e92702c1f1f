package dev.reelwright.metadata;

import java.util.Arrays;
import java.util.Optional;

/** What items of several key spaces say alike; the translation between containers goes by it. */
public enum CommonKey {
    TITLE("title"),
    ARTIST("artist"),
    AUTHOR("author"),
    CREATOR("creator"),
    ALBUM_NAME("albumName"),
    DESCRIPTION("description"),
    SUBJECT("subject"),
    TYPE("type"),
    PUBLISHER("publisher"),
    CONTRIBUTOR("contributor"),
    CREATION_DATE("creationDate"),
    LAST_MODIFIED_DATE("lastModifiedDate"),
    COPYRIGHTS("copyrights"),
    /** Where it was recorded, by ISO 6709. */
    LOCATION("location"),
    ARTWORK("artwork"),
    MAKE("make"),
    MODEL("model"),
    SOFTWARE("software"),
    LANGUAGE("language"),
    RELATION("relation"),
    SOURCE("source"),
    FORMAT("format"),
    IDENTIFIER("identifier"),
    ACCESSIBILITY_DESCRIPTION("accessibilityDescription");

    private final String key;

    CommonKey(String key) {
        this.key = key;
    }

    /** Its key in the key space {@link KeySpace#COMMON}. */
    public String key() {
        return key;
    }

    /** Its identifier in that key space. */
    public MetadataIdentifier identifier() {
        return new MetadataIdentifier(KeySpace.COMMON, key);
    }

    /** The common key that is called this. */
    public static Optional<CommonKey> named(String key) {
        return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
    }
}
