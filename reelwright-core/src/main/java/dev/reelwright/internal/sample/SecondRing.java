package dev.reelwright.internal.sample;

import java.util.Arrays;

/**
 * A ring that fills once a second, clockwise from the top, around a lamp that flashes with the click and fades with the
 * tone: both show at a glance whether picture and sound go together.
 */
final class SecondRing {
    private static final Ink TRACK = Ink.rgb(0x080a1a);
    private static final Ink HAND = Ink.rgb(0xffd27a);
    private static final Ink LAMP = Ink.rgb(0xfff6dc);
    private static final int TRACK_OPACITY = 120;
    private static final double THICKNESS = 0.14;
    private static final double LAMP_RADIUS = 0.30;

    private final int lampLeft;
    private final int lampTop;
    private final Stamp lamp;
    private final Band luma;
    private final Band chroma;

    /** The ring's samples in one plane: where, how much of the sample is covered, and at which part of the turn. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Band(int[] index, short[] coverage, float[] turn, float turnsPerSample) {

        int hand(int sample, double phase) {
            double lit = (phase - turn[sample]) / turnsPerSample + 0.5;
            return (int) (coverage[sample] * Math.max(0, Math.min(1, lit)));
        }
    }

    SecondRing(int width, int height, double x, double y, double radius) {
        this.luma = band(width, height, x, y, radius);
        this.chroma = band(Planes.half(width), Planes.half(height), x / 2, y / 2, radius / 2);
        int lampSize = 2 * (int) Math.ceil(LAMP_RADIUS * radius + 1);
        this.lampLeft = Planes.even(x - lampSize / 2.0);
        this.lampTop = Planes.even(y - lampSize / 2.0);
        this.lamp = new Stamp(
                lampSize,
                lampSize,
                (px, py) -> Math.hypot(px - lampSize / 2.0, py - lampSize / 2.0) - LAMP_RADIUS * radius);
    }

    private static Band band(int planeWidth, int planeHeight, double x, double y, double radius) {
        double middle = radius * (1 - THICKNESS / 2);
        int room = (int) Math.pow(2 * radius + 4, 2);
        int[] index = new int[room];
        short[] coverage = new short[room];
        float[] turn = new float[room];
        int count = 0;
        for (int row = Math.max(0, (int) (y - radius) - 1); row < Math.min(planeHeight, y + radius + 1); row++) {
            for (int column = Math.max(0, (int) (x - radius) - 1);
                    column < Math.min(planeWidth, x + radius + 1);
                    column++) {
                double dx = column + 0.5 - x;
                double dy = row + 0.5 - y;
                double covered = radius * THICKNESS / 2 - Math.abs(Math.hypot(dx, dy) - middle) + 0.5;
                if (covered > 0) {
                    index[count] = row * planeWidth + column;
                    coverage[count] = (short) (Planes.OPAQUE * Math.min(1, covered));
                    turn[count++] = (float) (0.5 - Math.atan2(dx, dy) / (2 * Math.PI));
                }
            }
        }
        return new Band(Arrays.copyOf(index, count), Arrays.copyOf(coverage, count), Arrays.copyOf(turn, count), (float)
                (1 / (2 * Math.PI * middle)));
    }

    void paint(double seconds, Planes picture) {
        double phase = seconds - Math.floor(seconds);
        for (int i = 0; i < luma.index().length; i++) {
            picture.blendLuma(luma.index()[i], TRACK.y(), (luma.coverage()[i] * TRACK_OPACITY) >> 8);
            picture.blendLuma(luma.index()[i], HAND.y(), luma.hand(i, phase));
        }
        for (int i = 0; i < chroma.index().length; i++) {
            picture.blendChroma(chroma.index()[i], TRACK.u(), TRACK.v(), (chroma.coverage()[i] * TRACK_OPACITY) >> 8);
            picture.blendChroma(chroma.index()[i], HAND.u(), HAND.v(), chroma.hand(i, phase));
        }
        double glow = 1 - phase / (TonePainter.CLICK_SECONDS + TonePainter.TONE_SECONDS);
        if (glow > 0) {
            lamp.paint(picture, lampLeft, lampTop, LAMP, (int) (Planes.OPAQUE * glow));
        }
    }

    void paintAlpha(byte[] alpha) {
        for (int i = 0; i < luma.index().length; i++) {
            alpha[luma.index()[i]] = Planes.mix(alpha[luma.index()[i]], 255, luma.coverage()[i]);
        }
    }
}
