package dev.reelwright.internal.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a cue says, line by line, with the styles that all codings of text have. */
public record StyledText(List<Run> runs) {
    /** What letters may be beside plain. */
    public enum Style {
        BOLD,
        ITALIC,
        UNDERLINE
    }

    /** A stretch of text of one style. */
    public record Run(String text, Set<Style> styles) {
        public Run {
            styles = Set.copyOf(styles);
        }
    }

    public StyledText {
        runs = List.copyOf(runs);
    }

    /** All letters without their styles. */
    public String plain() {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }

    public boolean isEmpty() {
        return plain().isBlank();
    }

    /** This text with another one in the lines below. */
    public StyledText above(StyledText below) {
        Builder both = new Builder();
        runs.forEach(both::add);
        both.add(new Run("\n", Set.of()));
        below.runs.forEach(both::add);
        return both.build();
    }

    /** Collects a text from its beginning to its end. */
    static final class Builder {
        private final List<Run> runs = new ArrayList<>();
        private final Set<Style> styles = EnumSet.noneOf(Style.class);
        private final StringBuilder current = new StringBuilder();

        Builder append(CharSequence text) {
            current.append(text);
            return this;
        }

        /** Lets what follows have the style or not. */
        Builder style(Style style, boolean on) {
            if (styles.contains(style) != on) {
                flush();
                if (on) {
                    styles.add(style);
                } else {
                    styles.remove(style);
                }
            }
            return this;
        }

        Builder plain() {
            flush();
            styles.clear();
            return this;
        }

        private void add(Run run) {
            flush();
            styles.clear();
            styles.addAll(run.styles());
            current.append(run.text());
        }

        private void flush() {
            if (current.length() > 0) {
                runs.add(new Run(current.toString(), styles));
                current.setLength(0);
            }
        }

        /** The text in lines that end with a line feed, without empty lines around it. */
        StyledText build() {
            flush();
            List<Run> lines = new ArrayList<>();
            for (Run run : runs) {
                lines.add(new Run(run.text().replace("\r\n", "\n").replace('\r', '\n'), run.styles()));
            }
            trim(lines, "^\n+");
            Collections.reverse(lines);
            trim(lines, "\n+$");
            Collections.reverse(lines);
            return new StyledText(lines);
        }

        /** Takes away what matches from the first run, and the run where nothing is left. */
        private static void trim(List<Run> runs, String ends) {
            while (!runs.isEmpty()) {
                String text = runs.get(0).text().replaceFirst(ends, "");
                if (!text.isEmpty()) {
                    runs.set(0, new Run(text, runs.get(0).styles()));
                    return;
                }
                runs.remove(0);
            }
        }
    }
}
