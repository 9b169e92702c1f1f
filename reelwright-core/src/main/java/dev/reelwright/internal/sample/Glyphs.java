package dev.reelwright.internal.sample;

import java.util.List;

/**
 * The digits and the point at one size, drawn as strokes of a round pen. A character box is 1 high and, for digits,
 * {@value #DIGIT_WIDTH} wide; angles are in degrees, clockwise from three o'clock, as y points down.
 */
final class Glyphs {
    /** From one digit's left edge to the next one's, in heights. */
    static final double DIGIT_ADVANCE = 0.70;

    private static final double POINT_ADVANCE = 0.30;
    private static final double DIGIT_WIDTH = 0.60;
    private static final double SIDE_BEARING = 0.02;
    private static final double PEN_RADIUS = 0.07;

    private static final List<List<Stroke>> DIGITS = List.of(
            List.of(
                    new Arc(0.28, 0.28, 0.21, 180, 180),
                    new Line(0.07, 0.28, 0.07, 0.72),
                    new Line(0.49, 0.28, 0.49, 0.72),
                    new Arc(0.28, 0.72, 0.21, 0, 180)),
            List.of(new Line(0.12, 0.23, 0.32, 0.07), new Line(0.32, 0.07, 0.32, 0.93)),
            List.of(
                    new Arc(0.28, 0.28, 0.21, 180, 220),
                    new Line(0.441, 0.415, 0.08, 0.93),
                    new Line(0.08, 0.93, 0.49, 0.93)),
            List.of(new Arc(0.27, 0.27, 0.20, 200, 250), new Arc(0.27, 0.70, 0.23, 270, 250)),
            List.of(
                    new Line(0.38, 0.07, 0.38, 0.93),
                    new Line(0.38, 0.07, 0.06, 0.69),
                    new Line(0.06, 0.69, 0.51, 0.69)),
            List.of(
                    new Line(0.46, 0.07, 0.13, 0.07),
                    new Line(0.13, 0.07, 0.107, 0.501),
                    new Arc(0.26, 0.69, 0.24, 231, 280)),
            List.of(new Arc(0.28, 0.71, 0.22, 0, 360), new Arc(0.814, 0.71, 0.754, 180, 58)),
            List.of(new Line(0.07, 0.07, 0.49, 0.07), new Line(0.49, 0.07, 0.20, 0.93)),
            List.of(new Arc(0.28, 0.265, 0.19, 0, 360), new Arc(0.28, 0.70, 0.225, 0, 360)),
            List.of(new Arc(0.28, 0.29, 0.22, 0, 360), new Arc(-0.254, 0.29, 0.754, 0, 58)));

    private static final List<Stroke> POINT = List.of(new Line(0.08, 0.92, 0.08, 0.92));

    private final double height;
    private final Stamp[] digits;
    private final Stamp point;

    private interface Stroke {
        double distance(double x, double y);
    }

    private record Line(double x1, double y1, double x2, double y2) implements Stroke {
        @Override
        public double distance(double x, double y) {
            double dx = x2 - x1;
            double dy = y2 - y1;
            double length = dx * dx + dy * dy;
            double along = length == 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / length;
            double nearest = Math.max(0, Math.min(1, along));
            return Math.hypot(x - x1 - nearest * dx, y - y1 - nearest * dy);
        }
    }

    private record Arc(double x0, double y0, double radius, double from, double sweep) implements Stroke {
        @Override
        public double distance(double x, double y) {
            double angle = Math.toDegrees(Math.atan2(y - y0, x - x0));
            double past = ((angle - from) % 360 + 360) % 360;
            if (past <= sweep) {
                return Math.abs(Math.hypot(x - x0, y - y0) - radius);
            }
            return Math.min(distanceToPointAt(from, x, y), distanceToPointAt(from + sweep, x, y));
        }

        private double distanceToPointAt(double degrees, double x, double y) {
            double radians = Math.toRadians(degrees);
            return Math.hypot(x - x0 - radius * Math.cos(radians), y - y0 - radius * Math.sin(radians));
        }
    }

    /** Rasterises the characters for a height in pixels. */
    Glyphs(double height) {
        this.height = height;
        this.digits = DIGITS.stream()
                .map(strokes -> stamp(strokes, height, DIGIT_WIDTH))
                .toArray(Stamp[]::new);
        this.point = stamp(POINT, height, POINT_ADVANCE);
    }

    private static Stamp stamp(List<Stroke> strokes, double height, double width) {
        return new Stamp(2 * (int) Math.ceil(width * height / 2), 2 * (int) Math.ceil(height / 2), (x, y) -> {
            double nearest = Double.MAX_VALUE;
            for (Stroke stroke : strokes) {
                nearest = Math.min(nearest, stroke.distance(x / height - SIDE_BEARING, y / height));
            }
            return (nearest - PEN_RADIUS) * height;
        });
    }

    /** Writes digits and points from a left edge and a top edge on; opacity goes up to {@link Planes#OPAQUE}. */
    void write(String text, double left, double top, Ink ink, int opacity, Planes picture) {
        double x = left;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            Stamp stamp = character == '.' ? point : digits[character - '0'];
            stamp.paint(picture, Planes.even(x), Planes.even(top), ink, opacity);
            x += height * (character == '.' ? POINT_ADVANCE : DIGIT_ADVANCE);
        }
    }
}
