package dev.reelwright.internal.index;

import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.internal.isobmff.CleanAperture;
import dev.reelwright.video.Size;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A clean aperture as a rectangle of the stored picture, from its top left corner, in fractions of pixels. */
record CleanRectangle(double x, double y, double width, double height, Size stored) {

    /** All of a picture. */
    static CleanRectangle all(Size stored) {
        return new CleanRectangle(0, 0, stored.width(), stored.height(), stored);
    }

    /** The rectangle that the box describes; null where it describes none that lies in the picture. */
    static @Nullable CleanRectangle of(@Nullable CleanAperture clap, Size stored) {
        if (clap == null || isNegative(clap)) {
            return null;
        }
        double width = (double) clap.widthN() / clap.widthD();
        double height = (double) clap.heightN() / clap.heightD();
        double x = (stored.width() - width) / 2 + (double) clap.horizOffN() / clap.horizOffD();
        double y = (stored.height() - height) / 2 + (double) clap.vertOffN() / clap.vertOffD();
        boolean isInside = lies(x, width, stored.width()) && lies(y, height, stored.height());
        return isInside ? new CleanRectangle(x, y, width, height, stored) : null;
    }

    /** QuickTime's numbers are signed, and no picture needs those that only ISO files could have. */
    private static boolean isNegative(CleanAperture clap) {
        return LongStream.of(
                        clap.widthN(), clap.widthD(), clap.heightN(), clap.heightD(), clap.horizOffD(), clap.vertOffD())
                .anyMatch(number -> number > Integer.MAX_VALUE);
    }

    /** Whether a side lies in the picture's, but for what rounding of its middle to a whole pixel can do. */
    private static boolean lies(double start, double length, int side) {
        return length >= 0.5 && length <= side && start >= -0.5 && start + length <= side + 0.5;
    }

    /** In whole pixels: the nearest size, for that gives the shape, then the nearest place where it lies in the picture. */
    Aperture rounded() {
        int w = Math.toIntExact(Math.round(width));
        int h = Math.toIntExact(Math.round(height));
        return new Aperture(
                place(x + (width - w) / 2, stored.width() - w), place(y + (height - h) / 2, stored.height() - h), w, h);
    }

    private static int place(double start, int last) {
        return (int) Math.max(0, Math.min(last, Math.round(start)));
    }
}
