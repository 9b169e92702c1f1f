package dev.reelwright.internal.render;

import dev.reelwright.internal.engine.Frame;
import java.util.Arrays;

/** How alike two decoded pictures are. */
public final class PictureDistance {
    private PictureDistance() {}

    /**
     * The peak signal-to-noise ratio of their first planes, luma in most formats, in decibels; positive infinity where all
     * samples are equal, 0 where size or format differ.
     */
    public static double decibels(Frame a, Frame b) {
        if (a.width() != b.width()
                || a.height() != b.height()
                || !a.pixelFormat().equals(b.pixelFormat())) {
            return 0;
        }
        byte[] left = a.plane(0);
        byte[] right = b.plane(0);
        if (Arrays.equals(left, right)) {
            return Double.POSITIVE_INFINITY;
        }
        int bytes = left.length >= 2 * a.width() * a.height() ? 2 : 1;
        double sum = 0;
        double peak = 0;
        for (int i = 0; i + bytes <= left.length; i += bytes) {
            int l = sample(left, i, bytes);
            int r = sample(right, i, bytes);
            sum += (double) (l - r) * (l - r);
            peak = Math.max(peak, Math.max(l, r));
        }
        double scale = bytes == 1 ? 255 : peak > 1023 ? 65535 : 1023;
        return 10 * Math.log10(scale * scale / (sum * bytes / left.length));
    }

    private static int sample(byte[] plane, int at, int bytes) {
        int low = plane[at] & 0xFF;
        return bytes == 1 ? low : low | (plane[at + 1] & 0xFF) << 8;
    }
}
