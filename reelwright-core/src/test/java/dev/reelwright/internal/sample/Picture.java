package dev.reelwright.internal.sample;

import java.util.Random;
import java.util.function.IntUnaryOperator;

/** An RGB picture and what pipelines do to one, written for tests independently of the code that paints. */
record Picture(int width, int height, int[] argb) {

    private interface Source {
        int at(int column, int row);
    }

    static Picture painted(int width, int height, long frameNumber, double seconds) {
        int chromaWidth = (width + 1) / 2;
        byte[] y = new byte[width * height];
        byte[] u = new byte[chromaWidth * ((height + 1) / 2)];
        byte[] v = new byte[u.length];
        new FramePainter(width, height).paint(frameNumber, seconds, y, u, v);
        return of(width, height, (column, row) -> {
            double luma = ((y[row * width + column] & 0xff) - 16) / 219.0;
            double cb = ((u[row / 2 * chromaWidth + column / 2] & 0xff) - 128) / 224.0;
            double cr = ((v[row / 2 * chromaWidth + column / 2] & 0xff) - 128) / 224.0;
            return rgb(
                    255 * (luma + 1.5748 * cr), 255 * (luma - 0.1873 * cb - 0.4681 * cr), 255 * (luma + 1.8556 * cb));
        });
    }

    static Picture noise(int width, int height, long seed) {
        Random random = new Random(seed);
        return of(width, height, (column, row) -> random.nextInt() | 0xff000000);
    }

    /** Random black and white blocks: the contrast of a bar code without its order. */
    static Picture blocks(int width, int height, int blockWidth, int blockHeight, long seed) {
        Random random = new Random(seed);
        boolean[] white = new boolean[(width / blockWidth + 1) * (height / blockHeight + 1)];
        for (int i = 0; i < white.length; i++) {
            white[i] = random.nextBoolean();
        }
        return of(
                width,
                height,
                (column, row) -> white[row / blockHeight * (width / blockWidth + 1) + column / blockWidth]
                        ? 0xffffffff
                        : 0xff000000);
    }

    private static Picture of(int width, int height, Source source) {
        int[] argb = new int[width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                argb[row * width + column] = source.at(column, row);
            }
        }
        return new Picture(width, height, argb);
    }

    /** Scales by averaging the area that falls into each new pixel. */
    Picture scaledTo(int newWidth, int newHeight) {
        return of(
                newWidth,
                newHeight,
                (column, row) -> averaged(
                        column * (double) width / newWidth,
                        row * (double) height / newHeight,
                        (double) width / newWidth,
                        (double) height / newHeight));
    }

    private int averaged(double left, double top, double across, double down) {
        double[] sum = new double[3];
        for (int row = (int) top; row < Math.min(height, top + down); row++) {
            double rows = Math.min(row + 1, top + down) - Math.max(row, top);
            for (int column = (int) left; column < Math.min(width, left + across); column++) {
                double weight = rows * (Math.min(column + 1, left + across) - Math.max(column, left)) / (across * down);
                int pixel = argb[row * width + column];
                sum[0] += weight * (pixel >> 16 & 0xff);
                sum[1] += weight * (pixel >> 8 & 0xff);
                sum[2] += weight * (pixel & 0xff);
            }
        }
        return rgb(sum[0], sum[1], sum[2]);
    }

    Picture blurred() {
        return of(width, height, (column, row) -> {
            double left = Math.max(0, Math.min(width - 3, column - 1));
            double top = Math.max(0, Math.min(height - 3, row - 1));
            return averaged(left, top, 3, 3);
        });
    }

    Picture withNoise(int amplitude, long seed) {
        Random random = new Random(seed);
        return of(width, height, (column, row) -> {
            int pixel = argb[row * width + column];
            int change = random.nextInt(2 * amplitude + 1) - amplitude;
            return rgb((pixel >> 16 & 0xff) + change, (pixel >> 8 & 0xff) + change, (pixel & 0xff) + change);
        });
    }

    /** Applies a curve to every channel. */
    Picture mapped(IntUnaryOperator curve) {
        return of(width, height, (column, row) -> {
            int pixel = argb[row * width + column];
            return rgb(
                    curve.applyAsInt(pixel >> 16 & 0xff),
                    curve.applyAsInt(pixel >> 8 & 0xff),
                    curve.applyAsInt(pixel & 0xff));
        });
    }

    /** Cuts fractions of the size off. */
    Picture cropped(double left, double top, double right, double bottom) {
        int firstColumn = (int) Math.round(left * width);
        int firstRow = (int) Math.round(top * height);
        int columns = width - firstColumn - (int) Math.round(right * width);
        int rows = height - firstRow - (int) Math.round(bottom * height);
        return of(columns, rows, (column, row) -> argb[(firstRow + row) * width + firstColumn + column]);
    }

    /** Centres the picture in a black one. */
    Picture boxed(int boxWidth, int boxHeight) {
        int left = (boxWidth - width) / 2;
        int top = (boxHeight - height) / 2;
        return of(boxWidth, boxHeight, (column, row) -> {
            int x = column - left;
            int y = row - top;
            return x >= 0 && x < width && y >= 0 && y < height ? argb[y * width + x] : 0xff000000;
        });
    }

    /** The mean of two pictures, as frame blending makes it. */
    Picture blendedWith(Picture other) {
        return of(width, height, (column, row) -> {
            int a = argb[row * width + column];
            int b = other.argb[row * width + column];
            return (a & 0xfefefe) / 2 + (b & 0xfefefe) / 2 | 0xff000000;
        });
    }

    Picture turnedCounterclockwise() {
        return of(height, width, (column, row) -> argb[column * width + width - 1 - row]);
    }

    Picture mirrored() {
        return of(width, height, (column, row) -> argb[row * width + width - 1 - column]);
    }

    Picture upsideDown() {
        return of(width, height, (column, row) -> argb[(height - 1 - row) * width + column]);
    }

    private static int rgb(double r, double g, double b) {
        return 0xff000000 | channel(r) << 16 | channel(g) << 8 | channel(b);
    }

    private static int channel(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
