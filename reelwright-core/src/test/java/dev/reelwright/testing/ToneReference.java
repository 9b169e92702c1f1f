package dev.reelwright.testing;

/**
 * High dynamic range shown in SDR, colour by colour: written down from the Recommendations a second time, with their
 * printed constants, to hold the library's pictures against.
 */
public final class ToneReference {
    private ToneReference() {}

    /** Coded BT.709 for coded BT.2020, both R'G'B' from 0 to 1; {@code peak} is the brightest light in cd/m². */
    public static double[] map(boolean hlg, double peak, double[] coded) {
        double[] light = new double[3];
        for (int i = 0; i < 3; i++) {
            light[i] = hlg ? hlgInverseOetf(coded[i]) : pqEotf(coded[i]);
        }
        if (hlg) {
            double y = 0.2627 * light[0] + 0.6780 * light[1] + 0.0593 * light[2];
            for (int i = 0; i < 3; i++) {
                light[i] *= 1000 * Math.pow(y, 0.2);
            }
        }
        double r = 1.660491 * light[0] - 0.587641 * light[1] - 0.072850 * light[2];
        double g = -0.124550 * light[0] + 1.132900 * light[1] - 0.008349 * light[2];
        double b = -0.018151 * light[0] - 0.100579 * light[1] + 1.118730 * light[2];
        double max = Math.max(r, Math.max(g, b));
        double[] result = new double[3];
        double[] linear = {r, g, b};
        for (int i = 0; i < 3 && max > 0; i++) {
            double ratio = linear[i] / max;
            double seen = ratio < 0 ? -Math.pow(-ratio, 1 / 2.4) : Math.pow(ratio, 1 / 2.4);
            double inside = seen >= 0.2 ? seen : 0.2 * Math.exp(seen / 0.2 - 1);
            double own = max * Math.pow(inside, 2.4);
            double bent = 0.3 * eetf(own, peak) + 0.7 * own * eetf(max, peak) / max;
            result[i] = Math.min(1, Math.pow(bent / 203, 1 / 2.4));
        }
        return result;
    }

    /** Report BT.2390, with a black of 0 on both sides and a target of 203 cd/m². */
    private static double eetf(double light, double peak) {
        double e1 = Math.min(1, pqInverseEotf(light) / pqInverseEotf(peak));
        double maxLum = pqInverseEotf(203) / pqInverseEotf(peak);
        double ks = 1.5 * maxLum - 0.5;
        if (e1 < ks) {
            return light;
        }
        double t = (e1 - ks) / (1 - ks);
        double e2 = (2 * Math.pow(t, 3) - 3 * Math.pow(t, 2) + 1) * ks
                + (Math.pow(t, 3) - 2 * Math.pow(t, 2) + t) * (1 - ks)
                + (-2 * Math.pow(t, 3) + 3 * Math.pow(t, 2)) * maxLum;
        return pqEotf(e2 * pqInverseEotf(peak));
    }

    private static double hlgInverseOetf(double e) {
        return e <= 0.5 ? e * e / 3 : (Math.exp((e - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    }

    private static double pqEotf(double e) {
        double p = Math.pow(e, 1 / 78.84375);
        return 10_000 * Math.pow(Math.max(p - 0.8359375, 0) / (18.8515625 - 18.6875 * p), 1 / 0.1593017578125);
    }

    private static double pqInverseEotf(double light) {
        double p = Math.pow(light / 10_000, 0.1593017578125);
        return Math.pow((0.8359375 + 18.8515625 * p) / (1 + 18.6875 * p), 78.84375);
    }
}
