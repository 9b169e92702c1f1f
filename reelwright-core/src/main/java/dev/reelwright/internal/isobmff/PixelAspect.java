package dev.reelwright.internal.isobmff;

/**
 * The shape of a pixel: its width to its height ({@code pasp}, ISO/IEC 14496-12 §12.1.4), not reduced.
 *
 * @param hSpacing the relative width, at least 1
 * @param vSpacing the relative height, at least 1
 */
public record PixelAspect(long hSpacing, long vSpacing) {}
