package dev.reelwright.cli;

import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How quantities are written for people. */
final class Text {
    /** For numbers as everybody writes them. Of the others, also of none, the JDK loads data before the first digit. */
    static final Locale PLAIN = Locale.US;

    private static final String[] BYTE_UNITS = {"bytes", "kB", "MB", "GB", "TB"};

    private Text() {}

    /** Bytes in powers of ten: {@code 812 bytes}, {@code 1.2 MB}. */
    static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 999.5 && unit < BYTE_UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return (unit == 0 ? Long.toString(bytes) : threeDigits(amount)) + " " + BYTE_UNITS[unit];
    }

    /** Bits a second: {@code 128 kbit/s}, {@code 2.4 Mbit/s}. */
    static String bitRate(long bitsPerSecond) {
        return bitsPerSecond < 999_500
                ? threeDigits(bitsPerSecond / 1e3) + " kbit/s"
                : threeDigits(bitsPerSecond / 1e6) + " Mbit/s";
    }

    private static String threeDigits(double amount) {
        return String.format(PLAIN, amount < 99.95 ? "%.1f" : "%.0f", amount);
    }

    /** A time as a clock shows it, to the millisecond: {@code 0:12.500}, {@code 1:02:03.500}. */
    static String clock(MediaTime time) {
        if (!time.isNumeric()) {
            return time.toString();
        }
        long millis = Math.round(Math.abs(time.toSeconds()) * 1000);
        String sign = time.isBefore(MediaTime.ZERO) ? "-" : "";
        long hours = millis / 3_600_000;
        long minutes = millis / 60_000 % 60;
        String rest = digits(millis / 1000 % 60, 2) + "." + digits(millis % 1000, 3);
        return hours > 0 ? sign + hours + ":" + digits(minutes, 2) + ":" + rest : sign + minutes + ":" + rest;
    }

    /** A time in seconds, to the millisecond: {@code 12.500}. */
    static String seconds(MediaTime time) {
        if (!time.isNumeric()) {
            return time.toString();
        }
        long millis = Math.round(Math.abs(time.toSeconds()) * 1000);
        String sign = time.isBefore(MediaTime.ZERO) ? "-" : "";
        return sign + millis / 1000 + "." + digits(millis % 1000, 3);
    }

    /** A number that is not negative, with zeros before it. The JDK's formatter takes longer to start than a file to open. */
    static String digits(long number, int fewest) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, fewest - digits.length())) + digits;
    }

    /** A number without needless zeros, three decimals at most: {@code 30}, {@code 29.97}. */
    static String decimal(double value) {
        String text = String.format(PLAIN, "%.3f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    /** Whole seconds to go: {@code 45 s}, {@code 2:05}, {@code 1:02:05}. */
    static String timeLeft(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(PLAIN, "%d:%02d", whole / 60, whole % 60)
                : String.format(PLAIN, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** {@code 1 frame}, {@code 2 frames}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** The text without line breaks and other control characters, which could forge lines of their own. */
    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*[\\p{Cntrl}\\u2028\\u2029]+\\s*", " ");
    }

    /** Rows with their columns aligned, the last column left as it is. */
    static List<String> table(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
