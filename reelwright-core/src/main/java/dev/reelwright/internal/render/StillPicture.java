package dev.reelwright.internal.render;

import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.Size;

/** A finished picture in memory: rows from the top, straight alpha. Nobody changes its pixels once it is made. */
@SuppressWarnings("ArrayRecordComponent") // pictures are handed on and never compared
public sealed interface StillPicture {
    Size size();

    boolean hasAlpha();

    ColorProperties color();

    /** The same for an ordinary screen; itself if it is for one already. */
    Sdr toSdr();

    /**
     * Of 8 bits in sRGB.
     *
     * @param pixels {@code 0xAARRGGBB}
     */
    record Sdr(Size size, boolean hasAlpha, int[] pixels) implements StillPicture {
        @Override
        public ColorProperties color() {
            return ColorProperties.SRGB;
        }

        @Override
        public Sdr toSdr() {
            return this;
        }
    }

    /**
     * As a JPEG file holds it: by ITU-R BT.601 in full range, of the colours of sRGB.
     *
     * @param planes one behind the other, rows without padding
     */
    record Jpeg(Size size, String pixelFormat, byte[] planes) implements StillPicture {
        @Override
        public boolean hasAlpha() {
            return false;
        }

        @Override
        public ColorProperties color() {
            return ColorProperties.SRGB;
        }

        @Override
        public Sdr toSdr() {
            return JpegPictures.toSdr(this);
        }
    }

    /**
     * Of 16 bits in the coding of a source of high dynamic range.
     *
     * @param pixels {@code 0xAAAARRRRGGGGBBBB}
     * @param metadata what the source says beyond its colour tags
     */
    record Hdr(Size size, boolean hasAlpha, long[] pixels, ColorProperties color, HdrMetadata metadata)
            implements StillPicture {
        @Override
        public Sdr toSdr() {
            return StillToneMapping.map(this);
        }
    }
}
