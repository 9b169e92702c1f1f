package dev.reelwright.testing;

/**
 * Wide colours of standard dynamic range in those of ITU-R BT.709, colour by colour: written down a second time, with
 * printed matrices, to hold the library's pictures against.
 */
public final class GamutReference {
    /** Report ITU-R BT.2407 §2. */
    private static final double[] FROM_BT2020 = {
        1.6604910, -0.5876411, -0.0728499, -0.1245505, 1.1328999, -0.0083494, -0.0181508, -0.1005789, 1.1187297
    };
    /** From Display P3. */
    private static final double[] FROM_P3 = {
        1.2249402, -0.2249402, 0, -0.0420570, 1.0420570, 0, -0.0196376, -0.0786361, 1.0982736
    };

    private GamutReference() {}

    /** The coded R'G'B' for one in these primaries, both from 0 to 1, by the curve that displays have for this transfer. */
    public static double[] map(String primaries, String transfer, double[] coded) {
        boolean srgb = transfer.equals("iec61966-2-1");
        double[] m = primaries.equals("bt2020") ? FROM_BT2020 : FROM_P3;
        double[] result = new double[3];
        for (int row = 0; row < 3; row++) {
            double light = 0;
            for (int i = 0; i < 3; i++) {
                double code = Math.max(0, Math.min(1, coded[i]));
                light += m[3 * row + i] * (srgb ? srgbLight(code) : Math.pow(code, 2.4));
            }
            double clipped = Math.max(0, Math.min(1, light));
            result[row] = srgb ? srgbCode(clipped) : Math.pow(clipped, 1 / 2.4);
        }
        return result;
    }

    private static double srgbLight(double code) {
        return code <= 0.04045 ? code / 12.92 : Math.pow((code + 0.055) / 1.055, 2.4);
    }

    private static double srgbCode(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }
}
