package dev.reelwright.internal.metadata;

import dev.reelwright.asset.FileType;
import dev.reelwright.internal.metadata.KeyTable.Key;
import dev.reelwright.internal.metadata.KeyTable.Kind;
import dev.reelwright.internal.metadata.KeyTable.Meaning;
import dev.reelwright.internal.metadata.KeyTable.Row;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import dev.reelwright.metadata.MetadataValue.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says metadata items in the key spaces that files of a type have. Items that are in one of them already stay as they are.
 * Of others that say the same in several key spaces the most telling one is translated; what has no translation stays where
 * the type can hold it, goes under its own name where keys are free, and else is left out.
 */
public final class Translator {
    private final KeyTable table = KeyTable.shared();
    private final FileType type;
    private final FileSpaces spaces;
    private final Map<MetadataItem, List<MetadataItem>> written = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private Translator(FileType type) {
        this.type = type;
        this.spaces = FileSpaces.of(type);
    }

    /**
     * What becomes of items.
     *
     * @param items what the file says
     * @param leftOut what it cannot say, each with the reason
     */
    public record Translation(List<MetadataItem> items, List<String> leftOut) {
        public Translation {
            items = List.copyOf(items);
            leftOut = List.copyOf(leftOut);
        }
    }

    /** What a file of this type says. */
    public static Translation to(FileType type, List<MetadataItem> items) {
        Translator translator = new Translator(type);
        return translator.translate(Id3Dates.merged(items));
    }

    /** What a file of this type says of one of its tracks. */
    public static Translation ofTrack(FileType type, List<MetadataItem> items) {
        if (FileSpaces.of(type).tracksHaveItems() || items.isEmpty()) {
            return to(type, items);
        }
        String reason = ": " + type.commandName() + " says nothing of tracks";
        return new Translation(
                List.of(), items.stream().map(i -> i.identifier() + reason).toList());
    }

    private Translation translate(List<MetadataItem> items) {
        Map<Row, List<MetadataItem>> foreign = new LinkedHashMap<>();
        Map<Row, List<MetadataItem>> own = new HashMap<>();
        for (MetadataItem item : items) {
            Optional<Meaning> meaning = table.meaning(item);
            if (FileSpaces.isAttached(type, item)) {
                keep(item);
            } else if (spaces.own().contains(item.identifier().keySpace())) {
                keep(item);
                meaning.ifPresent(m ->
                        own.computeIfAbsent(m.row(), r -> new ArrayList<>()).add(item));
            } else if (meaning.isPresent()) {
                foreign.computeIfAbsent(meaning.get().row(), r -> new ArrayList<>())
                        .add(item);
                written.put(item, List.of());
            } else {
                withoutRow(item);
            }
        }
        foreign.forEach((row, said) -> say(row, said, own.getOrDefault(row, List.of())));
        List<MetadataItem> all = written.values().stream()
                .flatMap(List::stream)
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        return new Translation(Singles.joined(all), leftOut);
    }

    private void keep(MetadataItem item) {
        written.put(item, List.of(item));
    }

    private void leaveOut(MetadataItem item, String reason) {
        leftOut.add(item.identifier() + ": " + reason);
    }

    /** Goes under its own name where keys are free. */
    private void withoutRow(MetadataItem item) {
        Optional<String> name = FreeForm.name(item);
        if (spaces.others().contains(item.identifier().keySpace())) {
            keep(item);
            return;
        }
        Optional<MetadataItem> free = name.flatMap(n -> FreeForm.item(spaces, n, item));
        if (free.isPresent()) {
            written.put(item, List.of(free.get()));
        } else {
            leaveOut(item, type.commandName() + " has no key for it");
        }
    }

    /** Says what a row's items say, unless the file's own items do already. */
    private void say(Row row, List<MetadataItem> said, List<MetadataItem> own) {
        int best = said.stream()
                .filter(item -> !isTotal(item))
                .mapToInt(this::order)
                .min()
                .orElse(0);
        Map<MetadataItem, MetadataValue> values = new LinkedHashMap<>();
        List<MetadataItem> chosen = new ArrayList<>();
        for (MetadataItem item : said) {
            if (own.isEmpty() && order(item) == best && !isTotal(item)) {
                chosen.add(item);
                value(row, item, said).ifPresent(v -> values.put(item, v));
            }
        }
        for (MetadataItem item : said) {
            if (chosen.contains(item)) {
                written.put(item, translated(row, item, values));
            } else if (!isTotal(item)) {
                alsoSaid(row, item, own.isEmpty() ? chosen : own);
            }
        }
    }

    private int order(MetadataItem item) {
        return table.meaning(item).map(Meaning::order).orElse(0);
    }

    private boolean isTotal(MetadataItem item) {
        return table.meaning(item).map(Meaning::isTotal).orElse(false);
    }

