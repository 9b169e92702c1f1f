package dev.reelwright.internal.metadata;

import dev.reelwright.asset.FileType;
import dev.reelwright.internal.engine.Tag;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import dev.reelwright.metadata.MetadataValue.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Between the tags that FFmpeg reads and writes, names and texts alone, and metadata items. */
public final class Tags {
    private static final Pattern IN_LANGUAGE = Pattern.compile("(.+)-([a-z]{3})");
    private static final String QUICKTIME = "com.";

    private Tags() {}

    /**
     * What FFmpeg read, in the key space of its container where it has a key for it.
     *
     * @param formatName the container that the tags were read from
     */
    public static List<MetadataItem> items(String formatName, List<Tag> tags) {
        Map<String, String> plain = tags.stream().collect(Collectors.toMap(Tag::key, Tag::value, (a, b) -> a));
        List<MetadataItem> items = new ArrayList<>();
        for (Tag tag : tags) {
            if (tag.key().isEmpty()) {
                continue;
            }
            Matcher inLanguage = IN_LANGUAGE.matcher(tag.key());
            boolean localized = inLanguage.matches();
            if (localized && tag.value().equals(plain.get(inLanguage.group(1)))) {
                continue;
            }
            MetadataItem item = MetadataItem.of(
                    identifier(formatName, localized ? inLanguage.group(1) : tag.key()), new Text(tag.value()));
            items.add(localized ? item.inLanguage(Languages.tag(inLanguage.group(2))) : item);
        }
        return items;
    }

    /** What FFmpeg says of a still picture that decorates a file, in its own words: these are no tags of the file. */
    public static List<MetadataItem> ofPicture(List<Tag> tags) {
        return items("", tags);
    }

    private static MetadataIdentifier identifier(String formatName, String name) {
        KeySpace space = keySpace(formatName);
        if (formatName.equals("mov") && name.toLowerCase(Locale.ROOT).startsWith(QUICKTIME)) {
            return new MetadataIdentifier(KeySpace.QUICKTIME_METADATA, name);
        }
        MetadataIdentifier foreign = new MetadataIdentifier(KeySpace.UNKNOWN, name);
        if (space.equals(KeySpace.MATROSKA) || space.equals(KeySpace.VORBIS)) {
            return new MetadataIdentifier(space, name);
        }
        return KeyTable.shared()
                .meaning(MetadataItem.of(foreign, new Text("")))
                .flatMap(m -> m.row().key(space))
                .filter(key -> key.info().isEmpty())
                .map(KeyTable.Key::identifier)
                .orElse(foreign);
    }

    /** What FFmpeg is told to write into files of this type; what it has no form for is left out. */
    public static List<Tag> tags(FileType type, List<MetadataItem> items) {
        Function<MetadataItem, Optional<String>> name =
                switch (type) {
                    case MKV, WEBM -> Tags::matroskaName;
                    case OGG, FLAC -> item -> keyIn(KeySpace.VORBIS, item);
                    case WAV -> item -> keyIn(KeySpace.RIFF, item);
                    case MOV, MP4, M4V, M4A, MOBILE_3GPP, MOBILE_3GPP2, MP3, AIFF, AIFC, CAF, TS -> Tags::commonName;
                };
        List<Tag> tags = new ArrayList<>();
        for (MetadataItem item : items) {
            Optional<String> text = text(item);
            Optional<String> key = name.apply(item).filter(k -> !k.isEmpty());
            if (text.isPresent() && key.isPresent() && !KeyTable.shared().isBookkeeping(item)) {
                tags.add(new Tag(key.get(), text.get()));
            }
        }
        return tags;
    }

    private static Optional<String> text(MetadataItem item) {
        return KeyTable.shared()
                .meaning(item)
                .flatMap(m -> ValueForms.read(m.row().kind(), item))
                .map(value -> value instanceof MetadataValue.Whole w
                        ? Long.toString(w.value())
                        : value instanceof Text t ? t.text() : "")
                .filter(text -> !text.isEmpty())
                .or(item::stringValue);
    }

    private static Optional<String> keyIn(KeySpace space, MetadataItem item) {
        return item.identifier().keySpace().equals(space) ? Optional.of(item.key()) : Optional.empty();
    }

    /** FFmpeg takes the language from the end of the name. */
    private static Optional<String> matroskaName(MetadataItem item) {
        String language = item.languageTag() == null ? "" : "-" + Languages.iso639(item.languageTag());
        return keyIn(KeySpace.MATROSKA, item).map(key -> key + (language.equals("-und") ? "" : language));
    }

    private static Optional<String> commonName(MetadataItem item) {
        Optional<String> common = KeyTable.shared()
                .meaning(item)
                .flatMap(m -> m.row().key(KeySpace.UNKNOWN))
                .map(KeyTable.Key::key);
        boolean named = item.identifier().keySpace().equals(KeySpace.QUICKTIME_METADATA)
                || item.identifier().keySpace().equals(KeySpace.UNKNOWN);
        return common.or(() -> named ? Optional.of(item.key()) : Optional.empty());
    }

    private static KeySpace keySpace(String formatName) {
        return switch (formatName) {
            case "mov" -> KeySpace.ITUNES;
            case "matroska" -> KeySpace.MATROSKA;
            case "ogg", "flac" -> KeySpace.VORBIS;
            case "wav", "w64", "avi" -> KeySpace.RIFF;
            case "mp3", "aac", "aiff" -> KeySpace.ID3;
            default -> KeySpace.UNKNOWN;
        };
    }
}
