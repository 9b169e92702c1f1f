package dev.reelwright.image;

/**
 * How an image is written.
 *
 * @param quality from 0 to 100, for formats that lose some
 * @param overwrite whether an existing file is replaced
 */
public record SaveOptions(ImageFormat format, int quality, boolean overwrite) {
    public static final int DEFAULT_QUALITY = 85;

    public SaveOptions {
        if (quality < 0 || quality > 100) {
            throw new IllegalArgumentException("quality is 0 to 100, not " + quality);
        }
    }

    public static SaveOptions of(ImageFormat format) {
        return new SaveOptions(format, DEFAULT_QUALITY, false);
    }
}
