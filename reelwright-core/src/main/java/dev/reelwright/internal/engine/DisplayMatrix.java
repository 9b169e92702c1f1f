package dev.reelwright.internal.engine;

import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;

/** The nine numbers of a track's matrix (ISO/IEC 14496-12 §8.3.2) for a transform. */
final class DisplayMatrix {
    private DisplayMatrix() {}

    /** 16.16 fixed point, the last column 2.30; moved so that the turned picture's top left corner is at the origin. */
    static int[] of(PictureTransform transform, Size size) {
        int[] cosines = {1, 0, -1, 0};
        int cos = cosines[transform.quarterTurns()];
        int sin = cosines[(transform.quarterTurns() + 3) % 4];
        int flip = transform.mirrored() ? -1 : 1;
        int a = cos * flip;
        int b = sin * flip;
        int c = -sin;
        int d = cos;
        int x = -Math.min(0, a * size.width()) - Math.min(0, c * size.height());
        int y = -Math.min(0, b * size.width()) - Math.min(0, d * size.height());
        return new int[] {a << 16, b << 16, 0, c << 16, d << 16, 0, x << 16, y << 16, 1 << 30};
    }
}
