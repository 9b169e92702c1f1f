package dev.reelwright.internal.text;

import dev.reelwright.internal.text.StyledText.Style;
import java.util.Locale;
import java.util.Set;

/** The letters that codings name styles by. */
final class StyleTags {
    private StyleTags() {}

    static Style style(String letter) {
        return switch (letter) {
            case "b" -> Style.BOLD;
            case "i" -> Style.ITALIC;
            default -> Style.UNDERLINE;
        };
    }

    /** Adds text in its tags. */
    static void wrap(StringBuilder out, Set<Style> styles, String text) {
        StringBuilder ends = new StringBuilder();
        for (Style style : Style.values()) {
            if (styles.contains(style)) {
                String letter = style.name().substring(0, 1).toLowerCase(Locale.ROOT);
                out.append('<').append(letter).append('>');
                ends.insert(0, "</" + letter + ">");
            }
        }
        out.append(text).append(ends);
    }
}
