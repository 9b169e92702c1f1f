package dev.reelwright.image;

/**
 * How far a sheet of pictures has come.
 *
 * @param done pictures that were taken or given up
 * @param total pictures wanted
 */
public record ImageProgress(int done, int total) {
    /** From 0 to 1. */
    public double fraction() {
        return total == 0 ? 1 : (double) done / total;
    }
}
