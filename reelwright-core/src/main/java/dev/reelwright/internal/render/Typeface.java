package dev.reelwright.internal.render;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A font file and what it says of its letters: which it has and how wide they are. Read without the help of the machine's
 * own text services, which a server may lack (OpenType 1.9, tables cmap, head, hhea and hmtx).
 */
public final class Typeface {
    private static final String EMBEDDED = "Roboto-Regular.ttf";
    private static final int COLLECTION = 0x74746366; // ttcf

    private final Path file;
    private final ByteBuffer data;
    private final int unitsPerEm;
    private final int widths;
    private final int widthCount;
    private final int segments;
    private final int groups;

    private Typeface(Path file, byte[] bytes) {
        this.file = file;
        this.data = ByteBuffer.wrap(bytes);
        int font = data.getInt(0) == COLLECTION ? data.getInt(12) : 0;
        unitsPerEm = Math.max(1, unsigned(table(font, "head") + 18));
        widths = table(font, "hmtx");
        widthCount = unsigned(table(font, "hhea") + 34);
        int map = table(font, "cmap");
        segments = subtable(map, 4);
        groups = subtable(map, 12);
        if (widthCount < 1 || (segments == 0 && groups == 0)) {
            throw new IllegalArgumentException("it has no Unicode letters");
        }
    }

    /** The font inside of the library, as a file, for FFmpeg reads fonts from files; deleted when the JVM ends. */
    static Typeface embedded() {
        return Embedded.FACE;
    }

    /**
     * Reads a TrueType or OpenType font; of a collection the first.
     *
     * @throws IllegalArgumentException when it is no such file
     */
    public static Typeface read(Path file) {
        try {
            return new Typeface(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("the font " + file + " cannot be read: " + e, e);
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is no TrueType or OpenType font: " + e.getMessage(), e);
        }
    }

    private static final class Embedded {
        static final Typeface FACE = extract();

        private static Typeface extract() {
            try (InputStream in = Typeface.class.getResourceAsStream(EMBEDDED)) {
                if (in == null) {
                    throw new IOException("the font is missing from the library");
                }
                Path file = Files.createTempFile("reelwright-", ".ttf");
                file.toFile().deleteOnExit();
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                return read(file);
            } catch (IOException e) {
                throw new MediaException(ErrorCode.WRITE_FAILED, "the font cannot be unpacked: " + e.getMessage(), e);
            }
        }
    }

    private int unsigned(int at) {
        return data.getShort(at) & 0xFFFF;
    }

    private int table(int font, String name) {
        int count = unsigned(font + 4);
        for (int i = 0; i < count; i++) {
            int entry = font + 12 + 16 * i;
            boolean same = true;
            for (int c = 0; c < 4; c++) {
                same &= data.get(entry + c) == name.charAt(c);
            }
            if (same) {
                return data.getInt(entry + 8);
            }
        }
        throw new IllegalArgumentException("it has no table " + name);
    }

    /** Place of the map of this format for Unicode, 0 for none. */
    private int subtable(int map, int format) {
        int count = unsigned(map + 2);
        for (int i = 0; i < count; i++) {
            int entry = map + 4 + 8 * i;
            int platform = unsigned(entry);
            int encoding = unsigned(entry + 2);
            boolean unicode = platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10));
            int at = map + data.getInt(entry + 4);
            if (unicode && unsigned(at) == format) {
                return at;
            }
        }
        return 0;
    }

    Path file() {
        return file;
    }

    boolean has(int codePoint) {
        return glyph(codePoint) != 0;
    }

    /** Width of a line of this size in pixels, without kerning. */
    double width(String text, int fontSize) {
        long units = text.codePoints().mapToLong(this::advance).sum();
        return (double) units * fontSize / unitsPerEm;
    }

    private int advance(int codePoint) {
        return unsigned(widths + 4 * Math.min(glyph(codePoint), widthCount - 1));
    }

    /** Number of the letter's picture, 0 for the one that stands for missing letters. */
    private int glyph(int codePoint) {
        return groups != 0 ? glyphInGroups(codePoint) : glyphInSegments(codePoint);
    }

    private int glyphInGroups(int codePoint) {
        int count = data.getInt(groups + 12);
        for (int i = 0; i < count; i++) {
            int group = groups + 16 + 12 * i;
            if (codePoint <= data.getInt(group + 4)) {
                int first = data.getInt(group);
                return codePoint < first ? 0 : data.getInt(group + 8) + codePoint - first;
            }
        }
        return 0;
    }

    private int glyphInSegments(int codePoint) {
        int doubled = unsigned(segments + 6);
        int ends = segments + 14;
        for (int i = 0; i < doubled; i += 2) {
            if (codePoint <= unsigned(ends + i)) {
                int first = unsigned(ends + 2 + doubled + i);
                if (codePoint < first) {
                    return 0;
                }
                int delta = unsigned(ends + 2 + 2 * doubled + i);
                int rangeAt = ends + 2 + 3 * doubled + i;
                int range = unsigned(rangeAt);
                int glyph = range == 0 ? codePoint : unsigned(rangeAt + range + 2 * (codePoint - first));
                return glyph == 0 ? 0 : glyph + delta & 0xFFFF;
            }
        }
        return 0;
    }
}
