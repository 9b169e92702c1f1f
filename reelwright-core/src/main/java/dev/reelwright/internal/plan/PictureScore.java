package dev.reelwright.internal.plan;

import java.util.Arrays;

/**
 * How good a picture is as the one that stands for a film, by what can be measured: light, contrast, variety of colours and
 * sharpness. Pure: the same pixels give the same score on every machine.
 *
 * <p>All parts are from 0 to 1. A picture that fails in one of them is no good poster however well it does in the others, so they
 * are multiplied, each with a floor that keeps bad pictures comparable.
 *
 * @param exposure falls where most of the picture is nearly black or nearly white
 * @param contrast by the standard deviation of the luma
 * @param variety by the entropy of a histogram of 512 colours
 * @param sharpness by the Laplacian's standard deviation at the sharpest places
 */
public record PictureScore(double exposure, double contrast, double variety, double sharpness) {
    private static final int NEARLY_BLACK = 24;
    private static final int NEARLY_WHITE = 240;
    /** Shares of nearly black or white pixels: fine up to the first, hopeless from the second on. */
    private static final double FINE_SHARE = 0.5;

    private static final double HOPELESS_SHARE = 0.95;

    /** Standard deviation of the luma, in steps of 255, that is all the contrast one can wish for. */
    private static final double FULL_CONTRAST = 50;
    /** Bits; nine would be every colour as often. */
    private static final double FULL_VARIETY = 5;

    private static final double FULL_SHARPNESS = 60;
    /** Pictures are judged by the sharpest of their parts, for the background may be out of focus on purpose. */
    private static final int BLOCK = 16;

    private static final double SHARPEST_SHARE = 0.25;
    private static final double FLOOR = 0.02;
    private static final int COLORS = 512;

    /** Measures a small picture, some hundreds of pixels wide, of packed {@code 0xAARRGGBB}. */
    public static PictureScore of(int width, int height, int[] argb) {
        int[] luma = luma(argb);
        return new PictureScore(exposure(luma), contrast(luma), variety(argb), sharpness(width, height, luma));
    }

    /** All in one number from 0 to 1. */
    public double value() {
        return floored(exposure) * floored(contrast) * floored(variety) * floored(sharpness);
    }

    /**
     * How much two pictures of one size differ, from 0 to 1. In the middle of a dissolve, a fade or a fast movement a picture
     * differs from what comes before and after.
     */
    public static double difference(int[] argb, int[] other) {
        int[] one = luma(argb);
        int[] two = luma(other);
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs(one[i] - two[i]);
        }
        return (double) sum / one.length / 255;
    }

    private static double floored(double part) {
        return FLOOR + (1 - FLOOR) * part;
    }

    /** By the weights of BT.601 in 256ths. */
    private static int[] luma(int[] argb) {
        int[] luma = new int[argb.length];
        for (int i = 0; i < argb.length; i++) {
            int p = argb[i];
            luma[i] = 77 * (p >> 16 & 255) + 150 * (p >> 8 & 255) + 29 * (p & 255) >> 8;
        }
        return luma;
    }

    private static double exposure(int[] luma) {
        int dark = 0;
        int bright = 0;
        for (int y : luma) {
            dark += y < NEARLY_BLACK ? 1 : 0;
            bright += y >= NEARLY_WHITE ? 1 : 0;
        }
        double worse = (double) Math.max(dark, bright) / luma.length;
        return limited((HOPELESS_SHARE - worse) / (HOPELESS_SHARE - FINE_SHARE));
    }

    private static double contrast(int[] luma) {
        double sum = 0;
        double squares = 0;
        for (int y : luma) {
            sum += y;
            squares += (double) y * y;
        }
        double mean = sum / luma.length;
        return limited(Math.sqrt(Math.max(0, squares / luma.length - mean * mean)) / FULL_CONTRAST);
    }

    private static double variety(int[] argb) {
        int[] counts = new int[COLORS];
        for (int p : argb) {
            counts[(p >> 15 & 0x1C0) | (p >> 10 & 0x38) | (p >> 5 & 7)]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / argb.length;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return limited(bits / FULL_VARIETY);
    }

    private static double sharpness(int width, int height, int[] luma) {
        int across = Math.max(1, width / BLOCK);
        int down = Math.max(1, height / BLOCK);
        double[] blocks = new double[across * down];
        int[] counts = new int[blocks.length];
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                int laplacian = 4 * luma[i] - luma[i - 1] - luma[i + 1] - luma[i - width] - luma[i + width];
                int block = y * down / height * across + x * across / width;
                blocks[block] += (double) laplacian * laplacian;
                counts[block]++;
            }
        }
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = counts[i] == 0 ? 0 : Math.sqrt(blocks[i] / counts[i]);
        }
        Arrays.sort(blocks);
        int sharpest = Math.max(1, (int) (blocks.length * SHARPEST_SHARE));
        double sum = 0;
        for (int i = blocks.length - sharpest; i < blocks.length; i++) {
            sum += blocks[i];
        }
        return limited(sum / sharpest / FULL_SHARPNESS);
    }

    private static double limited(double value) {
        return Math.max(0, Math.min(1, value));
    }
}
