package dev.reelwright.internal.plan;

import dev.reelwright.video.Size;

/** Fits pictures into boxes: aspect kept, never enlarged. */
public final class SizeFit {
    private SizeFit() {}

    /**
     * The largest size of the picture's shape inside the box and no larger than the picture.
     *
     * @param box a side of 0 is free
     */
    public static Size inside(Size picture, Size box) {
        double scale =
                Math.min(1, Math.min(ratio(box.width(), picture.width()), ratio(box.height(), picture.height())));
        return new Size(atLeastOne(picture.width() * scale), atLeastOne(picture.height() * scale));
    }

    /** The same with even sides, as chroma planes of half the size need them. */
    public static Size insideEven(Size picture, Size box) {
        double scale =
                Math.min(1, Math.min(ratio(box.width(), picture.width()), ratio(box.height(), picture.height())));
        return new Size(
                even(picture.width() * scale, limit(box.width(), picture.width())),
                even(picture.height() * scale, limit(box.height(), picture.height())));
    }

    private static double ratio(int side, int of) {
        return side == 0 ? Double.POSITIVE_INFINITY : (double) side / of;
    }

    private static int limit(int boxSide, int pictureSide) {
        return boxSide == 0 ? pictureSide : Math.min(boxSide, pictureSide);
    }

    private static int atLeastOne(double side) {
        return (int) Math.max(1, Math.round(side));
    }

    private static int even(double side, int limit) {
        int nearest = (int) Math.max(2, 2 * Math.round(side / 2));
        return nearest > limit && nearest > 2 ? nearest - 2 : nearest;
    }
}
