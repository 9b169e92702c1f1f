package dev.reelwright.metadata;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates as metadata has them: ISO 8601 from a year on, with or without its colons, a blank for the T allowed. */
final class Dates {
    private static final Pattern ISO = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2})(?:[T ](\\d{2})(?::?(\\d{2})"
            + "(?::?(\\d{2})(?:[.,](\\d{1,9})\\d*)?)?)?\\s*(Z|[+-]\\d{2}(?::?\\d{2})?)?)?)?)?");

    private Dates() {}

    static Optional<OffsetDateTime> parse(String text) {
        Matcher m = ISO.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.of(
                    number(m.group(1), 1),
                    number(m.group(2), 1),
                    number(m.group(3), 1),
                    number(m.group(4), 0),
                    number(m.group(5), 0),
                    number(m.group(6), 0),
                    nanos(m.group(7)),
                    zone(m.group(8))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(@Nullable String digits, int ifNone) {
        return digits == null ? ifNone : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
    }

    private static ZoneOffset zone(@Nullable String text) {
        return text == null ? ZoneOffset.UTC : ZoneOffset.of(text);
    }
}
