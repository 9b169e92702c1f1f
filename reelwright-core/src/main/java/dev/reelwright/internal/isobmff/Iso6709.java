package dev.reelwright.internal.isobmff;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places on Earth in text (ISO 6709): latitude, longitude and height, each with its sign, as in {@code +51.5334-000.1255+026.756/}. */
final class Iso6709 {
    private static final Pattern TEXT = Pattern.compile(
            "\\s*([+-]\\d{1,6}(?:\\.\\d*)?)([+-]\\d{1,7}(?:\\.\\d*)?)([+-]\\d+(?:\\.\\d*)?)?(?:CRS.*)?/?\\s*");
    private static final int DEGREE_DIGITS = 3;

    private Iso6709() {}

    /** With five places behind the point, which 16 bits of a fraction need. A height of zero mostly is none. */
    static String text(double latitude, double longitude, double height) {
        String place = String.format(Locale.ROOT, "%+09.5f%+010.5f", latitude, longitude);
        return place + (height == 0 ? "" : String.format(Locale.ROOT, "%+010.5f", height)) + "/";
    }

    /** Latitude and longitude in degrees, and height in metres; empty for other text. */
    static double[] place(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return new double[0];
        }
        double height = parts.group(3) == null ? 0 : Double.parseDouble(parts.group(3));
        return new double[] {degrees(parts.group(1), 2), degrees(parts.group(2), DEGREE_DIGITS), height};
    }

    /** Degrees, or with two digits more minutes, or with four more seconds. */
    private static double degrees(String text, int digits) {
        double value = Double.parseDouble(text.substring(1));
        int point = text.indexOf('.');
        int more = (point < 0 ? text.length() : point) - 1 - digits;
        double degrees = value;
        if (more >= 3) {
            degrees = Math.floor(value / 10_000) + Math.floor(value % 10_000 / 100) / 60 + value % 100 / 3600;
        } else if (more >= 1) {
            degrees = Math.floor(value / 100) + value % 100 / 60;
        }
        return text.charAt(0) == '-' ? -degrees : degrees;
    }
}
