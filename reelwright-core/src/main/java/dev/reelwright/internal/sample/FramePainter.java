package dev.reelwright.internal.sample;

import java.util.Optional;

/**
 * Paints the sample clip's frames: a drifting gradient, a travelling ball, the frame number and the time in digits, a
 * ring that fills once a second, and the frame number as a {@link BarCode}. A frame depends on its number and time
 * alone.
 *
 * <p>Planes are 8 bits a sample, ITU-R BT.709 limited range, without row padding, chroma halved in both directions and
 * rounded up. Pictures narrower than {@link BarCode#MINIMUM_PICTURE_WIDTH} carry no bar code, and pictures too small
 * for legible digits (landscape below about 130 pixels of width, portrait below about 80) carry none.
 *
 * <p>The painter is immutable: threads may share it. What it paints into belongs to the caller.
 */
public final class FramePainter {
    /** The least width and the least height, in pixels. */
    public static final int MINIMUM_SIZE = 64;

    private final int width;
    private final int height;
    private final Background background;
    private final Ball ball;
    private final Optional<Counter> counter;
    private final SecondRing ring;
    private final Optional<BarCodeStrip> barCode;

    /**
     * Prepares what all frames share.
     *
     * @throws IllegalArgumentException if a side is shorter than {@link #MINIMUM_SIZE}
     */
    public FramePainter(int width, int height) {
        if (width < MINIMUM_SIZE || height < MINIMUM_SIZE) {
            throw new IllegalArgumentException("a sample picture of " + width + "x" + height + " is too small; "
                    + MINIMUM_SIZE + "x" + MINIMUM_SIZE + " is the least");
        }
        this.width = width;
        this.height = height;
        Layout layout = width >= height ? Layout.sideBySide(width, height) : Layout.stacked(width, height);
        this.background = new Background(width, height);
        this.ball = new Ball(width, height);
        this.counter = Counter.fits(layout.panelWidth())
                ? Optional.of(new Counter(layout.panelLeft(), layout.panelTop(), layout.panelWidth()))
                : Optional.empty();
        this.ring = new SecondRing(width, height, layout.ringX(), layout.ringY(), layout.ringRadius());
        this.barCode = width >= BarCode.MINIMUM_PICTURE_WIDTH
                ? Optional.of(new BarCodeStrip(width, height))
                : Optional.empty();
    }

    /** Where the panel and the ring go, in pixels, in the part of the picture above the bar code. */
    private record Layout(
            double panelLeft, double panelTop, double panelWidth, double ringX, double ringY, double ringRadius) {
        private static final double MARGIN = 0.07;
        private static final double FLOOR = BarCode.TOP - BarCode.QUIET_ZONE_Y;

        static Layout sideBySide(int width, int height) {
            double middle = FLOOR / 2 * height;
            double panelWidth = Math.min(0.54 * width, Counter.width(0.8 * FLOOR * height));
            double ringRadius = Math.min(0.13 * width, 0.21 * height);
            double ringX = width * (1 + MARGIN + 0.54) / 2 - MARGIN * width / 4;
            return new Layout(
                    MARGIN * width, middle - Counter.height(panelWidth) / 2, panelWidth, ringX, middle, ringRadius);
        }

        static Layout stacked(int width, int height) {
            double panelWidth = (1 - 2 * MARGIN) * width;
            double panelHeight = Counter.height(panelWidth);
            double panelTop = MARGIN * height;
            double room = FLOOR * height - panelTop - panelHeight;
            double ringRadius = Math.min(0.4 * room, 0.25 * width);
            return new Layout(
                    MARGIN * width, panelTop, panelWidth, width / 2.0, panelTop + panelHeight + room / 2, ringRadius);
        }
    }

    /**
     * Paints a frame over whatever the planes hold.
     *
     * @param frameNumber from 0 to {@link BarCode#MAXIMUM_FRAME_NUMBER}
     * @param seconds the frame's presentation time
     * @param y at least width × height samples
     * @param u at least ⌈width / 2⌉ × ⌈height / 2⌉ samples
     * @param v as many as {@code u}
     * @throws IllegalArgumentException if the number is out of range or a plane too short
     */
    public void paint(long frameNumber, double seconds, byte[] y, byte[] u, byte[] v) {
        requireFrameNumber(frameNumber);
        Planes picture = new Planes(width, height, y, u, v);
        background.paint(seconds, picture);
        ball.paint(seconds, picture);
        counter.ifPresent(digits -> digits.paint(frameNumber, seconds, picture));
        ring.paint(seconds, picture);
        barCode.ifPresent(strip -> strip.paint(frameNumber, picture));
    }

    /**
     * Paints a frame's alpha, full range and not premultiplied: the background half transparent; the ball opaque with a
     * soft edge; ring, digits with their panel, and bar code fully opaque.
     *
     * @param frameNumber from 0 to {@link BarCode#MAXIMUM_FRAME_NUMBER}
     * @param seconds the frame's presentation time
     * @param alpha at least width × height samples
     * @throws IllegalArgumentException if the number is out of range or the plane too short
     */
    public void paintAlpha(long frameNumber, double seconds, byte[] alpha) {
        requireFrameNumber(frameNumber);
        Planes.requireLength("alpha", alpha, width * height);
        background.paintAlpha(alpha, width * height);
        ball.paintAlpha(seconds, alpha);
        counter.ifPresent(digits -> digits.paintAlpha(alpha, width));
        ring.paintAlpha(alpha);
        barCode.ifPresent(strip -> strip.paintAlpha(alpha, width));
    }

    private static void requireFrameNumber(long frameNumber) {
        if (frameNumber < 0 || frameNumber > BarCode.MAXIMUM_FRAME_NUMBER) {
            throw new IllegalArgumentException("frame number " + frameNumber
                    + " is out of range; a sample clip has frames 0 to " + BarCode.MAXIMUM_FRAME_NUMBER);
        }
    }
}
