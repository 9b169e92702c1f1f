package dev.reelwright.internal.tags;

import dev.reelwright.internal.metadata.Languages;
import dev.reelwright.internal.tags.Ebml.Element;
import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tags of a Matroska or WebM file (RFC 9559 §5.1.8). Of a tag within a tag both names make the key, with a slash between
 * them. Tags of chapters, editions and attachments are not read, as they are not of the file or of a track.
 */
final class MatroskaTags {
    private static final int SEGMENT = 0x18538067;
    private static final int SEEK_HEAD = 0x114D9B74;
    private static final int INFO = 0x1549A966;
    private static final int TRACKS = 0x1654AE6B;
    private static final int TAGS = 0x1254C367;
    private static final int CLUSTER = 0x1F43B675;
    private static final int MOST_ELEMENTS = 1000;
    private static final int HEADER = 12;
    private static final int DEEPEST = 8;
    private static final String USUAL_TARGET = "50";
    private static final Set<Long> MEDIA_TYPES = Set.of(1L, 2L, 0x11L, 0x21L);

    private final TagSource source;
    private final Set<Long> tagsAt = new TreeSet<>();
    private final List<Long> trackUids = new ArrayList<>();
    private final Map<Long, List<MetadataItem>> ofTracks = new HashMap<>();
    private final List<MetadataItem> asset = new ArrayList<>();
    private final Map<Long, String> names = new HashMap<>();
    private String title = "";

    private MatroskaTags(TagSource source) {
        this.source = source;
    }

    static FileTags read(TagSource source) throws IOException {
        MatroskaTags tags = new MatroskaTags(source);
        tags.readSegment();
        entitle(tags.asset, tags.title);
        List<List<MetadataItem>> tracks = new ArrayList<>();
        for (Long uid : tags.trackUids) {
            List<MetadataItem> items = tags.ofTracks.getOrDefault(uid, new ArrayList<>());
            entitle(items, tags.names.getOrDefault(uid, ""));
            tracks.add(items);
        }
        return new FileTags(tags.asset, tracks);
    }

    /** The title that a header tells, where no tag does. */
    private static void entitle(List<MetadataItem> items, String title) {
        boolean told = items.stream().anyMatch(i -> i.key().equalsIgnoreCase("TITLE") && i.languageTag() == null);
        if (!title.isEmpty() && !told) {
            items.add(0, item("TITLE", new MetadataValue.Text(title)));
        }
    }

    private static MetadataItem item(String key, MetadataValue value) {
        return MetadataItem.of(new MetadataIdentifier(KeySpace.MATROSKA, key), value);
    }

    /** What begins the element there, and where its content does. */
    private record Place(int id, long content, long size) {
        long end() {
            return content + size;
        }
    }

    private Optional<Place> place(long at) throws IOException {
        long length = Math.min(HEADER, source.size() - at);
        if (length < 2 || at < 0) {
            return Optional.empty();
        }
        ByteBuffer in = source.read(at, length);
        return Ebml.header(in).map(h -> new Place(h.id(), at + in.position(), h.size()));
    }

    private void readSegment() throws IOException {
        Optional<Place> head = place(0);
        Optional<Place> segment =
                head.isEmpty() ? Optional.empty() : place(head.get().end());
        if (segment.isEmpty() || segment.get().id() != SEGMENT) {
            return;
        }
        long start = segment.get().content();
        long at = start;
        for (int i = 0; i < MOST_ELEMENTS; i++) {
            Optional<Place> found = place(at);
            if (found.isEmpty() || found.get().id() == CLUSTER || found.get().size() == Ebml.UNKNOWN) {
                break;
            }
            read(found.get(), at, start);
            at = found.get().end();
        }
        for (long position : tagsAt) {
            Optional<Place> found = place(position);
            if (found.isPresent() && found.get().id() == TAGS && found.get().size() != Ebml.UNKNOWN) {
                element(found.get()).children().forEach(this::tag);
            }
        }
    }

