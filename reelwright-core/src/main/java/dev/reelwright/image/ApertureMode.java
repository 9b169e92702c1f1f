package dev.reelwright.image;

/** Which part of the stored picture an image shows, and in which shape. */
public enum ApertureMode {
    /** The clean aperture, in square pixels: what is meant to be seen. */
    CLEAN,
    /** All of the stored picture, in square pixels. */
    PRODUCTION,
    /** All of the stored picture, pixel for pixel. */
    ENCODED
}
