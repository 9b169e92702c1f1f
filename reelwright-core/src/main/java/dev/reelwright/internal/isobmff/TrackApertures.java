package dev.reelwright.internal.isobmff;

import org.jspecify.annotations.Nullable;

/**
 * The sizes at which QuickTime shows a visual track in its aperture modes ({@code tapt}, QuickTime File Format, "Track
 * Aperture Mode Dimensions Atom"); null for what the file leaves out.
 *
 * @param clef clean aperture, pixel aspect ratio applied
 * @param prof production aperture, pixel aspect ratio applied
 * @param enof encoded pixels, nothing applied
 */
public record TrackApertures(
        @Nullable Size clef, @Nullable Size prof, @Nullable Size enof) {

    /** A width and height in pixels, of 1/65536 pixel resolution. */
    public record Size(double width, double height) {}
}
