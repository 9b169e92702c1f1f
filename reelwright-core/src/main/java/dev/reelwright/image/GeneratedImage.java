package dev.reelwright.image;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.render.ImageWorkshop;
import dev.reelwright.internal.render.StillImages;
import dev.reelwright.internal.render.StillPicture;
import dev.reelwright.internal.render.StillWriter;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A still picture taken from an asset: immutable, owned by whoever has it, safe to share between threads.
 *
 * <p>An ordinary one has 8 bits a component in sRGB. One of high dynamic range, which only a generator with {@link
 * DynamicRangePolicy#MATCH_SOURCE} gives, has 16 bits in the source's own coding; {@link #toSdr} makes an ordinary one of
 * it. Rows go from the top, and alpha is straight: it is not multiplied into the colours.
 */
public final class GeneratedImage {
    private final @Nullable Path source;
    private final MediaTime requestedTime;
    private final MediaTime actualTime;
    private final StillPicture picture;

    GeneratedImage(MediaTime requestedTime, MediaTime actualTime, Size size, int[] pixels, boolean hasAlpha) {
        this(null, requestedTime, actualTime, new StillPicture.Sdr(size, hasAlpha, pixels));
    }

    /** @param source the file that it was taken from, which saving must never replace */
    GeneratedImage(@Nullable Path source, MediaTime requestedTime, MediaTime actualTime, StillPicture picture) {
        this.source = source;
        this.requestedTime = requestedTime;
        this.actualTime = actualTime;
        this.picture = picture;
    }

    /** Makes the images of an asset. */
    static ImageWorkshop.ImageFactory from(Asset asset) {
        Path source = asset.source().path().orElse(null);
        return (requested, actual, picture) -> new GeneratedImage(source, requested, actual, picture);
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
        return picture.size().width();
    }

    public int height() {
        return picture.size().height();
    }

    /** Whether pixels may be transparent. */
    public boolean hasAlpha() {
        return picture.hasAlpha();
    }

    /** Bits of a component: 8, or 16 for high dynamic range. */
    public int bitDepth() {
        return picture instanceof StillPicture.Hdr ? 16 : 8;
    }

    /** What its values mean: {@link ColorProperties#SRGB}, or PQ or HLG in the source's primaries, full-range RGB. */
    public ColorProperties colorProperties() {
        return picture.color();
    }

    /**
     * A copy of the pixels as {@code 0xAARRGGBB} in sRGB, whatever the image is in: those of {@link #toSdr}.
     *
     * @throws MediaException when an image of high dynamic range cannot be tone-mapped
     */
    public int[] pixels() {
        StillPicture.Sdr sdr = picture.toSdr();
        return sdr == picture ? sdr.pixels().clone() : sdr.pixels();
    }

    /**
     * A copy of the pixels as {@code 0xAAAARRRRGGGGBBBB} in the image's own {@link #colorProperties}. Components of 8 bits
     * are widened so that 255 becomes 65535.
     */
    public long[] pixels16() {
        return StillImages.widened(picture);
    }

    /**
     * The same image for ordinary screens: 8 bits in sRGB, tone-mapped as with {@link DynamicRangePolicy#FORCE_SDR}. An
     * image that is ordinary already is given back itself.
     *
     * @throws MediaException when an image of high dynamic range cannot be tone-mapped
     */
    public GeneratedImage toSdr() {
        return picture instanceof StillPicture.Hdr
                ? new GeneratedImage(source, requestedTime, actualTime, picture.toSdr())
                : this;
    }

    /**
     * A picture of its own that may be drawn on: of the type {@code TYPE_INT_RGB} or {@code TYPE_INT_ARGB}, or, for high
     * dynamic range, with 16 bits a component and the values that {@link #pixels16} has. AWT knows neither PQ nor HLG and
     * will take those for sRGB, so that they look dull when drawn; draw what {@link #toSdr} gives instead.
     */
    public BufferedImage toBufferedImage() {
        return StillImages.buffered(picture);
    }

    /** Writes it in the format that the path's extension names, at quality 85; an existing file is not replaced. */
    public void save(Path file) {
        ImageFormat format = ImageFormat.ofPath(file)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the extension of " + file + " names no image format; use jpg, png, webp or avif"));
        save(file, SaveOptions.of(format));
    }

    /**
     * Writes it; all or nothing. The file says in which colours it is. PNG and AVIF keep high dynamic range, with 16 and 10
     * bits; JPEG and WebP have no place for it and get {@link #toSdr}. All but JPEG keep alpha; in JPEG, what shows through
     * is black.
     *
     * @throws MediaException when the file exists and may not be replaced, is what the image was taken from, cannot be written, or these natives lack the
     *     encoder
     */
    public void save(Path file, SaveOptions options) {
        StillWriter.write(file, source, options, picture);
    }
}
