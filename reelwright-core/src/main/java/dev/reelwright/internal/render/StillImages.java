package dev.reelwright.internal.render;

import dev.reelwright.video.Size;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Pictures in other layouts of memory. */
public final class StillImages {
    /** What widens 8 bits to 16, each byte repeated: 255 becomes 65535. */
    private static final int WIDENING = 257;

    private StillImages() {}

    /** A new array of {@code 0xAAAARRRRGGGGBBBB}. */
    public static long[] widened(StillPicture picture) {
        if (picture instanceof StillPicture.Hdr hdr) {
            return hdr.pixels().clone();
        }
        int[] narrow = picture.toSdr().pixels();
        long[] wide = new long[narrow.length];
        for (int i = 0; i < narrow.length; i++) {
            long spread = 0;
            for (int shift = 24; shift >= 0; shift -= 8) {
                spread = spread << 16 | (narrow[i] >>> shift & 255);
            }
            wide[i] = spread * WIDENING;
        }
        return wide;
    }

    /** A new picture of AWT's. */
    public static BufferedImage buffered(StillPicture picture) {
        return picture instanceof StillPicture.Hdr hdr ? deep(hdr) : flat(picture.toSdr());
    }

    private static BufferedImage flat(StillPicture.Sdr picture) {
        int type = picture.hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage image =
                new BufferedImage(picture.size().width(), picture.size().height(), type);
        int[] target = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(picture.pixels(), 0, target, 0, target.length);
        return image;
    }

    private static BufferedImage deep(StillPicture.Hdr picture) {
        Size size = picture.size();
        int bands = picture.hasAlpha() ? 4 : 3;
        short[] samples = new short[picture.pixels().length * bands];
        int to = 0;
        for (long pixel : picture.pixels()) {
            samples[to] = (short) (pixel >>> 32);
            samples[to + 1] = (short) (pixel >>> 16);
            samples[to + 2] = (short) pixel;
            if (bands == 4) {
                samples[to + 3] = (short) (pixel >>> 48);
            }
            to += bands;
        }
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                picture.hasAlpha(),
                false,
                picture.hasAlpha() ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_USHORT);
        int[] offsets = bands == 4 ? new int[] {0, 1, 2, 3} : new int[] {0, 1, 2};
        DataBufferUShort buffer = new DataBufferUShort(samples, samples.length);
        WritableRaster raster = Raster.createInterleavedRaster(
                buffer, size.width(), size.height(), size.width() * bands, bands, offsets, null);
        return new BufferedImage(model, raster, false, null);
    }
}
