package dev.reelwright.internal.render;

import dev.reelwright.video.ColorProperties;

/**
 * From colours of high dynamic range to those of BT.709, one colour at a time and in exact arithmetic.
 *
 * <p>Light is reckoned as displays show it: PQ by SMPTE ST 2084, HLG by ITU-R BT.2100 on its nominal display of 1000
 * cd/m², SDR by ITU-R BT.1886. Graphics white in HDR, 203 cd/m² (ITU-R BT.2408 §2), and the white of SDR are one scale, so
 * that middle tones stay what they are. Colours outside of BT.709 are drawn in softly, then the {@link ToneCurve} bends
 * what is too bright.
 */
public final class ToneMapping {
    /** cd/m² in HDR that are as bright as the white of SDR. */
    static final double REFERENCE_WHITE = 203;

    private static final double HLG_PEAK = 1000;
    /** The system gamma of a display of 1000 cd/m², ITU-R BT.2100 table 5. */
    private static final double HLG_GAMMA = 1.2;

    private static final double HLG_A = 0.17883277;
    private static final double HLG_B = 1 - 4 * HLG_A;
    private static final double HLG_C = 0.5 - HLG_A * Math.log(4 * HLG_A);

    private static final double SDR_GAMMA = 2.4;
    /** Where the drawing in begins: the smallest component's coded value over the largest one's. */
    private static final double TOE = 0.2;

    /** How much of each highlight is bent component by component. */
    private static final double FILM = 0.3;

    private final Source source;
    private final double[] toBt709;
    private final ToneCurve curve;

    /**
     * What is mapped.
     *
     * @param hlg whether Hybrid Log-Gamma rather than PQ
     * @param peak cd/m² of the brightest light in it
     */
    record Source(boolean hlg, Gamut gamut, int peak) {}

    ToneMapping(Source source) {
        this.source = source;
        this.toBt709 = source.gamut().to(Gamut.BT709);
        this.curve = new ToneCurve(source.peak(), REFERENCE_WHITE);
    }

    /**
     * @param color tags of the source, of high dynamic range
     * @param peak cd/m² of its brightest light
     */
    public static ToneMapping of(ColorProperties color, int peak) {
        return new ToneMapping(source(color, peak));
    }

    static Source source(ColorProperties color, int peak) {
        return new Source(color.isHlg(), Gamut.ofPrimaries(color.primaries()), peak);
    }

    /** The coded R'G'B' of BT.709 for coded R'G'B' of the source, all in full scale from 0 to 1. */
    public double[] map(double red, double green, double blue) {
        double[] light = source.hlg() ? hlgLight(red, green, blue) : pqLight(red, green, blue);
        double[] rgb = Gamut.apply(toBt709, light[0], light[1], light[2]);
        drawIn(rgb);
        bend(rgb);
        for (int i = 0; i < 3; i++) {
            rgb[i] = Math.min(1, code(rgb[i] / REFERENCE_WHITE));
        }
        return rgb;
    }

    private static double[] pqLight(double red, double green, double blue) {
        return new double[] {ToneCurve.fromPq(red), ToneCurve.fromPq(green), ToneCurve.fromPq(blue)};
    }

    private static double[] hlgLight(double red, double green, double blue) {
        double[] scene = {hlgScene(red), hlgScene(green), hlgScene(blue)};
        double luminance = 0.2627 * scene[0] + 0.6780 * scene[1] + 0.0593 * scene[2];
        double gain = HLG_PEAK * Math.pow(luminance, HLG_GAMMA - 1);
        for (int i = 0; i < 3; i++) {
            scene[i] *= gain;
        }
        return scene;
    }

    private static double hlgScene(double value) {
        double v = Math.max(value, 0);
        return v <= 0.5 ? v * v / 3 : (Math.exp((v - HLG_C) / HLG_A) + HLG_B) / 12;
    }

    /**
     * Colours too saturated for BT.709 have negative components. Relative to the largest component, and in the scale that
     * the eye sees, those below {@link #TOE} are squeezed into what lies between it and 0.
     */
    private static void drawIn(double[] rgb) {
        double largest = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
        if (largest <= 0) {
            rgb[0] = rgb[1] = rgb[2] = 0;
            return;
        }
        for (int i = 0; i < 3; i++) {
            double ratio = code(rgb[i] / largest);
            if (ratio < TOE) {
                rgb[i] = largest * Math.pow(TOE * Math.exp((ratio - TOE) / TOE), SDR_GAMMA);
            }
        }
    }

    /**
     * Bending each component by itself lets highlights run to white as film does, yet turns hues; bending the largest and
     * scaling all alike keeps hues, yet makes lights look like paint. A blend has little of either fault.
     */
    private void bend(double[] rgb) {
        double largest = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
        if (largest <= 0) {
            return;
        }
        double scale = curve.apply(largest) / largest;
        for (int i = 0; i < 3; i++) {
            rgb[i] = FILM * curve.apply(rgb[i]) + (1 - FILM) * scale * rgb[i];
        }
    }

    private static double code(double light) {
        return Math.signum(light) * Math.pow(Math.abs(light), 1 / SDR_GAMMA);
    }
}
