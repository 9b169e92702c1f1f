package dev.reelwright.internal.metadata;

import dev.reelwright.metadata.MetadataItem;
import java.util.Locale;

/** Which items a file may carry that is given to others. */
public final class SharingList {
    private SharingList() {}

    public static boolean keeps(MetadataItem item) {
        String key = item.key().toLowerCase(Locale.ROOT);
        return key.contains("copyright") || key.equals("cprt");
    }
}
