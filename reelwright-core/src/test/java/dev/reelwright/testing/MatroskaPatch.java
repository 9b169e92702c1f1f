package dev.reelwright.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes numbers of a Matroska file's first video track in place (RFC 9559). */
public final class MatroskaPatch {
    /** What the numbers are called in the files. */
    public enum Element {
        DISPLAY_WIDTH(0x54B0),
        DISPLAY_HEIGHT(0x54BA),
        DISPLAY_UNIT(0x54B2),
        CROP_BOTTOM(0x54AA),
        CROP_TOP(0x54BB),
        CROP_LEFT(0x54CC),
        CROP_RIGHT(0x54DD);

        private final int id;

        Element(int id) {
            this.id = id;
        }
    }

    private final byte[] bytes;

    private MatroskaPatch(byte[] bytes) {
        this.bytes = bytes;
    }

    public static MatroskaPatch of(Path file) {
        try {
            return new MatroskaPatch(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets a number that the file has, in one byte. */
    public MatroskaPatch set(Element element, int value) {
        for (int i = 0; i + 3 < bytes.length; i++) {
            boolean found = (bytes[i] & 255) == element.id >> 8
                    && (bytes[i + 1] & 255) == (element.id & 255)
                    && (bytes[i + 2] & 255) == 0x81;
            if (found) {
                bytes[i + 3] = (byte) value;
                return this;
            }
        }
        throw new AssertionError("no " + element + " of one byte");
    }

    public Path to(Path file) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
