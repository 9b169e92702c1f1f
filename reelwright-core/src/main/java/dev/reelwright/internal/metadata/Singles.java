package dev.reelwright.internal.metadata;

import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins the values of a key that has one value a language into one. */
final class Singles {
    private static final String BETWEEN = "; ";

    private Singles() {}

    private record Place(
            MetadataIdentifier identifier, @Nullable String language) {}

    static List<MetadataItem> joined(List<MetadataItem> items) {
        Map<Place, Integer> places = new LinkedHashMap<>();
        List<MetadataItem> all = new ArrayList<>();
        for (MetadataItem item : items) {
            boolean single = FileSpaces.isSingle(item.identifier().keySpace()) && item.value() instanceof Text;
            Place place = new Place(item.identifier(), item.languageTag());
            Integer earlier = single ? places.get(place) : null;
            if (earlier != null
                    && all.get(earlier).value() instanceof Text first
                    && item.value() instanceof Text more) {
                all.set(earlier, all.get(earlier).withValue(new Text(first.text() + BETWEEN + more.text())));
            } else {
                if (single) {
                    places.put(place, all.size());
                }
                all.add(item);
            }
        }
        return all;
    }
}
