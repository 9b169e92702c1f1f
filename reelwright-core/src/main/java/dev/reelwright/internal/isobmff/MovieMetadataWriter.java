package dev.reelwright.internal.isobmff;

import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts metadata items into a {@code moov} or {@code trak} box, each in the form of its key space; items of key spaces that
 * movie files do not have are passed over.
 */
final class MovieMetadataWriter {
    /** Where an item with QuickTime's keys names another namespace than the usual one. */
    static final String NAMESPACE = "namespace";
    /** The part before the name of a free-form item of iTunes, where it is not what its last point says. */
    static final String MEAN = "mean";

    private static final String USUAL_NAMESPACE = "mdta";
    private static final int CODE_LENGTH = 4;
    /** What a muxer writes there that is no metadata: chapters, and the roles of tracks. */
    private static final Set<String> KEPT = Set.of("chpl", "kind");

    private MovieMetadataWriter() {}

    /** How many bytes items take. */
    static long size(List<MetadataItem> items) {
        BoxTree parent = BoxTree.container("trak");
        long empty = parent.size();
        write(parent, items);
        return parent.size() - empty;
    }

    /** Replaces the metadata of a movie or track. Covers that the muxer wrote stay where the items have none. */
    static void write(BoxTree parent, List<MetadataItem> items) {
        List<BoxTree> userData = new ArrayList<>(userData(items));
        List<BoxTree> list = new ArrayList<>(itunesItems(items));
        for (BoxTree udta : parent.all("udta")) {
            keep(udta, KEPT, userData);
            for (BoxTree meta : udta.all("meta")) {
                for (BoxTree ilst : meta.all("ilst")) {
                    keep(ilst, Set.of("covr"), list);
                }
            }
        }
        parent.removeIf(box -> box.type().equals("udta") || box.type().equals("meta"));
        BoxTree keyed = keyed(items);
        if (keyed != null) {
            parent.add(keyed);
        }
        if (!list.isEmpty()) {
            BoxTree ilst = BoxTree.container("ilst");
            list.forEach(ilst::add);
            BoxTree meta = BoxTree.container("meta", new byte[CODE_LENGTH]);
            meta.add(handler("mdir", "appl"));
            meta.add(ilst);
            userData.add(meta);
        }
        if (!userData.isEmpty()) {
            BoxTree udta = BoxTree.container("udta");
            userData.forEach(udta::add);
            parent.add(udta);
        }
    }

    /** Adds boxes of these types to a list that has none of them. */
    private static void keep(BoxTree from, Set<String> types, List<BoxTree> to) {
        Set<String> had = new HashSet<>();
        to.forEach(box -> had.add(box.type()));
        from.boxes().stream()
                .filter(box -> types.contains(box.type()) && !had.contains(box.type()))
                .forEach(to::add);
    }

    private static BoxTree handler(String type, String manufacturer) {
        BoxWriter out = BoxWriter.fullBox().u32(0).fourCc(type);
        if (manufacturer.isEmpty()) {
            out.u32(0);
        } else {
            out.fourCc(manufacturer);
        }
        return BoxTree.of("hdlr", out.u64(0).u8(0).bytes());
    }

    private static List<MetadataItem> of(List<MetadataItem> items, KeySpace space) {
        return items.stream()
                .filter(item -> item.identifier().keySpace().equals(space))
                .toList();
    }

    private static boolean isCode(String key) {
        return key.length() == CODE_LENGTH && key.chars().allMatch(c -> c < 256);
    }

    private static List<BoxTree> userData(List<MetadataItem> items) {
        List<List<MetadataItem>> groups = new ArrayList<>();
        for (MetadataItem item : items) {
            KeySpace space = item.identifier().keySpace();
            boolean written = space.equals(KeySpace.QUICKTIME_USER_DATA) || space.equals(KeySpace.ISO_USER_DATA);
            if (written && isCode(item.key())) {
                List<MetadataItem> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
                if (belongsTo(last, item)) {
                    last.add(item);
                } else {
                    groups.add(new ArrayList<>(List.of(item)));
                }
            }
        }
        List<BoxTree> boxes = new ArrayList<>();
        for (List<MetadataItem> group : groups) {
            boolean iso = group.get(0).identifier().keySpace().equals(KeySpace.ISO_USER_DATA);
            BoxTree box = iso ? IsoUserData.write(group) : QuickTimeUserData.write(group);
            if (box != null) {
                boxes.add(box);
            }
        }
        return boxes;
    }

