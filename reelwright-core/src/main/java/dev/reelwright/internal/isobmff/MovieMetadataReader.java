package dev.reelwright.internal.isobmff;

import dev.reelwright.internal.isobmff.BoxSource.Container;
import dev.reelwright.metadata.MetadataItem;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metadata of a movie file and of its tracks, in all forms that such files have: QuickTime metadata with keys, user
 * data of QuickTime and of ISO base media files, the list of iTunes.
 *
 * <p>What is damaged, cut off or too large is left out, and everything else read: nothing that a file says of itself may keep
 * it from being opened.
 */
public final class MovieMetadataReader {
    /** The largest value that is read: pictures are the largest that there are. */
    private static final long LARGEST_ITEM = 32L << 20;
    /** The most that all values of a file may take. */
    private static final int ALL_ITEMS = 64 << 20;

    private static final int MOST_ITEMS = 20_000;
    /** Boxes in user data that are no metadata: chapters and hints name places and tracks of the file that they are in. */
    private static final Set<String> NO_METADATA = Set.of("meta", "chpl", "hnti", "hinf", "free", "skip", "wide");

    /** For headers and small boxes. */
    private final BoxSource source;
    /** For values, which have a limit of their own. */
    private final BoxSource values;

    private int count;

    private MovieMetadataReader(SeekableByteChannel file) throws IOException {
        this.source = new BoxSource(file);
        this.values = new BoxSource(file, ALL_ITEMS);
    }

    /** As {@link #read(SeekableByteChannel)}, for a file that is opened and closed here. */
    public static @Nullable MovieMetadata read(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(channel);
        }
    }

    /**
     * Returns the metadata of the file's first {@code moov} box; null where there is none.
     *
     * @param file the file, read from its first byte on; its position is moved
     */
    public static @Nullable MovieMetadata read(SeekableByteChannel file) throws IOException {
        MovieMetadataReader reader = new MovieMetadataReader(file);
        for (Box box = reader.source.topLevelAt(0); box != null; box = reader.source.topLevelAt(box.end())) {
            if (box.type().equals("moov")) {
                return reader.movie(box);
            }
        }
        return null;
    }

    private MovieMetadata movie(Box box) throws IOException {
        Container moov = source.children(box);
        List<MetadataItem> items = items(moov);
        Map<Integer, List<MetadataItem>> tracks = new HashMap<>();
        for (Box child : moov.boxes()) {
            if (child.type().equals("trak")) {
                Container track = source.children(child);
                Box header = track.first("tkhd");
                if (header != null) {
                    tracks.put(id(header), items(track));
                }
            }
        }
        Box header = moov.first("mvhd");
        if (header != null) {
            HeaderTimes.item(created(header), items).ifPresent(items::add);
        }
        return new MovieMetadata(items, tracks);
    }

    private int id(Box tkhd) throws IOException {
        Cursor in = source.open(tkhd);
        in.skipTimes(in.fullBox());
        return in.i32();
    }

    private long created(Box mvhd) throws IOException {
        Cursor in = source.open(mvhd);
        return in.fullBox().version() == 1 ? in.i64() : in.u32();
    }

    /** Those of a movie or track. */
    private List<MetadataItem> items(Container parent) throws IOException {
        List<MetadataItem> keyed = new ArrayList<>();
        List<MetadataItem> userData = new ArrayList<>();
        List<MetadataItem> listed = new ArrayList<>();
        for (Box box : parent.boxes()) {
            if (box.type().equals("meta")) {
                meta(box, keyed, listed);
            } else if (box.type().equals("udta")) {
                for (Box child : source.children(box).boxes()) {
                    if (child.type().equals("meta")) {
                        meta(child, keyed, listed);
                    } else {
                        userData(child, userData);
                    }
                }
            }
        }
        List<MetadataItem> items = new ArrayList<>(keyed);
        items.addAll(userData);
        items.addAll(listed);
        return items;
    }

    private void userData(Box box, List<MetadataItem> to) throws IOException {
        byte[] content = NO_METADATA.contains(box.type()) ? null : content(box);
        if (content != null) {
            add(
                    IsoUserData.isKnown(box.type())
                            ? IsoUserData.read(box, content)
                            : QuickTimeUserData.read(box.type(), content),
                    to);
        }
    }

    private void meta(Box box, List<MetadataItem> keyed, List<MetadataItem> listed) throws IOException {
        Box first = source.childAt(box.contentOffset(), box);
        boolean bare = first != null && first.type().equals("hdlr");
        Container meta = source.children(box, box.contentOffset() + (bare ? 0 : Integer.BYTES));
        Box list = meta.first("ilst");
        if (list == null) {
            return;
        }
        Box keys = meta.first("keys");
        byte[] table = keys == null ? null : content(keys);
        if (keys != null && table == null) {
            return;
        }
        ItemNames names = table == null ? ItemNames.ofItunes() : ItemNames.ofKeys(table);
        List<MetadataItem> to = table == null ? listed : keyed;
        for (Box item : source.children(list).boxes()) {
            if (count >= MOST_ITEMS) {
                return;
            }
            item(item, names, to);
        }
    }

    private void item(Box box, ItemNames names, List<MetadataItem> to) throws IOException {
        String mean = "";
        String name = "";
        for (Box child : source.children(box).boxes()) {
            byte[] content = Set.of("data", "mean", "name").contains(child.type()) ? content(child) : null;
            if (content == null) {
                continue;
            }
            switch (child.type()) {
                case "mean" -> mean = ItemNames.text(content);
                case "name" -> name = ItemNames.text(content);
                default -> names.of(box.type(), mean, name).ifPresent(n -> value(n, content, to));
            }
        }
    }

    private void value(ItemNames.Name name, byte[] content, List<MetadataItem> to) {
        try {
            add(List.of(name.with(DataAtom.read(name.identifier(), content))), to);
        } catch (MalformedBoxException e) {
            // one value less
        }
    }

    private void add(List<MetadataItem> items, List<MetadataItem> to) {
        for (MetadataItem item : items) {
            if (count < MOST_ITEMS) {
                to.add(item);
                count++;
            }
        }
    }

    /** The bytes of a box; null for one that is cut off, or that there is no room for. */
    private byte @Nullable [] content(Box box) throws IOException {
        long length = box.size() - box.headerSize();
        if (box.truncated() || length > LARGEST_ITEM || count >= MOST_ITEMS) {
            return null;
        }
        try {
            Cursor in = values.open(box);
            return in.bytes((int) length);
        } catch (MalformedBoxException e) {
            return null;
        }
    }
}
