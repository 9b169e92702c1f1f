package dev.reelwright.image;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.render.CoverReader;
import java.util.Optional;

/**
 * The still picture that somebody put into a file to stand for it: {@code covr} in MP4 and QuickTime files, {@code APIC} in ID3 tags,
 * {@code PICTURE} in FLAC and Ogg files, an image attached to a Matroska file.
 *
 * <p>It is no frame of a video: it has no time, and a file of sound alone may have one. So it is not asked of an
 * {@link ImageGenerator}, which takes pictures out of a video at times.
 */
public final class CoverArt {
    private CoverArt() {}

    /**
     * The picture as it was embedded, at its own size; the front cover where there are several. Nothing when the asset has none. Its
     * times are zero.
     *
     * @throws MediaException when it cannot be decoded
     */
    public static Optional<GeneratedImage> of(Asset asset) {
        return CoverReader.read(asset, GeneratedImage.from(asset));
    }
}
