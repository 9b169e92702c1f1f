package dev.reelwright.internal.metadata;

import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the year, the day and the time of ID3v2.3, three frames, together as the one date that ID3v2.4 has. */
final class Id3Dates {
    private static final Set<String> PARTS = Set.of("TDAT", "TIME");

    private Id3Dates() {}

    static List<MetadataItem> merged(List<MetadataItem> items) {
        Optional<String> year = digits(items, "TYER");
        if (year.isEmpty() || digits(items, "TDAT").isEmpty()) {
            return items;
        }
        String day = digits(items, "TDAT").orElseThrow();
        String date = year.get() + "-" + day.substring(2) + "-" + day.substring(0, 2)
                + digits(items, "TIME")
                        .map(t -> "T" + t.substring(0, 2) + ":" + t.substring(2))
                        .orElse("");
        List<MetadataItem> all = new ArrayList<>();
        for (MetadataItem item : items) {
            boolean id3 = item.identifier().keySpace().equals(KeySpace.ID3);
            if (id3 && item.key().equals("TYER")) {
                all.add(MetadataItem.of("id3/TDRC", date));
            } else if (!id3 || !PARTS.contains(item.key())) {
                all.add(item);
            }
        }
        return all;
    }

    private static Optional<String> digits(List<MetadataItem> items, String key) {
        return items.stream()
                .filter(i -> i.identifier().keySpace().equals(KeySpace.ID3)
                        && i.key().equals(key))
                .flatMap(i -> i.stringValue().stream())
                .filter(text -> text.matches("\\d{4}"))
                .findFirst();
    }
}
