package dev.reelwright.image;

/**
 * Which part of the stored picture an image shows, and in which shape. The stored picture is what decoders give: what the
 * coding itself cuts off, such as the cropping window of H.264 or the conformance window of HEVC, is in none of them.
 *
 * <p>A picture of digital NTSC video, 720x480 with pixels of 10:11 and a clean aperture of 704x480, is 640x480 in its clean
 * aperture, 655x480 in its production aperture and 720x480 encoded.
 */
public enum ApertureMode {
    /**
     * The clean aperture, in square pixels: what is meant to be seen. It is what the container says, as {@code clap} in
     * QuickTime and MPEG-4 files and {@code PixelCrop} in Matroska; where it says nothing, or what cannot be, it is all of
     * the stored picture. Fractions of pixels are rounded: first the size to the nearest pixels, then the place.
     */
    CLEAN,
    /** All of the stored picture, in square pixels: its width is stretched or shrunk by the pixels' shape. */
    PRODUCTION,
    /** All of the stored picture, pixel for pixel. */
    ENCODED
}
