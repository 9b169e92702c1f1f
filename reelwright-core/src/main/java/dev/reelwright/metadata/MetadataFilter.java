package dev.reelwright.metadata;

import dev.reelwright.internal.metadata.SharingList;
import java.util.List;
import java.util.function.Predicate;

/** Chooses which of a source's metadata items are carried over. */
public final class MetadataFilter {
    private static final MetadataFilter FOR_SHARING = new MetadataFilter("sharing", SharingList::keeps);

    private final String name;
    private final Predicate<MetadataItem> keeps;

    private MetadataFilter(String name, Predicate<MetadataItem> keeps) {
        this.name = name;
        this.keeps = keeps;
    }

    /**
     * The filter for files that are given to others: what tells where, when, by whom or with what it was recorded stays
     * behind; what is needed to present it, its copyright and what a shop wrote about its sale goes along. With it, timed
     * metadata is left out, and nothing else that holds a place, such as XMP, is written.
     */
    public static MetadataFilter forSharing() {
        return FOR_SHARING;
    }

    public boolean keeps(MetadataItem item) {
        return keeps.test(item);
    }

    /** Those that are kept, in their order. */
    public List<MetadataItem> apply(List<MetadataItem> items) {
        return items.stream().filter(keeps).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
