package dev.reelwright.internal.sample;

/**
 * A shape rasterised once and laid onto pictures often: coverage for luma, and the same halved for chroma. Sizes are
 * even, and a stamp lies wholly inside the picture at an even position.
 */
final class Stamp {
    private final int width;
    private final int height;
    private final byte[] luma;
    private final byte[] chroma;

    /** Distance to a shape's outline in pixels, negative inside. */
    interface Outline {
        double distance(double x, double y);
    }

    Stamp(int width, int height, Outline outline) {
        this.width = width;
        this.height = height;
        this.luma = rasterise(width, height, 1, outline);
        this.chroma = rasterise(width / 2, height / 2, 2, outline);
    }

    private static byte[] rasterise(int width, int height, int pixel, Outline outline) {
        byte[] coverage = new byte[width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double distance = outline.distance((column + 0.5) * pixel, (row + 0.5) * pixel) / pixel;
                coverage[row * width + column] = (byte) Math.round(255 * Math.max(0, Math.min(1, 0.5 - distance)));
            }
        }
        return coverage;
    }

    /** Lays the shape onto a picture in one colour; opacity goes from 0 to {@link Planes#OPAQUE}. */
    void paint(Planes picture, int left, int top, Ink ink, int opacity) {
        for (int row = 0; row < height; row++) {
            int to = (top + row) * picture.width() + left;
            int from = row * width;
            for (int column = 0; column < width; column++) {
                int covered = luma[from + column] & 0xff;
                if (covered != 0) {
                    picture.blendLuma(to + column, ink.y(), scale(covered, opacity));
                }
            }
        }
        paintChroma(picture, left / 2, top / 2, ink, opacity);
    }

    private void paintChroma(Planes picture, int left, int top, Ink ink, int opacity) {
        int chromaWidth = width / 2;
        for (int row = 0; row < height / 2; row++) {
            int to = (top + row) * picture.chromaWidth() + left;
            int from = row * chromaWidth;
            for (int column = 0; column < chromaWidth; column++) {
                int covered = chroma[from + column] & 0xff;
                if (covered != 0) {
                    picture.blendChroma(to + column, ink.u(), ink.v(), scale(covered, opacity));
                }
            }
        }
    }

    /** Lays the shape onto an alpha plane, opaque. */
    void paintAlpha(byte[] alpha, int pictureWidth, int left, int top) {
        for (int row = 0; row < height; row++) {
            int to = (top + row) * pictureWidth + left;
            for (int column = 0; column < width; column++) {
                int covered = luma[row * width + column] & 0xff;
                if (covered != 0) {
                    alpha[to + column] = Planes.mix(alpha[to + column], 255, scale(covered, Planes.OPAQUE));
                }
            }
        }
    }

    /** Stretches 0…255 to 0…256 on the way, so that full coverage at full opacity leaves nothing of what was below. */
    private static int scale(int covered, int opacity) {
        return ((covered + (covered >> 7)) * opacity) >> 8;
    }
}
