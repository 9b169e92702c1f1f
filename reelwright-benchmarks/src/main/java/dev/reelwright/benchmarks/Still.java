package dev.reelwright.benchmarks;

import java.awt.image.BufferedImage;

/**
 * A picture that was taken.
 *
 * @param shownAt seconds at which its frame appears, as the taker says
 */
record Still(BufferedImage image, double shownAt) {}
