package dev.reelwright.time;

import dev.reelwright.time.TimeArithmetic.Fraction;
import dev.reelwright.time.TimeArithmetic.Sticky;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The written form of times: what {@link MediaTime#parse} reads and {@link MediaTime#toString} writes. */
final class TimeText {
    private static final String ACCEPTED =
            "accepted are seconds (12.5), clock time (02:03, 1:02:03.5), a ratio (125/10), "
                    + "units from the largest down (1h2m, 1m30s, 2s, 500ms, 250us) and inf; a - may lead";

    /** Longer texts are refused before any arithmetic, whose cost grows with the square of the number of digits. */
    private static final int LONGEST = 100;

    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int SHOWN_DECIMALS = 6;

    private static final String DECIMAL = "([0-9]+(?:\\.[0-9]+)?)";
    private static final Pattern SECONDS = Pattern.compile(DECIMAL);
    private static final Pattern CLOCK = Pattern.compile("(?:([0-9]+):)?([0-9]+):" + DECIMAL);
    private static final Pattern RATIO = Pattern.compile("([0-9]+)/([0-9]+)");
    private static final Pattern UNITS =
            Pattern.compile("(?:%1$sh)?(?:%1$sm)?(?:%1$ss)?(?:%1$sms)?(?:%1$sus)?".formatted(DECIMAL));
    private static final Pattern TIMECODE = Pattern.compile("[0-9]+[:;][0-9]+[:;][0-9]+[:;.][0-9]+");

    /** The length in seconds of each group of {@link #UNITS}. */
    private static final BigDecimal[] UNIT_SECONDS = {
        new BigDecimal(3600), new BigDecimal(60), BigDecimal.ONE, new BigDecimal("0.001"), new BigDecimal("0.000001")
    };

    private TimeText() {}

    static MediaTime parse(String text) {
        String trimmed = text.strip();
        boolean negative = trimmed.startsWith("-");
        String magnitude = negative ? trimmed.substring(1) : trimmed;
        if (magnitude.isEmpty() || magnitude.length() > LONGEST) {
            throw refused(text, "is not a time");
        }
        MediaTime time = parseMagnitude(magnitude, text);
        return negative ? time.negate() : time;
    }

    private static MediaTime parseMagnitude(String magnitude, String text) {
        if (magnitude.equals("inf")) {
            return MediaTime.POSITIVE_INFINITY;
        }
        Matcher ratio = RATIO.matcher(magnitude);
        if (ratio.matches()) {
            return ratio(ratio, text);
        }
        if (SECONDS.matcher(magnitude).matches()) {
            return decimal(new BigDecimal(magnitude), text);
        }
        Matcher clock = CLOCK.matcher(magnitude);
        if (clock.matches()) {
            return clock(clock, text);
        }
        Matcher units = UNITS.matcher(magnitude);
        if (units.matches()) {
            return units(units, text);
        }
        if (magnitude.indexOf(';') >= 0) {
            throw refused(
                    text,
                    "is a drop-frame timecode, which counts frames and skips numbers of them, "
                            + "so that it is no time without the frame rate");
        }
        if (TIMECODE.matcher(magnitude).matches()) {
            throw refused(text, "is a timecode, which counts frames, so that it is no time without the frame rate");
        }
        throw refused(text, "is not a time");
    }

    private static MediaTime ratio(Matcher ratio, String text) {
        BigInteger value = new BigInteger(ratio.group(1));
        BigInteger timescale = new BigInteger(ratio.group(2));
        if (!TimeArithmetic.fits(value)) {
            throw refused(text, "has a numerator over " + Long.MAX_VALUE);
        }
        if (timescale.signum() == 0 || timescale.bitLength() >= Integer.SIZE) {
            throw refused(text, "has a denominator outside 1 to " + MediaTime.MAX_TIMESCALE);
        }
        return MediaTime.of(value.longValue(), timescale.intValue());
    }

    private static MediaTime clock(Matcher clock, String text) {
        BigDecimal hours = clock.group(1) == null ? BigDecimal.ZERO : new BigDecimal(clock.group(1));
        BigDecimal minutes = new BigDecimal(clock.group(2));
        BigDecimal seconds = new BigDecimal(clock.group(3));
        BigDecimal sixty = new BigDecimal(60);
        if (seconds.compareTo(sixty) >= 0 || (clock.group(1) != null && minutes.compareTo(sixty) >= 0)) {
            throw refused(text, "has more than 59 minutes or seconds after a colon");
        }
        return decimal(hours.multiply(sixty).add(minutes).multiply(sixty).add(seconds), text);
    }

    private static MediaTime units(Matcher units, String text) {
        BigDecimal seconds = BigDecimal.ZERO;
        for (int unit = 0; unit < UNIT_SECONDS.length; unit++) {
            String count = units.group(unit + 1);
            if (count != null) {
                seconds = seconds.add(new BigDecimal(count).multiply(UNIT_SECONDS[unit]));
            }
        }
        return decimal(seconds, text);
    }

    private static MediaTime decimal(BigDecimal seconds, String text) {
        BigInteger denominator = BigInteger.TEN.pow(seconds.scale());
        Fraction fraction = new Fraction(seconds.unscaledValue(), denominator).reduced();
        boolean expressible = fraction.denominator().bitLength() < Integer.SIZE;
        int timescale = expressible ? fraction.denominator().intValue() : NANOS_PER_SECOND;
        MediaTime time = TimeArithmetic.atScale(fraction, timescale, Sticky.NONE);
        if (!time.isNumeric()) {
            throw refused(text, "is longer than " + Long.MAX_VALUE + " s");
        }
        return time;
    }

    private static IllegalArgumentException refused(String text, String reason) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return new IllegalArgumentException("\"" + shown + "\" " + reason + "; " + ACCEPTED);
    }

    /** Seconds, ratio, and what is out of the ordinary about the time. */
    static String describe(MediaTime time) {
        if (!time.isNumeric()) {
            return seconds(time);
        }
        return seconds(time) + " (" + time.value() + "/" + time.timescale()
                + (time.hasBeenRounded() ? ", rounded" : "")
                + (time.epoch() == 0 ? "" : ", epoch " + time.epoch())
                + ")";
    }

    /** The time in seconds, to the microsecond. */
    static String seconds(MediaTime time) {
        if (time.isNumeric()) {
            BigDecimal seconds = BigDecimal.valueOf(time.value())
                    .divide(BigDecimal.valueOf(time.timescale()), SHOWN_DECIMALS, RoundingMode.HALF_UP);
            return seconds.stripTrailingZeros().toPlainString() + " s";
        }
        if (time.isIndefinite()) {
            return "indefinite";
        }
        if (!time.isValid()) {
            return "invalid";
        }
        return time.isPositiveInfinity() ? "inf" : "-inf";
    }
}
