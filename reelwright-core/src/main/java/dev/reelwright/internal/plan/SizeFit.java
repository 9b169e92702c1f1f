package dev.reelwright.internal.plan;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.video.Size;
import java.math.BigInteger;

/** Fits pictures into boxes: aspect kept, never enlarged. */
public final class SizeFit {
    private SizeFit() {}

    /**
     * The largest size of the picture's shape inside the box and no larger than the picture.
     *
     * @param box a side of 0 is free
     */
    public static Size inside(Size picture, Size box) {
        return inside(picture, Ratio.ONE, box);
    }

    /**
     * The same in square pixels for a picture whose pixels have a shape: its width is stretched or shrunk, its height stays.
     * Each side is rounded to the nearest pixel once, from the exact size, and is 1 at least.
     *
     * @param pixelAspect width to height of a pixel
     * @param box a side of 0 is free
     */
    public static Size inside(Size picture, Ratio pixelAspect, Size box) {
        // all times the aspect's denominator, so that sizes stay whole
        BigInteger width = product(picture.width(), pixelAspect.numerator());
        BigInteger height = product(picture.height(), pixelAspect.denominator());
        BigInteger boxWidth = product(box.width(), pixelAspect.denominator());
        BigInteger boxHeight = product(box.height(), pixelAspect.denominator());
        boolean tooWide = box.width() > 0 && width.compareTo(boxWidth) > 0;
        boolean tooHigh = box.height() > 0 && height.compareTo(boxHeight) > 0;
        boolean byWidth = tooWide && (!tooHigh || width.multiply(boxHeight).compareTo(height.multiply(boxWidth)) >= 0);
        if (byWidth) {
            return new Size(box.width(), rounded(height.multiply(BigInteger.valueOf(box.width())), width));
        }
        if (tooHigh) {
            return new Size(rounded(width.multiply(BigInteger.valueOf(box.height())), height), box.height());
        }
        return new Size(rounded(width, BigInteger.valueOf(pixelAspect.denominator())), Math.max(1, picture.height()));
    }

    private static BigInteger product(long a, long b) {
        return BigInteger.valueOf(a * b);
    }

    /** The quotient's nearest whole number, halves up, and 1 at least. */
    private static int rounded(BigInteger dividend, BigInteger divisor) {
        BigInteger twice = dividend.shiftLeft(1).add(divisor).divide(divisor.shiftLeft(1));
        return Math.max(1, twice.intValueExact());
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

    private static int even(double side, int limit) {
        int nearest = (int) Math.max(2, 2 * Math.round(side / 2));
        return nearest > limit && nearest > 2 ? nearest - 2 : nearest;
    }
}
