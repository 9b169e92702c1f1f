package dev.reelwright.internal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of dialogue of Advanced SubStation Alpha, as containers store them: eight fields, then the text. */
final class Dialogue {
    private static final int FIELDS = 8;
    private static final Pattern BLOCK = Pattern.compile("\\{([^}]*)\\}");
    private static final Pattern OVERRIDE =
            Pattern.compile("\\\\(?:([biu])(\\d*)(?![A-Za-z])|(r)(?![A-Za-z])|p(\\d+))");

    private Dialogue() {}

    static StyledText read(String event) {
        int at = 0;
        for (int i = 0; i < FIELDS; i++) {
            int comma = event.indexOf(',', at);
            if (comma < 0) {
                return new StyledText.Builder().build();
            }
            at = comma + 1;
        }
        StyledText.Builder text = new StyledText.Builder();
        Matcher block = BLOCK.matcher(event);
        boolean drawing = false;
        while (block.find(at)) {
            if (!drawing) {
                text.append(letters(event.substring(at, block.start())));
            }
            drawing = override(block.group(1), text, drawing);
            at = block.end();
        }
        return (drawing ? text : text.append(letters(event.substring(at)))).build();
    }

    /** Whether what follows is drawn rather than written. */
    private static boolean override(String block, StyledText.Builder text, boolean drawing) {
        boolean draws = drawing;
        Matcher tag = OVERRIDE.matcher(block);
        while (tag.find()) {
            if (tag.group(1) != null) {
                // without a number the style of the whole line holds again, which is plain here
                text.style(
                        StyleTags.style(tag.group(1)),
                        !tag.group(2).isEmpty() && !tag.group(2).equals("0"));
            } else if (tag.group(3) != null) {
                text.plain();
            } else {
                draws = !tag.group(4).equals("0");
            }
        }
        return draws;
    }

    private static String letters(String text) {
        return text.replace("\\N", "\n").replace("\\n", " ").replace("\\h", "\u00a0");
    }
}
