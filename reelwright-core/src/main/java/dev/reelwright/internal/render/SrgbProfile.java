package dev.reelwright.internal.render;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The ICC profile of sRGB as short as it can be written: version 4.3, ICC.1:2010, with the curve as its formula. */
final class SrgbProfile {
    private static final int HEADER = 128;
    private static final int ENTRY = 12;
    /** The third kind of curve, by number, in the upper half of four bytes. */
    private static final double FORMULA = 3;

    private static final String[] NAMES = {
        "desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "chad"
    };

    private SrgbProfile() {}

    static byte[] bytes() {
        byte[] curve = numbers("para", FORMULA, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
        byte[][] bodies = {
            text("sRGB"),
            text("CC0"),
            xyz(0.9642, 1, 0.82491),
            // the primaries of BT.709 seen under D50 light
            xyz(0.43607, 0.22249, 0.01392),
            xyz(0.38515, 0.71687, 0.09708),
            xyz(0.14307, 0.06061, 0.71410),
            curve,
            curve,
            curve,
            // Bradford's adaptation from D65 to D50
            numbers("sf32", 1.04788, 0.02292, -0.0502, 0.02959, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168),
        };
        int size = HEADER + 4 + ENTRY * NAMES.length;
        for (int i = 0; i < bodies.length; i++) {
            size += isRepeated(bodies, i) ? 0 : bodies[i].length;
        }
        ByteBuffer profile = header(size);
        profile.position(HEADER);
        profile.putInt(NAMES.length);
        int end = HEADER + 4 + ENTRY * NAMES.length;
        int at = end;
        for (int i = 0; i < bodies.length; i++) {
            if (!isRepeated(bodies, i)) {
                at = end;
                profile.put(at, bodies[i]);
                end += bodies[i].length;
            }
            profile.put(ascii(NAMES[i])).putInt(at).putInt(bodies[i].length);
        }
        return profile.array();
    }

    private static boolean isRepeated(byte[][] bodies, int i) {
        return i > 0 && bodies[i] == bodies[i - 1];
    }

    private static ByteBuffer header(int size) {
        ByteBuffer header = ByteBuffer.allocate(size);
        header.putInt(size);
        header.putInt(8, 0x04300000);
        header.put(12, ascii("mntrRGB XYZ "));
        // a date has to be there; that of the specification will do
        header.putShort(24, (short) 2010).putShort(26, (short) 12).putShort(28, (short) 1);
        header.put(36, ascii("acsp"));
        header.put(68, xyz(0.9642, 1, 0.82491), 8, 12);
        return header;
    }

    private static byte[] xyz(double x, double y, double z) {
        return numbers("XYZ ", x, y, z);
    }

    /** Numbers of 16 bits before the point and 16 behind it. */
    private static byte[] numbers(String type, double... values) {
        ByteBuffer body = ByteBuffer.allocate(8 + 4 * values.length);
        body.put(ascii(type)).putInt(0);
        for (double value : values) {
            body.putInt((int) Math.round(value * 65536));
        }
        return body.array();
    }

    /** A text in English, in units of two bytes, filled up to whole fours. */
    private static byte[] text(String text) {
        byte[] units = text.getBytes(StandardCharsets.UTF_16BE);
        ByteBuffer body = ByteBuffer.allocate((28 + units.length + 3) / 4 * 4);
        body.put(ascii("mluc")).putInt(0).putInt(1).putInt(12).put(ascii("enUS"));
        return body.putInt(units.length).putInt(28).put(units).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