    private Element element(Place place) throws IOException {
        return new Element(place.id(), source.read(place.content(), place.size()));
    }

    private void read(Place place, long at, long start) throws IOException {
        switch (place.id()) {
            case TAGS -> tagsAt.add(at);
            case SEEK_HEAD -> element(place).children().forEach(seek -> seek(seek, start));
            case INFO ->
                element(place).children().stream().filter(e -> e.id() == 0x7BA9).forEach(e -> title = e.text());
            case TRACKS -> element(place).children().forEach(this::track);
            default -> {}
        }
    }

    private void seek(Element seek, long start) {
        List<Element> parts = seek.children();
        boolean toTags = parts.stream().anyMatch(e -> e.id() == 0x53AB && e.number() == TAGS);
        if (toTags) {
            parts.stream().filter(e -> e.id() == 0x53AC).forEach(e -> tagsAt.add(start + e.number()));
        }
    }

    private void track(Element entry) {
        long uid = 0;
        long type = 0;
        String name = "";
        for (Element e : entry.children()) {
            switch (e.id()) {
                case 0x73C5 -> uid = e.number();
                case 0x83 -> type = e.number();
                case 0x536E -> name = e.text();
                default -> {}
            }
        }
        if (MEDIA_TYPES.contains(type)) {
            trackUids.add(uid);
            names.put(uid, name);
        }
    }

    private void tag(Element tag) {
        String target = "";
        List<Long> uids = new ArrayList<>();
        boolean elsewhere = false;
        List<Element> parts = tag.children();
        for (Element t : parts.stream()
                .filter(e -> e.id() == 0x63C0)
                .flatMap(e -> e.children().stream())
                .toList()) {
            boolean named = t.number() != 0;
            switch (t.id()) {
                case 0x68CA -> target = Long.toString(t.number());
                case 0x63C5 -> uids.addAll(named ? List.of(t.number()) : List.of());
                case 0x63C9, 0x63C4, 0x63C6 -> elsewhere |= named;
                default -> {}
            }
        }
        if (elsewhere) {
            return;
        }
        List<MetadataItem> items = new ArrayList<>();
        for (Element e : parts) {
            simple(e, "", target, items, 0);
        }
        if (uids.isEmpty()) {
            asset.addAll(items);
        }
        uids.forEach(
                uid -> ofTracks.computeIfAbsent(uid, u -> new ArrayList<>()).addAll(items));
    }

    private static void simple(Element simple, String parent, String target, List<MetadataItem> items, int depth) {
        if (simple.id() != 0x67C8 || depth > DEEPEST) {
            return;
        }
        List<Element> parts = simple.children();
        String name = "";
        String language = "";
        MetadataValue value = new MetadataValue.Text("");
        for (Element e : parts) {
            switch (e.id()) {
                case 0x45A3 -> name = e.text();
                case 0x447A -> language = language.isEmpty() ? Languages.tag(e.text()) : language;
                case 0x447B -> language = e.text();
                case 0x4487 -> value = new MetadataValue.Text(e.text());
                case 0x4485 ->
                    value = new MetadataValue.Data(Texts.rest(e.content().duplicate()), DataType.RAW);
                default -> {}
            }
        }
        if (name.isEmpty()) {
            return;
        }
        String key = parent + name;
        boolean said = !(value instanceof MetadataValue.Text t) || !t.text().isEmpty();
        if (said) {
            MetadataItem item = item(key, value);
            item = language.isEmpty() || language.equals(Languages.UNDETERMINED) ? item : item.inLanguage(language);
            boolean usual = target.isEmpty() || target.equals(USUAL_TARGET);
            items.add(usual ? item : item.withAttribute(MetadataItem.TARGET_TYPE, target));
        }
        for (Element e : parts) {
            simple(e, key + "/", target, items, depth + 1);
        }
    }
}
