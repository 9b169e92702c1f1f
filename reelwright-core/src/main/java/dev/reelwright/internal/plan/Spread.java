package dev.reelwright.internal.plan;

/** How sure the mean of a few samples is, by how far they lie apart and by how far apart such samples usually lie. */
final class Spread {
    /** As many samples as the usual spread counts for: two that agree by chance must not look certain. */
    private static final int USUAL_COUNTS = 3;

    private Spread() {}

    static int freedom(int samples) {
        return USUAL_COUNTS + samples - 1;
    }

    /** Squared residuals together with those that are usual. */
    static double squares(double found, double usual) {
        return found + USUAL_COUNTS * usual * usual;
    }

    /** Half the width of an interval that holds the mean in nearly all cases. */
    static double error(double found, double usual, int samples) {
        double variance = squares(found, usual) / freedom(samples);
        return student(freedom(samples)) * Math.sqrt(variance / samples);
    }

    /** The 97.5 % point of Student's distribution, within 2 %. */
    static double student(int freedom) {
        double f = freedom;
        return 1.96 + 2.4 / f + 2.9 / (f * f) + 5.4 / (f * f * f * f);
    }
}
