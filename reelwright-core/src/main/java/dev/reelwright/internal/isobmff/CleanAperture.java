package dev.reelwright.internal.isobmff;

/**
 * The part of the coded picture that is meant to be shown, as exact fractions of pixels, numerator N over denominator D
 * ({@code clap}, ISO/IEC 14496-12 §12.1.4). Denominators are at least 1.
 *
 * @param widthN the width's numerator
 * @param widthD the width's denominator
 * @param heightN the height's numerator
 * @param heightD the height's denominator
 * @param horizOffN the numerator of how far the aperture's centre lies right of the picture's; may be negative
 * @param horizOffD its denominator
 * @param vertOffN the numerator of how far the aperture's centre lies below the picture's; may be negative
 * @param vertOffD its denominator
 */
public record CleanAperture(
        long widthN,
        long widthD,
        long heightN,
        long heightD,
        long horizOffN,
        long horizOffD,
        long vertOffN,
        long vertOffD) {}
