package dev.reelwright.internal.render;

/**
 * Bends light that is brighter than a display can show: the EETF of Report ITU-R BT.2390 §5.4.1, with black staying black.
 * Below a knee light stays what it is; above, a Hermite spline in the perceptual scale of PQ leads to the display's white.
 */
final class ToneCurve {
    private static final double M1 = 2610.0 / 16384;
    private static final double M2 = 2523.0 / 4096 * 128;
    private static final double C1 = 3424.0 / 4096;
    private static final double C2 = 2413.0 / 4096 * 32;
    private static final double C3 = 2392.0 / 4096 * 32;
    /** cd/m² of the largest PQ value. */
    private static final double PQ_PEAK = 10_000;

    private final double sourcePeak;
    private final double sourceWhite;
    private final double targetWhite;
    private final double knee;

    /**
     * @param sourcePeak brightest light that comes in, cd/m²
     * @param targetPeak brightest light that goes out, cd/m²
     */
    ToneCurve(double sourcePeak, double targetPeak) {
        this.sourcePeak = Math.max(sourcePeak, targetPeak);
        this.sourceWhite = toPq(this.sourcePeak);
        this.targetWhite = toPq(targetPeak) / sourceWhite;
        this.knee = 1.5 * targetWhite - 0.5;
    }

    /** Light that goes out for light that comes in, both in cd/m². */
    double apply(double light) {
        double shown = Math.min(light, sourcePeak);
        double in = toPq(shown) / sourceWhite;
        return in <= knee ? shown : fromPq(spline(in) * sourceWhite);
    }

    private double spline(double in) {
        double t = (in - knee) / (1 - knee);
        double t2 = t * t;
        double t3 = t2 * t;
        return (2 * t3 - 3 * t2 + 1) * knee + (t3 - 2 * t2 + t) * (1 - knee) + (-2 * t3 + 3 * t2) * targetWhite;
    }

    /** cd/m² of a PQ value, SMPTE ST 2084. */
    static double fromPq(double value) {
        double root = Math.pow(Math.max(value, 0), 1 / M2);
        return PQ_PEAK * Math.pow(Math.max(root - C1, 0) / (C2 - C3 * root), 1 / M1);
    }

    /** PQ value of light in cd/m². */
    static double toPq(double light) {
        double power = Math.pow(Math.max(light, 0) / PQ_PEAK, M1);
        return Math.pow((C1 + C2 * power) / (1 + C3 * power), M2);
    }
}
