package dev.reelwright.image;

import dev.reelwright.internal.render.StillWriter;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.file.Path;

/**
 * A still picture taken from an asset: immutable, owned by whoever has it, in sRGB.
 *
 * <p>Pixels are {@code 0xAARRGGBB} in rows from the top, alpha not multiplied in.
 */
public final class GeneratedImage {
    private final MediaTime requestedTime;
    private final MediaTime actualTime;
    private final Size size;
    private final int[] pixels;
    private final boolean hasAlpha;

    GeneratedImage(MediaTime requestedTime, MediaTime actualTime, Size size, int[] pixels, boolean hasAlpha) {
        this.requestedTime = requestedTime;
        this.actualTime = actualTime;
        this.size = size;
        this.pixels = pixels;
        this.hasAlpha = hasAlpha;
    }

    /** The same picture for another request. */
    GeneratedImage requestedAt(MediaTime time) {
        return new GeneratedImage(time, actualTime, size, pixels, hasAlpha);
    }

    /** The time that was asked for. */
    public MediaTime requestedTime() {
        return requestedTime;
    }

    /** When the delivered frame appears on the asset's timeline. */
    public MediaTime actualTime() {
        return actualTime;
    }

    public int width() {
        return size.width();
    }

    public int height() {
        return size.height();
    }

    /** Whether pixels may be transparent. */
    public boolean hasAlpha() {
        return hasAlpha;
    }

    /** A copy of the pixels. */
    public int[] pixels() {
        return pixels.clone();
    }

    /** A picture of its own that may be drawn on. */
    public BufferedImage toBufferedImage() {
        int type = hasAlpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(size.width(), size.height(), type);
        int[] target = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(pixels, 0, target, 0, pixels.length);
        return image;
    }

    /** Writes it in the format that the path's extension names, at quality 85; an existing file is not replaced. */
    public void save(Path file) {
        ImageFormat format = ImageFormat.ofPath(file)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the extension of " + file + " names no image format; use jpg, png, webp or avif"));
        save(file, SaveOptions.of(format));
    }

    /** Writes it; all or nothing. */
    public void save(Path file, SaveOptions options) {
        StillWriter.write(file, options, size, pixels, hasAlpha);
    }
}
