package dev.reelwright.internal.metadata;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The genres that ID3v1 and players after it numbered from 0: the data file {@code genres.txt}. */
final class Genres {
    private static final List<String> NAMES = DataFile.lines("genres.txt");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final Pattern REFERENCE = Pattern.compile("\\((\\d{1,3}|RX|CR)\\)(.*)");

    private Genres() {}

    static Optional<String> name(long number) {
        return number >= 0 && number < NAMES.size() ? Optional.of(NAMES.get((int) number)) : Optional.empty();
    }

    /** A genre as ID3 writes it: a name, a number, or a number in brackets with or without a name after it. */
    static String plain(String text) {
        Matcher reference = REFERENCE.matcher(text);
        if (reference.matches()) {
            String refined = reference.group(2).strip();
            return refined.isEmpty() || refined.startsWith("(") ? known(reference.group(1), text) : refined;
        }
        return NUMBER.matcher(text).matches() ? known(text, text) : text;
    }

    private static String known(String code, String text) {
        return switch (code) {
            case "RX" -> "Remix";
            case "CR" -> "Cover";
            default -> name(Long.parseLong(code)).orElse(text);
        };
    }
}