    private static boolean belongsTo(List<MetadataItem> group, MetadataItem item) {
        if (group.isEmpty()) {
            return false;
        }
        MetadataItem one = group.get(0);
        if (!one.identifier().equals(item.identifier())) {
            return false;
        }
        return one.identifier().keySpace().equals(KeySpace.ISO_USER_DATA)
                ? IsoUserData.belongTogether(group, item)
                : QuickTimeUserData.belongTogether(one, item);
    }

    /** QuickTime's metadata: a table of keys, and items that name them by their places in it, from 1. */
    private static @Nullable BoxTree keyed(List<MetadataItem> all) {
        List<MetadataItem> items = of(all, KeySpace.QUICKTIME_METADATA);
        if (items.isEmpty()) {
            return null;
        }
        Map<Key, Integer> places = new LinkedHashMap<>();
        BoxTree ilst = BoxTree.container("ilst");
        MetadataItem last = null;
        BoxTree open = null;
        Set<Integer> locales = new HashSet<>();
        for (MetadataItem item : items) {
            Key key = Key.of(item);
            int place = places.computeIfAbsent(key, k -> places.size() + 1);
            boolean sameItem = last != null && Key.of(last).equals(key);
            boolean otherLocale = locales.add(LanguageTags.locale(item.languageTag()));
            if (open == null || !sameItem || !otherLocale) {
                // values of one item are the same in other languages; what is said twice is two items
                open = BoxTree.container(BoxSource.fourCc(place));
                ilst.add(open);
                locales.clear();
                locales.add(LanguageTags.locale(item.languageTag()));
            }
            open.add(DataAtom.write(item));
            last = item;
        }
        BoxWriter keys = BoxWriter.fullBox().u32(places.size());
        places.keySet().forEach(key -> key.write(keys));
        // without a version in files of all types, as phones write it: many readers know no other form of it at this
        // place
        BoxTree meta = BoxTree.container("meta");
        meta.add(handler(USUAL_NAMESPACE, ""));
        meta.add(BoxTree.of("keys", keys.bytes()));
        meta.add(ilst);
        return meta;
    }

    /** An entry in the table of keys. */
    private record Key(String namespace, String name) {
        static Key of(MetadataItem item) {
            String namespace = item.extraAttributes().getOrDefault(NAMESPACE, USUAL_NAMESPACE);
            return new Key(isCode(namespace) ? namespace : USUAL_NAMESPACE, item.key());
        }

        void write(BoxWriter out) {
            byte[] bytes = TextCoding.utf8(name, Integer.MAX_VALUE);
            out.u32(8 + bytes.length).fourCc(namespace).put(bytes);
        }
    }

    /** The items of iTunes: several values of a key that follow each other are one item, such as covers. */
    private static List<BoxTree> itunesItems(List<MetadataItem> all) {
        List<BoxTree> boxes = new ArrayList<>();
        MetadataItem last = null;
        BoxTree open = null;
        for (MetadataItem item : of(all, KeySpace.ITUNES)) {
            boolean sameItem = last != null && last.key().equals(item.key());
            if (open == null || !sameItem) {
                open = isCode(item.key()) ? BoxTree.container(item.key()) : freeForm(item);
                boxes.add(open);
            }
            open.add(DataAtom.write(item));
            last = item;
        }
        return boxes;
    }

    private static BoxTree freeForm(MetadataItem item) {
        String key = item.key();
        String told = item.extraAttributes().getOrDefault(MEAN, "");
        int point = !told.isEmpty() && key.startsWith(told + ".") ? told.length() : key.lastIndexOf('.');
        String mean = point < 0 ? "" : key.substring(0, point);
        String name = key.substring(point + 1);
        BoxTree box = BoxTree.container("----");
        box.add(BoxTree.of(
                "mean", BoxWriter.fullBox().put(TextCoding.utf8(mean, 0xFFFF)).bytes()));
        box.add(BoxTree.of(
                "name", BoxWriter.fullBox().put(TextCoding.utf8(name, 0xFFFF)).bytes()));
        return box;
    }
}
