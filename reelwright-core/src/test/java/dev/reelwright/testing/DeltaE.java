package dev.reelwright.testing;

/** How different two colours look: CIEDE2000 (CIE 142-2001, Sharma et al. 2005), 1 being just noticeable. */
public final class DeltaE {
    private DeltaE() {}

    /** Of two colours of a BT.1886 display with the primaries of BT.709, coded from 0 to 1. */
    public static double ofBt709(double[] one, double[] other) {
        return of(lab(one), lab(other));
    }

    private static double[] lab(double[] coded) {
        double r = Math.pow(Math.max(coded[0], 0), 2.4);
        double g = Math.pow(Math.max(coded[1], 0), 2.4);
        double b = Math.pow(Math.max(coded[2], 0), 2.4);
        double x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        double y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
        double z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.0890);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    /** Of two colours in CIE L*a*b*. */
    static double of(double[] one, double[] other) {
        double meanChroma = (Math.hypot(one[1], one[2]) + Math.hypot(other[1], other[2])) / 2;
        double g = 0.5 * (1 - root7(meanChroma));
        double a1 = (1 + g) * one[1];
        double a2 = (1 + g) * other[1];
        double c1 = Math.hypot(a1, one[2]);
        double c2 = Math.hypot(a2, other[2]);
        double h1 = hue(a1, one[2]);
        double h2 = hue(a2, other[2]);
        double turn = c1 * c2 == 0 ? 0 : h2 - h1;
        turn += turn > 180 ? -360 : turn < -180 ? 360 : 0;
        double hue = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(turn / 2));
        double meanLightness = (one[0] + other[0]) / 2;
        double c = (c1 + c2) / 2;
        double h = meanHue(c1 * c2, h1, h2);
        double t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.20 * cos(4 * h - 63);
        double off50 = (meanLightness - 50) * (meanLightness - 50);
        double lightness = (other[0] - one[0]) / (1 + 0.015 * off50 / Math.sqrt(20 + off50));
        double chroma = (c2 - c1) / (1 + 0.045 * c);
        double angle = hue / (1 + 0.015 * c * t);
        double bend = Math.exp(-Math.pow((h - 275) / 25, 2));
        double rotation = -2 * root7(c) * Math.sin(Math.toRadians(60 * bend));
        return Math.sqrt(lightness * lightness + chroma * chroma + angle * angle + rotation * chroma * angle);
    }

    private static double root7(double chroma) {
        double power = Math.pow(chroma, 7);
        return Math.sqrt(power / (power + Math.pow(25, 7)));
    }

    private static double hue(double a, double b) {
        double degrees = Math.toDegrees(Math.atan2(b, a));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    private static double meanHue(double chromas, double h1, double h2) {
        if (chromas == 0) {
            return h1 + h2;
        }
        double sum = h1 + h2;
        if (Math.abs(h1 - h2) <= 180) {
            return sum / 2;
        }
        return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}
