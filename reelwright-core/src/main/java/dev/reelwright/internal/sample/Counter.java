package dev.reelwright.internal.sample;

import java.util.Locale;

/**
 * The panel with the frame number in large digits and the time in seconds below it. The number is always
 * {@value #PLACES} digits wide so that it stands still; leading zeros are dim.
 */
final class Counter {
    private static final int PLACES = 8;
    private static final double WIDTH_IN_DIGIT_HEIGHTS = PLACES * Glyphs.DIGIT_ADVANCE - 0.10;
    private static final double TIME_SCALE = 0.62;
    private static final double PADDING = 0.36;
    private static final double GAP = 0.34;
    private static final double HEIGHT_IN_DIGIT_HEIGHTS = 1 + GAP + TIME_SCALE + 2 * PADDING;

    /** The longest time that stays on the panel; a clip of as many frames at one a second is shorter. */
    private static final double MAXIMUM_SECONDS = 99_999_999.999;

    /** Below this height in pixels the strokes of a digit run into one another. */
    private static final double SMALLEST_LEGIBLE = 7;

    private static final int PANEL_OPACITY = 120;
    private static final int LEADING_ZERO_OPACITY = 56;
    private static final Ink PANEL = Ink.rgb(0x080a1a);
    private static final Ink TIME = Ink.rgb(0x9fd8e6);

    private final double digitHeight;
    private final int left;
    private final int top;
    private final Glyphs large;
    private final Glyphs small;
    private final Stamp panel;

    /** Lays the panel out at a position, as wide as {@code width} pixels allow. */
    Counter(double left, double top, double width) {
        this.digitHeight = digitHeight(width);
        this.left = Planes.even(left);
        this.top = Planes.even(top);
        this.large = new Glyphs(digitHeight);
        this.small = new Glyphs(TIME_SCALE * digitHeight);
        int panelWidth = Planes.even(width);
        int panelHeight = Planes.even(height(width));
        this.panel = new Stamp(panelWidth, panelHeight, roundedBox(panelWidth, panelHeight, 0.22 * digitHeight));
    }

    static boolean fits(double width) {
        return digitHeight(width) * TIME_SCALE >= SMALLEST_LEGIBLE;
    }

    /** The height of a panel that is so wide. */
    static double height(double width) {
        return digitHeight(width) * HEIGHT_IN_DIGIT_HEIGHTS;
    }

    /** The width of a panel that is so high. */
    static double width(double height) {
        return height / HEIGHT_IN_DIGIT_HEIGHTS * (WIDTH_IN_DIGIT_HEIGHTS + 2 * PADDING);
    }

    private static double digitHeight(double width) {
        return width / (WIDTH_IN_DIGIT_HEIGHTS + 2 * PADDING);
    }

    private static Stamp.Outline roundedBox(int width, int height, double radius) {
        return (x, y) -> {
            double dx = Math.abs(x - width / 2.0) - (width / 2.0 - radius);
            double dy = Math.abs(y - height / 2.0) - (height / 2.0 - radius);
            double outside = Math.hypot(Math.max(0, dx), Math.max(0, dy));
            return outside + Math.min(0, Math.max(dx, dy)) - radius;
        };
    }

    void paint(long frameNumber, double seconds, Planes picture) {
        panel.paint(picture, left, top, PANEL, PANEL_OPACITY);
        double x = left + PADDING * digitHeight;
        double y = top + PADDING * digitHeight;
        String number = Long.toString(frameNumber);
        String zeros = "0".repeat(PLACES - number.length());
        large.write(zeros, x, y, Ink.WHITE, LEADING_ZERO_OPACITY, picture);
        double indent = zeros.length() * Glyphs.DIGIT_ADVANCE * digitHeight;
        large.write(number, x + indent, y, Ink.WHITE, Planes.OPAQUE, picture);
        small.write(time(seconds), x, y + (1 + GAP) * digitHeight, TIME, Planes.OPAQUE, picture);
    }

    void paintAlpha(byte[] alpha, int pictureWidth) {
        panel.paintAlpha(alpha, pictureWidth, left, top);
    }

    private static String time(double seconds) {
        long milliseconds = Math.round(Math.max(0, Math.min(MAXIMUM_SECONDS, seconds)) * 1000);
        return milliseconds / 1000 + String.format(Locale.ROOT, ".%03d", milliseconds % 1000);
    }
}
