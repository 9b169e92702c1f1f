package dev.reelwright.internal.sample;

import java.util.Arrays;

/**
 * A diagonal colour gradient that drifts slowly. Along a diagonal the colour is constant, so that every row is a window
 * onto one line of samples that begins a little further in; drifting moves the window.
 */
final class Background {
    private static final Ink[] COLOURS = {
        Ink.rgb(0x1a2456), Ink.rgb(0x3b2c7a), Ink.rgb(0x84407f), Ink.rgb(0x4250a0), Ink.rgb(0x176f86)
    };

    /** The gradient's length, in widths plus heights of the picture: the picture shows two thirds of it at a time. */
    private static final double LENGTH = 1.5;

    private static final double SECONDS_PER_CYCLE = 60;

    private static final int HALF_TRANSPARENT = 128;

    private final int period;
    private final byte[] lumaLine;
    private final byte[] cbLine;
    private final byte[] crLine;

    Background(int width, int height) {
        this.period = Planes.even(LENGTH * (width + height));
        this.lumaLine = new byte[period + width + height];
        this.cbLine = new byte[(period + width + height) / 2 + 1];
        this.crLine = new byte[cbLine.length];
        for (int i = 0; i < lumaLine.length; i++) {
            lumaLine[i] = (byte) Math.round(colour(i + 0.5)[0]);
        }
        for (int i = 0; i < cbLine.length; i++) {
            double[] colour = colour(2 * i + 1);
            cbLine[i] = (byte) Math.round(colour[1]);
            crLine[i] = (byte) Math.round(colour[2]);
        }
    }

    private double[] colour(double position) {
        double place = position / period % 1 * COLOURS.length;
        int index = (int) place;
        double eased = (1 - Math.cos(Math.PI * (place - index))) / 2;
        return COLOURS[index].towards(COLOURS[(index + 1) % COLOURS.length], eased);
    }

    void paint(double seconds, Planes picture) {
        double cycles = seconds / SECONDS_PER_CYCLE;
        int offset = (int) ((cycles - Math.floor(cycles)) * period / 2);
        int width = picture.width();
        for (int row = 0; row < picture.height(); row++) {
            System.arraycopy(lumaLine, 2 * offset + row, picture.y(), row * width, width);
        }
        int chromaWidth = picture.chromaWidth();
        for (int row = 0; row < picture.chromaHeight(); row++) {
            System.arraycopy(cbLine, offset + row, picture.u(), row * chromaWidth, chromaWidth);
            System.arraycopy(crLine, offset + row, picture.v(), row * chromaWidth, chromaWidth);
        }
    }

    void paintAlpha(byte[] alpha, int samples) {
        Arrays.fill(alpha, 0, samples, (byte) HALF_TRANSPARENT);
    }
}
