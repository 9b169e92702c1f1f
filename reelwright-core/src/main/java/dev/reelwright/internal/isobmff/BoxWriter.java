package dev.reelwright.internal.isobmff;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts together the content of a box. */
final class BoxWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Begins with version and flags of zero. */
    static BoxWriter fullBox() {
        return new BoxWriter().u32(0);
    }

    BoxWriter u8(long value) {
        out.write((int) value);
        return this;
    }

    BoxWriter u16(long value) {
        return number(value, Short.BYTES);
    }

    BoxWriter u32(long value) {
        return number(value, Integer.BYTES);
    }

    BoxWriter u64(long value) {
        return number(value, Long.BYTES);
    }

    /** A whole number of so many bytes, the highest one first. */
    BoxWriter number(long value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >> shift));
        }
        return this;
    }

    BoxWriter put(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    BoxWriter fourCc(String code) {
        return put(code.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** UTF-8 that ends with a zero. */
    BoxWriter text(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8)).u8(0);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
