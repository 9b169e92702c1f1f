package dev.reelwright.internal.metadata;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place on Earth by ISO 6709, as its text forms have it: {@code +40.680-074.500/}.
 *
 * @param latitude degrees north
 * @param longitude degrees east
 * @param altitude metres above the reference level; null where none is told
 */
public record Iso6709(
        BigDecimal latitude, BigDecimal longitude, @Nullable BigDecimal altitude) {
    private static final Pattern TEXT = Pattern.compile("([+-]\\d{1,6}(?:\\.\\d{0,20})?)([+-]\\d{1,7}(?:\\.\\d{0,20})?)"
            + "([+-]\\d{1,9}(?:\\.\\d{0,20})?)?(?:CRS[^/]{1,40})?/?");
    private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

    /** Reads it in degrees, in degrees and minutes, or with seconds; empty for what is no place. */
    public static Optional<Iso6709> parse(String text) {
        Matcher m = TEXT.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        BigDecimal latitude = degrees(m.group(1), 2);
        BigDecimal longitude = degrees(m.group(2), 3);
        boolean onEarth = latitude.abs().compareTo(BigDecimal.valueOf(90)) <= 0
                && longitude.abs().compareTo(BigDecimal.valueOf(180)) <= 0;
        return onEarth
                ? Optional.of(new Iso6709(latitude, longitude, m.group(3) == null ? null : new BigDecimal(m.group(3))))
                : Optional.empty();
    }

    private static BigDecimal degrees(String text, int digits) {
        int point = text.indexOf('.');
        int whole = (point < 0 ? text.length() : point) - 1;
        if (whole <= digits) {
            return new BigDecimal(text);
        }
        BigDecimal sum = new BigDecimal(text.substring(1, 1 + digits));
        String rest = text.substring(1 + digits);
        BigDecimal minutes = whole - digits <= 2 ? new BigDecimal(rest) : new BigDecimal(rest.substring(0, 2));
        BigDecimal seconds = whole - digits <= 2 ? BigDecimal.ZERO : new BigDecimal(rest.substring(2));
        sum = sum.add(minutes.divide(SIXTY, MathContext.DECIMAL64))
                .add(seconds.divide(SIXTY.multiply(SIXTY), MathContext.DECIMAL64));
        return text.charAt(0) == '-' ? sum.negate() : sum;
    }

    /** Its text in degrees. */
    @Override
    public String toString() {
        return signed(latitude, 2, 4)
                + signed(longitude, 3, 4)
                + (altitude == null ? "" : signed(altitude, 3, 0))
                + "/";
    }

    private static String signed(BigDecimal value, int digits, int least) {
        BigDecimal scaled = value.setScale(Math.max(least, Math.min(value.scale(), 6)), RoundingMode.HALF_UP);
        String plain = scaled.abs().toPlainString();
        int point = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        return (scaled.signum() < 0 ? "-" : "+") + "0".repeat(Math.max(0, digits - point)) + plain;
    }
}
