package dev.reelwright.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Chooses among metadata items. */
public final class MetadataItems {
    private MetadataItems() {}

    /** Those that say what {@code identifier} asks for, in their order; see {@link MetadataIdentifier#conformsTo}. */
    public static List<MetadataItem> withIdentifier(List<MetadataItem> items, MetadataIdentifier identifier) {
        return items.stream()
                .filter(item -> item.identifier().equals(identifier)
                        || (identifier.keySpace().equals(KeySpace.COMMON)
                                && item.commonKey()
                                        .filter(key -> key.key().equals(identifier.key()))
                                        .isPresent()))
                .toList();
    }

    /** Those that say this, in their order, in whatever key spaces. */
    public static List<MetadataItem> withCommonKey(List<MetadataItem> items, CommonKey key) {
        return withIdentifier(items, key.identifier());
    }

    /**
     * Those in a preferred language, the most preferred first, and among equals in their order. An item is in a preferred
     * language when its tag begins with that ({@code de-AT} for {@code de}) or is the beginning of it ({@code de} for
     * {@code de-AT}, after the closer ones; BCP 47 lookup, RFC 4647 §3.4). Items that tell no language are in none.
     *
     * @param preferred as {@link Locale.LanguageRange#parse} makes them, the first one the most preferred
     */
    public static List<MetadataItem> inPreferredLanguages(
            List<MetadataItem> items, List<Locale.LanguageRange> preferred) {
        Map<Integer, List<MetadataItem>> byPlace = new TreeMap<>();
        for (MetadataItem item : items) {
            int place = place(item.languageTag(), preferred);
            if (place >= 0) {
                byPlace.computeIfAbsent(place, p -> new ArrayList<>()).add(item);
            }
        }
        return byPlace.values().stream().flatMap(List::stream).toList();
    }

    /** Where the language stands in the order of preference; negative where it is not wanted. */
    private static int place(@Nullable String tag, List<Locale.LanguageRange> preferred) {
        if (tag == null) {
            return -1;
        }
        String language = tag.toLowerCase(Locale.ROOT);
        for (int i = 0; i < preferred.size(); i++) {
            int cut = subtagsCut(language, preferred.get(i).getRange());
            if (cut >= 0) {
                return i * 100 + Math.min(cut, 99);
            }
        }
        return -1;
    }

    /** How many subtags the range loses until the language begins with it; negative where it never does. */
    private static int subtagsCut(String language, String range) {
        if (range.equals("*")) {
            return 0;
        }
        if (language.equals(range) || language.startsWith(range + "-")) {
            return 0;
        }
        int cut = 0;
        for (int dash = range.lastIndexOf('-'); dash > 0; dash = range.lastIndexOf('-', dash - 1)) {
            cut++;
            if (language.equals(range.substring(0, dash))) {
                return cut;
            }
        }
        return -1;
    }
}
