package dev.reelwright.internal.metadata;

import dev.reelwright.metadata.CommonKey;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which items a file may carry that is given to others: the data file {@code sharing.tsv}, read once. */
public final class SharingList {
    private static final List<Rule> RULES =
            DataFile.rows("sharing.tsv").stream().skip(1).map(SharingList::rule).toList();

    private SharingList() {}

    /**
     * A line of the list.
     *
     * @param keeps whether what it names stays
     * @param items what it names, as the file has it
     */
    record Rule(boolean keeps, List<String> items, String why) {
        boolean names(MetadataItem item) {
            return items.stream().anyMatch(pattern -> SharingList.names(pattern, item));
        }
    }

    private static Rule rule(List<String> cells) {
        if (cells.size() != 3 || !(cells.get(0).equals("keep") || cells.get(0).equals("remove"))) {
            throw new IllegalArgumentException("sharing.tsv: " + cells);
        }
        List<String> items = Arrays.asList(cells.get(1).split(" "));
        for (String item : items) {
            boolean known = item.indexOf('/') > 0 && !item.startsWith("comn/")
                    || KeyTable.shared().row(item.replaceFirst("^comn/", "")).isPresent();
            if (!known) {
                throw new IllegalArgumentException("sharing.tsv names " + item + ", which common-keys.tsv has not");
            }
        }
        return new Rule(cells.get(0).equals("keep"), items, cells.get(2));
    }

    static List<Rule> rules() {
        return RULES;
    }

    public static boolean keeps(MetadataItem item) {
        return RULES.stream()
                .filter(rule -> rule.names(item))
                .findFirst()
                .map(Rule::keeps)
                .orElse(false);
    }

    /** The item as others may see it: a picture without what its file says beside the pixels; empty where that cannot be. */
    public static Optional<MetadataItem> cleaned(MetadataItem item) {
        if (!(item.value() instanceof MetadataValue.Data data)) {
            return Optional.of(item);
        }
        boolean picture = item.commonKey().filter(CommonKey.ARTWORK::equals).isPresent();
        if (!picture && !data.type().isPicture()) {
            return Optional.of(item);
        }
        return BarePicture.of(data.bytes()).map(bytes -> {
            MetadataValue bare = new MetadataValue.Data(bytes, Pictures.type(bytes));
            return new MetadataItem(item.identifier(), bare, null, aboutPixels(item.extraAttributes()));
        });
    }

    private static Map<String, String> aboutPixels(Map<String, String> attributes) {
        Map<String, String> left = new HashMap<>(attributes);
        left.keySet().retainAll(Set.of(MetadataItem.MIME_TYPE, MetadataItem.PICTURE_TYPE));
        return left;
    }

    private static boolean names(String pattern, MetadataItem item) {
        int slash = pattern.indexOf('/');
        if (slash < 0 || pattern.startsWith(KeySpace.COMMON + "/")) {
            String name = pattern.substring(slash + 1);
            return KeyTable.shared()
                    .meaning(item)
                    .filter(m -> m.row().name().equals(name))
                    .isPresent();
        }
        int colon = pattern.indexOf(':');
        String key = pattern.substring(slash + 1, colon < 0 ? pattern.length() : colon);
        String info = colon < 0 ? "" : pattern.substring(colon + 1);
        return matches(pattern.substring(0, slash), item.identifier().keySpace().code())
                && matches(decoded(key), item.key())
                && (colon < 0 || matches(info, item.attribute(MetadataItem.INFO).orElse("")));
    }

    private static String decoded(String key) {
        return MetadataIdentifier.parse(KeySpace.UNKNOWN + "/" + key).key();
    }

    private static boolean matches(String pattern, String text) {
        String expression = Arrays.stream(pattern.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElseThrow();
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(text)
                .matches();
    }
}
