package dev.reelwright.internal.sample;

/**
 * A lit ball with a soft shadow. It travels over the part of the picture above the bar code on a closed curve, by
 * fractions of a pixel, so that a dropped, doubled or late frame shows.
 */
final class Ball {
    private static final Ink LIGHT = Ink.rgb(0xffe9b0);
    private static final Ink BODY = Ink.rgb(0xf79a3c);
    private static final Ink SHADE = Ink.rgb(0xb8492c);
    private static final double SECONDS_ACROSS = 9;
    private static final double SECONDS_DOWN = 5;
    private static final double LOWEST = BarCode.TOP - BarCode.QUIET_ZONE_Y;
    private static final int SHADOW_OPACITY = 96;

    private final int width;
    private final int height;
    private final double radius;

    /** A blend into a plane; coverage goes from 0 to 1. */
    private interface Brush {
        void dab(int index, double x, double y, double coverage);
    }

    Ball(int width, int height) {
        this.width = width;
        this.height = height;
        this.radius = 0.085 * Math.min(width, height);
    }

    private double centreX(double seconds) {
        double reach = width / 2.0 - 1.5 * radius;
        return width / 2.0 - reach * Math.cos(2 * Math.PI * seconds / (2 * SECONDS_ACROSS));
    }

    private double centreY(double seconds) {
        double floor = LOWEST * height;
        double reach = floor / 2 - 1.7 * radius;
        return floor / 2 - reach * Math.cos(2 * Math.PI * seconds / (2 * SECONDS_DOWN));
    }

    void paint(double seconds, Planes picture) {
        double x = centreX(seconds);
        double y = centreY(seconds);
        paintShadow(x + 0.2 * radius, y + 0.3 * radius, picture);
        sweep(x, y, radius, 1, (index, dx, dy, coverage) -> {
            double lit = lit(dx / radius, dy / radius);
            picture.blendLuma(index, shade(lit, SHADE.y(), BODY.y(), LIGHT.y()), fixed(coverage));
        });
        sweep(x, y, radius, 2, (index, dx, dy, coverage) -> {
            double lit = lit(dx / radius, dy / radius);
            int cb = shade(lit, SHADE.u(), BODY.u(), LIGHT.u());
            int cr = shade(lit, SHADE.v(), BODY.v(), LIGHT.v());
            picture.blendChroma(index, cb, cr, fixed(coverage));
        });
    }

    private void paintShadow(double x, double y, Planes picture) {
        double reach = 1.25 * radius;
        sweep(x, y, reach, 1, (index, dx, dy, coverage) -> {
            double fall = 1 - (dx * dx + dy * dy) / (reach * reach);
            picture.blendLuma(index, Ink.BLACK.y(), (int) (SHADOW_OPACITY * Math.max(0, fall)));
        });
    }

    void paintAlpha(double seconds, byte[] alpha) {
        double soft = 1.3 * radius;
        sweep(centreX(seconds), centreY(seconds), soft, 1, (index, dx, dy, coverage) -> {
            double outside = (Math.sqrt(dx * dx + dy * dy) - radius) / (soft - radius);
            alpha[index] = Planes.mix(alpha[index], 255, fixed(Math.max(0, Math.min(1, 1 - outside))));
        });
    }

    /** How much light falls on a point of the ball, 0 to 1, from a lamp up left. */
    private static double lit(double x, double y) {
        double fromLamp = (x + 0.35) * (x + 0.35) + (y + 0.4) * (y + 0.4);
        return Math.max(0, 1 - fromLamp / 2.3);
    }

    private static int shade(double lit, int shade, int body, int light) {
        double value = lit < 0.6 ? shade + (body - shade) * lit / 0.6 : body + (light - body) * (lit - 0.6) / 0.4;
        return (int) (value + 0.5);
    }

    private static int fixed(double coverage) {
        return (int) (coverage * Planes.OPAQUE);
    }

    /** Visits the samples of a disc in a plane whose samples are {@code pixel} luma samples wide and high. */
    private void sweep(double x, double y, double reach, int pixel, Brush brush) {
        int planeWidth = (width + pixel - 1) / pixel;
        int planeHeight = (height + pixel - 1) / pixel;
        int firstRow = Math.max(0, (int) ((y - reach) / pixel) - 1);
        int lastRow = Math.min(planeHeight - 1, (int) ((y + reach) / pixel) + 1);
        int firstColumn = Math.max(0, (int) ((x - reach) / pixel) - 1);
        int lastColumn = Math.min(planeWidth - 1, (int) ((x + reach) / pixel) + 1);
        for (int row = firstRow; row <= lastRow; row++) {
            double dy = (row + 0.5) * pixel - y;
            for (int column = firstColumn; column <= lastColumn; column++) {
                double dx = (column + 0.5) * pixel - x;
                double coverage = (reach - Math.sqrt(dx * dx + dy * dy)) / pixel + 0.5;
                if (coverage > 0) {
                    brush.dab(row * planeWidth + column, dx, dy, Math.min(1, coverage));
                }
            }
        }
    }
}
