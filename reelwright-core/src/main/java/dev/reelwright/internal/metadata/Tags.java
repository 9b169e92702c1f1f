package dev.reelwright.internal.metadata;

import dev.reelwright.internal.engine.Tag;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Between the tags that FFmpeg reads and writes, names and texts alone, and metadata items. */
public final class Tags {
    /** What a container says of itself, which is not true of another one. */
    private static final Set<String> BOOKKEEPING =
            Set.of("major_brand", "minor_version", "compatible_brands", "encoder");

    private Tags() {}

    /** @param formatName the container that the tags were read from */
    public static List<MetadataItem> items(String formatName, List<Tag> tags) {
        KeySpace space = keySpace(formatName);
        List<MetadataItem> items = new ArrayList<>();
        for (Tag tag : tags) {
            if (!tag.key().isEmpty()) {
                items.add(
                        MetadataItem.of(new MetadataIdentifier(space, tag.key()), new MetadataValue.Text(tag.value())));
            }
        }
        return items;
    }

    /** What FFmpeg is told to write. */
    public static List<Tag> tags(List<MetadataItem> items) {
        List<Tag> tags = new ArrayList<>();
        for (MetadataItem item : items) {
            if (!BOOKKEEPING.contains(item.key())) {
                item.stringValue().ifPresent(text -> tags.add(new Tag(item.key(), text)));
            }
        }
        return tags;
    }

    private static KeySpace keySpace(String formatName) {
        return switch (formatName) {
            case "mov" -> KeySpace.QUICKTIME_METADATA;
            case "matroska" -> KeySpace.MATROSKA;
            case "ogg", "flac" -> KeySpace.VORBIS;
            case "wav", "w64", "avi" -> KeySpace.RIFF;
            case "mp3", "aac", "aiff" -> KeySpace.ID3;
            default -> KeySpace.UNKNOWN;
        };
    }
}
