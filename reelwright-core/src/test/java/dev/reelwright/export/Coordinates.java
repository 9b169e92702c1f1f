package dev.reelwright.export;

import dev.reelwright.testing.Probe;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file's place in all the ways in which files write places. */
final class Coordinates {
    private static final Pattern ISO = Pattern.compile("([+-]\\d{2}\\.\\d+)([+-]\\d{1,3}\\.\\d+)(?:[+-][\\d.]+)?/?");
    private static final int FEWEST_DIGITS = 3;

    private Coordinates() {}

    /** One way, and the bytes that it makes. */
    record Spelling(String name, byte[] bytes) {}

    /** Those of the place that FFmpeg finds in the file. */
    static List<Spelling> spellings(Path file) {
        List<Spelling> spellings = new ArrayList<>();
        Probe.of(file).format().forEach((key, value) -> {
            Matcher m = ISO.matcher(value);
            if (key.toLowerCase(java.util.Locale.ROOT).contains("location") && m.matches()) {
                text(spellings, value);
                place(spellings, new BigDecimal(m.group(1)), new BigDecimal(m.group(2)));
            }
        });
        if (spellings.isEmpty()) {
            throw new AssertionError(file + " has no place");
        }
        return spellings;
    }

    private static void place(List<Spelling> spellings, BigDecimal latitude, BigDecimal longitude) {
        for (BigDecimal value : List.of(latitude, longitude)) {
            for (int digits = FEWEST_DIGITS; digits <= 6; digits++) {
                for (RoundingMode mode : List.of(RoundingMode.DOWN, RoundingMode.HALF_UP)) {
                    text(spellings, value.setScale(digits, mode).abs().toPlainString());
                }
            }
        }
        pair(spellings, "16.16", fixed(longitude, 65536), fixed(latitude, 65536), ByteOrder.BIG_ENDIAN);
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            pair(spellings, "E7", fixed(latitude, 1e7), fixed(longitude, 1e7), order);
            number(spellings, Float.BYTES, latitude.doubleValue(), longitude.doubleValue(), order);
            number(spellings, Double.BYTES, latitude.doubleValue(), longitude.doubleValue(), order);
            rational(spellings, latitude, order);
            rational(spellings, longitude, order);
        }
    }

    private static int fixed(BigDecimal value, double one) {
        return (int) Math.round(value.doubleValue() * one);
    }

    private static void text(List<Spelling> spellings, String text) {
        spellings.add(new Spelling(text, text.getBytes(StandardCharsets.US_ASCII)));
        spellings.add(new Spelling(text + " in UTF-16", text.getBytes(StandardCharsets.UTF_16LE)));
    }

    private static void pair(List<Spelling> spellings, String name, int first, int second, ByteOrder order) {
        spellings.add(new Spelling(
                name,
                ByteBuffer.allocate(8).order(order).putInt(first).putInt(second).array()));
    }

    private static void number(List<Spelling> spellings, int bytes, double first, double second, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * bytes).order(order);
        if (bytes == Float.BYTES) {
            buffer.putFloat((float) first).putFloat((float) second);
        } else {
            buffer.putDouble(first).putDouble(second);
        }
        spellings.add(new Spelling(bytes + " bytes floating", buffer.array()));
    }

    /** Degrees and minutes of EXIF, as fractions over one. */
    private static void rational(List<Spelling> spellings, BigDecimal value, ByteOrder order) {
        int degrees = value.abs().intValue();
        int minutes = value.abs()
                .remainder(BigDecimal.ONE)
                .multiply(BigDecimal.valueOf(60))
                .intValue();
        spellings.add(new Spelling(
                "EXIF",
                ByteBuffer.allocate(16)
                        .order(order)
                        .putInt(degrees)
                        .putInt(1)
                        .putInt(minutes)
                        .putInt(1)
                        .array()));
    }

    /** The names of those that occur. */
    static List<String> found(List<Spelling> spellings, byte[] file) {
        String all = new String(file, StandardCharsets.ISO_8859_1);
        return spellings.stream()
                .filter(s -> all.contains(new String(s.bytes(), StandardCharsets.ISO_8859_1)))
                .map(Spelling::name)
                .distinct()
                .toList();
    }
}
