package dev.reelwright.internal.text;

import dev.reelwright.internal.text.StyledText.Run;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of SubRip, with the few tags that its players know. */
final class SubRip {
    /** Tags, and what comes from ASS and is no text; other angle brackets are text. */
    private static final Pattern TAG =
            Pattern.compile("<(/?)([biu])>|</?(?:font|s|c)(?:\\s[^>]*)?>|\\{\\\\[^}]*\\}", Pattern.CASE_INSENSITIVE);

    private SubRip() {}

    static StyledText read(String cue) {
        StyledText.Builder text = new StyledText.Builder();
        Matcher tag = TAG.matcher(cue);
        int at = 0;
        while (tag.find()) {
            text.append(cue.subSequence(at, tag.start()));
            if (tag.group(2) != null) {
                text.style(
                        StyleTags.style(tag.group(2).toLowerCase(Locale.ROOT)),
                        tag.group(1).isEmpty());
            }
            at = tag.end();
        }
        return text.append(cue.substring(at)).build();
    }

    static String write(StyledText text) {
        StringBuilder out = new StringBuilder();
        for (Run run : text.runs()) {
            StyleTags.wrap(out, run.styles(), run.text());
        }
        return out.toString();
    }
}
