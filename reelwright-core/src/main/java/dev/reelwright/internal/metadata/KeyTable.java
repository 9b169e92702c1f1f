package dev.reelwright.internal.metadata;

import dev.reelwright.metadata.CommonKey;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which keys of the key spaces say the same: the data file {@code common-keys.tsv}, read once. */
public final class KeyTable {
    private static final String RESOURCE = "common-keys.tsv";
    private static final String QUICKTIME_PREFIX = "com.apple.quicktime";
    private static final int FIRST_SPACE = 2;
    private static final Set<KeySpace> ANY_CASE =
            Set.of(KeySpace.MATROSKA, KeySpace.VORBIS, KeySpace.QUICKTIME_METADATA, KeySpace.UNKNOWN);
    /** Frames that a description tells apart; one of them without a row of its own says what the plain one says. */
    private static final Set<String> DESCRIBED = Set.of("COMM", "USLT", "TXXX");

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Meaning> meanings = new HashMap<>();

    /** How a row's values are written. */
    enum Kind {
        TEXT,
        DATE,
        LOCATION,
        PICTURE,
        GENRE,
        PAIR,
        NUMBER,
        FLAG,
        BOOKKEEPING
    }

    /**
     * One thing that items say.
     *
     * @param name a common key, or a name that begins with {@code +}
     * @param keys by key space what is written, if anything
     */
    record Row(String name, Kind kind, Map<KeySpace, Key> keys) {
        Optional<Key> key(KeySpace space) {
            return Optional.ofNullable(keys.get(space));
        }
    }

    /**
     * How a key space says it.
     *
     * @param info the description that tells frames of ID3 apart; empty for none
     * @param total the key of a pair's total; empty where the pair is one value
     */
    record Key(KeySpace space, String key, String info, String total) {
        MetadataIdentifier identifier() {
            return new MetadataIdentifier(space, key);
        }
    }

    /**
     * What a key says.
     *
     * @param order lower for what is believed first
     * @param isTotal whether it is the total of a pair alone
     */
    record Meaning(Row row, int order, boolean isTotal) {}

    private KeyTable(List<List<String>> table) {
        List<KeySpace> spaces =
                table.get(0).stream().skip(FIRST_SPACE).map(KeySpace::new).toList();
        for (List<String> cells : table.subList(1, table.size())) {
            add(cells, spaces);
        }
    }

    /** The table that comes with the library. */
    public static KeyTable shared() {
        return Holder.TABLE;
    }

    private static final class Holder {
        static final KeyTable TABLE = new KeyTable(DataFile.rows(RESOURCE));
    }

    private void add(List<String> cells, List<KeySpace> spaces) {
        if (cells.size() != FIRST_SPACE + spaces.size()) {
            throw new IllegalArgumentException(RESOURCE + ", " + cells.get(0) + ": " + cells.size() + " columns");
        }
        Map<KeySpace, Key> written = new HashMap<>();
        Row row = new Row(cells.get(0), Kind.valueOf(cells.get(1).toUpperCase(Locale.ROOT)), written);
        for (int i = 0; i < spaces.size(); i++) {
            String cell = cells.get(FIRST_SPACE + i);
            String[] keys = cell.equals("-") ? new String[0] : cell.split(" ");
            for (int rank = 0; rank < keys.length; rank++) {
                add(row, spaces.get(i), keys[rank], i * 100 + rank, written);
            }
        }
        if (rows.put(row.name, row) != null) {
            throw new IllegalArgumentException(RESOURCE + " has " + row.name + " twice");
        }
    }

    private void add(Row row, KeySpace space, String text, int order, Map<KeySpace, Key> written) {
        char mark = text.charAt(0);
        Key key = key(space, mark == '<' || mark == '>' ? text.substring(1) : text);
        if (mark != '<') {
            written.putIfAbsent(space, key);
        }
        if (mark == '>') {
            return;
        }
        Meaning earlier = meanings.putIfAbsent(place(space, key.key, key.info), new Meaning(row, order, false));
        if (earlier != null && earlier.row != row) {
            throw new IllegalArgumentException(RESOURCE + " has " + text + " of " + space + " in two rows");
        }
        if (!key.total.isEmpty()) {
            meanings.put(place(space, key.total, ""), new Meaning(row, order, true));
        }
    }

    private static Key key(KeySpace space, String text) {
        int colon = text.indexOf(':');
        int plus = text.indexOf('+');
        String key = text.substring(0, colon > 0 ? colon : plus > 0 ? plus : text.length());
        String full = space.equals(KeySpace.QUICKTIME_METADATA) && key.startsWith(".") ? QUICKTIME_PREFIX + key : key;
        return new Key(
                space,
                MetadataIdentifier.parse(space + "/" + full).key(),
                colon > 0 ? text.substring(colon + 1) : "",
                plus > 0 ? text.substring(plus + 1) : "");
    }

    private static String place(KeySpace space, String key, String info) {
        String plain = ANY_CASE.contains(space) ? key.toLowerCase(Locale.ROOT) : key;
        return space + "/" + plain + (info.isEmpty() ? "" : ":" + info.toLowerCase(Locale.ROOT));
    }

    /** The row of this name: a common key's, or one that begins with {@code +}. */
    Optional<Row> row(String name) {
        return Optional.ofNullable(rows.get(name));
    }

    List<Row> rows() {
        return new ArrayList<>(rows.values());
    }

    /** What an item says; empty where no row has its key. */
    Optional<Meaning> meaning(MetadataItem item) {
        return meaning(item.identifier(), item.attribute(MetadataItem.INFO).orElse(""));
    }

    private Optional<Meaning> meaning(MetadataIdentifier identifier, String info) {
        KeySpace space = identifier.keySpace();
        if (space.equals(KeySpace.COMMON)) {
            return row(identifier.key())
                    .filter(row -> !row.name.startsWith("+"))
                    .map(row -> new Meaning(row, -1, false));
        }
        boolean described = space.equals(KeySpace.ID3) && DESCRIBED.contains(identifier.key());
        Meaning exact = meanings.get(place(space, identifier.key(), described ? info : ""));
        // what players note for themselves in comments is no comment
        boolean forPlayers = info.startsWith("iTun") || identifier.key().equals("TXXX");
        return exact != null || !described || forPlayers
                ? Optional.ofNullable(exact)
                : Optional.ofNullable(meanings.get(place(space, identifier.key(), "")));
    }

    public Optional<CommonKey> commonKey(MetadataItem item) {
        return meaning(item).flatMap(m -> CommonKey.named(m.row().name()));
    }

    public Optional<CommonKey> commonKey(MetadataIdentifier identifier) {
        return meaning(identifier, "").flatMap(m -> CommonKey.named(m.row().name()));
    }

    /** Whether the item is what a file says of itself, which is not true of another one. */
    public boolean isBookkeeping(MetadataItem item) {
        return meaning(item).filter(m -> m.row().kind() == Kind.BOOKKEEPING).isPresent();
    }
}
