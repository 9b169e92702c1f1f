package dev.reelwright.project;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.util.function.Supplier;

/**
 * Where a value stands in a document.
 *
 * @param path from the whole document ({@code $}) to the value, as in {@code $.audio[0].codec}
 * @param line of the text, from 1
 */
record Place(String path, int line) {
    private static final int LONGEST_EXCERPT = 60;

    Place member(String name, int itsLine) {
        return new Place(path + "." + excerpt(name), itsLine);
    }

    Place item(int index, int itsLine) {
        return new Place(path + "[" + index + "]", itsLine);
    }

    /** The failure that what stands here is not accepted for this reason. */
    MediaException refusal(String reason) {
        return new MediaException(ErrorCode.FILE_FAILED_TO_PARSE, told(reason));
    }

    /** What is made from the value here; that the model does not take it is told with its place. */
    <T> T made(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new MediaException(ErrorCode.FILE_FAILED_TO_PARSE, told(String.valueOf(e.getMessage())), e);
        }
    }

    /** A message about what stands here. */
    String told(String reason) {
        return path + " (line " + line + "): " + printable(reason);
    }

    /** What a document says, short and on one line, so that messages stay readable whatever was in it. */
    static String excerpt(String text) {
        String line = printable(text);
        return line.length() <= LONGEST_EXCERPT ? line : line.substring(0, LONGEST_EXCERPT) + "...";
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(c -> isPrintable(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
