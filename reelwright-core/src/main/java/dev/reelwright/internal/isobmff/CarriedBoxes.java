package dev.reelwright.internal.isobmff;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which boxes go along with samples that are carried over: the data file {@code carried-boxes.tsv}, read once. */
final class CarriedBoxes {
    private static final String RESOURCE = "carried-boxes.tsv";
    private static final int COLUMNS = 4;
    private static final Map<Level, Map<String, Rule>> RULES = load();

    /** Where a box is. */
    enum Level {
        /** In {@code trak}. */
        TRACK,
        /** In an entry of {@code stsd}. */
        ENTRY,
        /** In {@code stbl}. */
        TABLE
    }

    /** What is done with the source's box. */
    enum Rule {
        OWN,
        KEEP,
        SAME,
        SOURCE,
        CODING
    }

    private CarriedBoxes() {}

    static Rule rule(Level level, String type) {
        return RULES.getOrDefault(level, Map.of()).getOrDefault(type, level == Level.TABLE ? Rule.OWN : Rule.KEEP);
    }

    private static Map<Level, Map<String, Rule>> load() {
        try (InputStream in = CarriedBoxes.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the library's archive");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<Level, Map<String, Rule>> parse(List<String> lines) {
        Map<Level, Map<String, Rule>> rules = new EnumMap<>(Level.class);
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (cells.length != COLUMNS || cells[1].length() != Integer.BYTES || cells[3].isBlank()) {
                throw new IllegalArgumentException("'" + line + "' is not a level, a type, a rule and a reason");
            }
            Level level = Level.valueOf(cells[0].toUpperCase(Locale.ROOT));
            Rule rule = Rule.valueOf(cells[2].toUpperCase(Locale.ROOT));
            if (rules.computeIfAbsent(level, l -> new HashMap<>()).put(cells[1], rule) != null) {
                throw new IllegalArgumentException("'" + line + "' is there twice");
            }
        }
        return rules;
    }
}
