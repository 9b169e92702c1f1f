package dev.reelwright.internal.render;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/** Makes lines of text fit for a font and for the room they have. */
public final class Lettering {
    private static final String ELLIPSIS = "…";

    private final Typeface face;

    public Lettering(Typeface face) {
        this.face = face;
    }

    /** With the font inside of the library: Latin, Greek and Cyrillic letters. */
    public static Lettering embedded() {
        return new Lettering(Typeface.embedded());
    }

    Typeface face() {
        return face;
    }

    /**
     * The text in letters that the font has: accents joined to their letters, styled and wide letters replaced by plain ones,
     * what cannot be seen left out. What is still missing stays, and is drawn as the font's sign for missing letters.
     */
    String drawable(String text) {
        StringBuilder line = new StringBuilder();
        Normalizer.normalize(text, Form.NFC).codePoints().forEach(c -> appendDrawable(line, c));
        return line.toString();
    }

    private void appendDrawable(StringBuilder line, int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR) {
            line.append(' ');
        } else if (type == Character.SURROGATE) {
            line.append('\uFFFD');
        } else if (isPartOfAnother(codePoint, type)) {
            return;
        } else if (face.has(codePoint)) {
            line.appendCodePoint(codePoint);
        } else {
            String plain = Normalizer.normalize(Character.toString(codePoint), Form.NFKC);
            boolean readable = plain.codePoints().allMatch(face::has);
            line.append(readable ? plain : Character.toString(codePoint));
        }
    }

    private boolean isPartOfAnother(int codePoint, int type) {
        boolean skinTone = codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
        return type == Character.FORMAT || skinTone || (mark && !face.has(codePoint));
    }

    double width(String text, int fontSize) {
        return face.width(text, fontSize);
    }

    /** The largest size from {@code largest} down to {@code smallest} at which the line fits; {@code smallest} if none does. */
    int size(String text, int largest, int smallest, int room) {
        int size = largest;
        while (size > smallest && width(text, size) > room) {
            size--;
        }
        return size;
    }

    /** The line itself where it fits, else as much of its end as of its beginning: names differ at their ends. */
    String shortened(String text, int fontSize, int room) {
        if (width(text, fontSize) <= room) {
            return text;
        }
        int[] letters = text.codePoints().toArray();
        int kept = letters.length - 1;
        while (kept > 0) {
            int head = (kept + 1) / 2;
            int tail = kept - head;
            String candidate = new String(letters, 0, head).stripTrailing()
                    + ELLIPSIS
                    + new String(letters, letters.length - tail, tail).stripLeading();
            if (width(candidate, fontSize) <= room) {
                return candidate;
            }
            kept--;
        }
        return ELLIPSIS;
    }
}