    /** The value in the form between, with the total that another item tells. */
    private Optional<MetadataValue> value(Row row, MetadataItem item, List<MetadataItem> said) {
        Optional<MetadataValue> value = ValueForms.read(row.kind(), item);
        if (row.kind() != Kind.PAIR || value.isEmpty() || !(value.get() instanceof Text pair)) {
            return value;
        }
        Optional<String> total = said.stream()
                .filter(this::isTotal)
                .flatMap(t -> t.stringValue().stream())
                .map(ValueForms::number)
                .findFirst();
        boolean alone = ValueForms.total(pair.text()).isEmpty();
        return alone && total.isPresent() ? Optional.of(new Text(pair.text() + "/" + total.get())) : value;
    }

    private void alsoSaid(Row row, MetadataItem item, List<MetadataItem> others) {
        Optional<MetadataValue> value = ValueForms.read(row.kind(), item);
        boolean same =
                others.stream().anyMatch(o -> ValueForms.read(row.kind(), o).equals(value));
        if (spaces.others().contains(item.identifier().keySpace())) {
            keep(item);
        } else if (!same) {
            leaveOut(item, others.get(0).identifier() + " says it otherwise");
        }
    }

    private List<MetadataItem> translated(Row row, MetadataItem item, Map<MetadataItem, MetadataValue> values) {
        MetadataValue value = values.get(item);
        if (value == null) {
            return heldOr(item, "its value is no " + KindNames.of(row.kind()));
        }
        List<MetadataItem> all = new ArrayList<>();
        for (Key key : places(row, item, values.keySet().iterator().next() == item)) {
            all.addAll(written(row, key, item, value));
        }
        boolean keyed = spaces.all().stream().anyMatch(s -> row.key(s).isPresent());
        return all.isEmpty()
                ? heldOr(
                        item,
                        keyed
                                ? "its value is no " + KindNames.of(row.kind())
                                : type.commandName() + " has no key for it")
                : all;
    }

    private List<MetadataItem> heldOr(MetadataItem item, String reason) {
        if (spaces.others().contains(item.identifier().keySpace())) {
            return List.of(item);
        }
        leaveOut(item, reason);
        return List.of();
    }

    /** The keys that say it: one, but places as phones' players look for them too, and languages where they are told. */
    private List<Key> places(Row row, MetadataItem item, boolean first) {
        List<KeySpace> searched = spaces.own().stream().anyMatch(s -> row.key(s).isPresent())
                ? spaces.own()
                : spaces.others().contains(item.identifier().keySpace()) ? List.of() : spaces.others();
        List<Key> keys = searched.stream().flatMap(s -> row.key(s).stream()).toList();
        if (keys.isEmpty()) {
            return keys;
        }
        if (row.kind() == Kind.LOCATION && type == FileType.MP4) {
            return List.of(keys.get(0), row.key(KeySpace.QUICKTIME_USER_DATA).orElseThrow());
        }
        Optional<Key> telling = keys.stream()
                .filter(k -> FileSpaces.tellsLanguages(k.space(), k.key()))
                .findFirst();
        boolean told = item.languageTag() != null && !item.languageTag().equals(Languages.UNDETERMINED);
        if (!told || telling.isEmpty() || telling.get() == keys.get(0)) {
            return List.of(keys.get(0));
        }
        return first ? List.of(keys.get(0), telling.get()) : List.of(telling.get());
    }

    private static List<MetadataItem> written(Row row, Key key, MetadataItem item, MetadataValue value) {
        Optional<MetadataValue> form = ValueForms.write(row.kind(), key, value);
        if (form.isEmpty()) {
            return List.of();
        }
        List<MetadataItem> items = new ArrayList<>();
        items.add(new MetadataItem(key.identifier(), form.get(), language(item, key), attributes(key, item, value)));
        if (!key.total().isEmpty() && value instanceof Text pair) {
            ValueForms.total(pair.text())
                    .ifPresent(total -> items.add(
                            MetadataItem.of(new MetadataIdentifier(key.space(), key.total()), new Text(total))));
        }
        return items;
    }

    private static @Nullable String language(MetadataItem item, Key key) {
        boolean told = FileSpaces.tellsLanguages(key.space(), key.key());
        return told && !Languages.UNDETERMINED.equals(item.languageTag()) ? item.languageTag() : null;
    }

    private static Map<String, String> attributes(Key key, MetadataItem item, MetadataValue value) {
        Map<String, String> attributes = new HashMap<>();
        if (!key.info().isEmpty()) {
            attributes.put(MetadataItem.INFO, key.info());
        }
        boolean describes = key.space().equals(KeySpace.ID3) || key.space().equals(KeySpace.VORBIS);
        if (value.type().isPicture() && describes) {
            item.attribute(MetadataItem.INFO).ifPresent(info -> attributes.put(MetadataItem.INFO, info));
            attributes.put(MetadataItem.MIME_TYPE, Pictures.mimeType(value.type()));
            attributes.put(
                    MetadataItem.PICTURE_TYPE,
                    item.attribute(MetadataItem.PICTURE_TYPE).orElse("3"));
        }
        return attributes;
    }
}
