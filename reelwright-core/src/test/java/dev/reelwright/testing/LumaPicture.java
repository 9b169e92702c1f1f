package dev.reelwright.testing;

import java.util.Arrays;

/** A picture's brightness, row by row, about 0 to 255 a sample. */
record LumaPicture(int width, int height, float[] samples) {
    /** Averages blocks of pixels into one sample each, as many as make the longer side at most {@code longestSide}. */
    static LumaPicture ofArgb(int width, int height, int[] argb, int longestSide) {
        int block = Math.max(1, (Math.max(width, height) + longestSide - 1) / longestSide);
        int columns = width / block;
        int rows = height / block;
        float[] samples = new float[columns * rows];
        for (int row = 0; row < rows * block; row++) {
            for (int column = 0; column < columns * block; column++) {
                samples[row / block * columns + column / block] += luma(argb[row * width + column]);
            }
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] /= block * block;
        }
        return new LumaPicture(columns, rows, samples);
    }

    private static float luma(int argb) {
        return 0.2126f * (argb >> 16 & 0xff) + 0.7152f * (argb >> 8 & 0xff) + 0.0722f * (argb & 0xff);
    }

    LumaPicture turnedClockwise() {
        float[] turned = new float[samples.length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                turned[column * height + height - 1 - row] = samples[row * width + column];
            }
        }
        return new LumaPicture(height, width, turned);
    }

    LumaPicture mirrored() {
        float[] mirrored = new float[samples.length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                mirrored[row * width + width - 1 - column] = samples[row * width + column];
            }
        }
        return new LumaPicture(width, height, mirrored);
    }

    /** Every column's median over the rows from one to another, which is excluded; at least one row is looked at. */
    float[] columnMedians(double fromRow, double toRow) {
        int first = Math.max(0, Math.min(height - 1, (int) Math.round(fromRow)));
        int last = Math.max(first, Math.min(height, (int) Math.round(toRow)) - 1);
        float[] medians = new float[width];
        float[] column = new float[last - first + 1];
        for (int x = 0; x < width; x++) {
            for (int i = 0; i < column.length; i++) {
                column[i] = samples[(first + i) * width + x];
            }
            Arrays.sort(column);
            medians[x] = (column[column.length / 2] + column[(column.length - 1) / 2]) / 2;
        }
        return medians;
    }
}
