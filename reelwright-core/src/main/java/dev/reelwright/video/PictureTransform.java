package dev.reelwright.video;

/**
 * How a stored picture is turned to be shown: mirrored first (left and right change places) if at all, then turned
 * clockwise by quarter turns. The part of a track's 3×2 matrix (ISO/IEC 14496-12 §8.3.2) that is a symmetry of the
 * rectangle. Stretching is left out, for it is told by the shape of the pixels; other matrices are approximated by
 * {@link #IDENTITY}.
 *
 * @param quarterTurns clockwise, 0 to 3
 */
public record PictureTransform(int quarterTurns, boolean mirrored) {
    public static final PictureTransform IDENTITY = new PictureTransform(0, false);

    public PictureTransform {
        if (quarterTurns < 0 || quarterTurns > 3) {
            throw new IllegalArgumentException("quarter turns are 0 to 3, not " + quarterTurns);
        }
    }

    /**
     * The transform of a matrix that maps (x, y) to (a·x + c·y, b·x + d·y), y pointing down.
     */
    public static PictureTransform ofMatrix(double a, double b, double c, double d) {
        double right = Math.hypot(a, b);
        double down = Math.hypot(c, d);
        return right > 0 && down > 0 ? ofUnits(a / right, b / right, c / down, d / down) : IDENTITY;
    }

    private static PictureTransform ofUnits(double a, double b, double c, double d) {
        for (int turns = 0; turns < 4; turns++) {
            for (int mirror = 0; mirror < 2; mirror++) {
                PictureTransform candidate = new PictureTransform(turns, mirror == 1);
                if (candidate.matches(a, b, c, d)) {
                    return candidate;
                }
            }
        }
        return IDENTITY;
    }

    private boolean matches(double a, double b, double c, double d) {
        double cos = quarterTurns == 0 ? 1 : quarterTurns == 2 ? -1 : 0;
        double sin = quarterTurns == 1 ? 1 : quarterTurns == 3 ? -1 : 0;
        double flip = mirrored ? -1 : 1;
        return near(a, cos * flip) && near(b, sin * flip) && near(c, -sin) && near(d, cos);
    }

    private static boolean near(double x, double wanted) {
        return Math.abs(x - wanted) < 0.01;
    }

    public boolean isIdentity() {
        return quarterTurns == 0 && !mirrored;
    }

    /** Whether width and height change places. */
    public boolean swapsSides() {
        return quarterTurns % 2 == 1;
    }

    public int degreesClockwise() {
        return quarterTurns * 90;
    }

    public Size apply(Size size) {
        return swapsSides() ? size.swapped() : size;
    }
}
