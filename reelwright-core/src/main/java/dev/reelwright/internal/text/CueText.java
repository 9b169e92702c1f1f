package dev.reelwright.internal.text;

import dev.reelwright.internal.text.StyledText.Run;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cue text of WebVTT (W3C WebVTT §4.2.2), without its settings. */
final class CueText {
    private static final Pattern TOKEN = Pattern.compile("<(/?)([biu])(?:\\.[^>]*)?>|<[^>]*>|&(\\w+|#\\d+);");
    private static final Map<String, String> CHARACTERS =
            Map.of("amp", "&", "lt", "<", "gt", ">", "nbsp", "\u00a0", "lrm", "\u200e", "rlm", "\u200f");

    private CueText() {}

    static StyledText read(String cue) {
        StyledText.Builder text = new StyledText.Builder();
        Matcher token = TOKEN.matcher(cue);
        int at = 0;
        while (token.find()) {
            text.append(cue.subSequence(at, token.start()));
            if (token.group(2) != null) {
                text.style(StyleTags.style(token.group(2)), token.group(1).isEmpty());
            } else if (token.group(3) != null) {
                text.append(character(token.group(3), token.group()));
            }
            at = token.end();
        }
        return text.append(cue.substring(at)).build();
    }

    private static String character(String name, String otherwise) {
        if (name.startsWith("#") && name.length() <= 7) {
            int code = Integer.parseInt(name.substring(1));
            return Character.isValidCodePoint(code) ? Character.toString(code) : otherwise;
        }
        return CHARACTERS.getOrDefault(name, otherwise);
    }

    static String write(StyledText text) {
        StringBuilder out = new StringBuilder();
        for (Run run : text.runs()) {
            // an empty line would end the cue
            String lines = run.text().replaceAll("\n{2,}", "\n");
            StyleTags.wrap(
                    out,
                    run.styles(),
                    lines.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
        return out.toString();
    }
}
