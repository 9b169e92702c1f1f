package dev.reelwright.internal.index;

import dev.reelwright.asset.AssetOptions;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.engine.StreamInfo;
import dev.reelwright.internal.isobmff.PixelAspect;
import dev.reelwright.internal.isobmff.TrackApertures;
import dev.reelwright.internal.isobmff.TrackFacts;
import dev.reelwright.video.Size;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a stream's pictures is meant to be shown and how wide its pixels are, out of all that the container and the
 * bitstream say. What is impossible is taken for not said.
 *
 * <p>In files of boxes {@code pasp} tells the shape of a pixel. Where it is missing the size at which the track is shown
 * tells it: QuickTime's production aperture ({@code tapt}), which takes the place of the track header's size, and else the
 * track header's, which is that of the clean aperture (ISO/IEC 14496-12 §8.3.2, §12.1.4; QuickTime File Format, "Track
 * Aperture Mode Dimensions"). A size that is only scaled says nothing of the shape.
 */
final class PictureShape {
    /** No format comes near; pixels as wide as this are a way to make huge images of small pictures. */
    private static final int LARGEST_ASPECT = 32;
    /** Sizes are written in whole pixels, so that scaled ones are off by this part. */
    private static final double ROUNDING = 0.005;
    /** The largest block of any coding: pictures that differ by more are not the same with other padding. */
    private static final int LARGEST_BLOCK = 64;

    private static final double FIXED_ONE = 1 << 16;

    private PictureShape() {}

    /**
     * The stream's format with its shape and clean aperture.
     *
     * @param facts of the boxes, null where there are none or they could not be read
     */
    static FormatDescription.Video of(
            FormatDescription.Video video, StreamInfo stream, @Nullable TrackFacts facts, AssetOptions limits) {
        Size stored = isEmpty(stream.containerSize()) ? video.codedSize() : stream.containerSize();
        CleanRectangle clean = facts == null ? null : CleanRectangle.of(facts.cleanAperture(), stored);
        Aperture told = facts == null ? video.cleanAperture() : clean == null ? null : clean.rounded();
        Aperture aperture = told == null ? null : within(video.codedSize(), stored, told);
        List<Ratio> aspects = facts == null
                ? List.of(video.pixelAspect(), stream.bitstreamAspect())
                : List.of(
                        ratio(facts.pixelAspect()),
                        displayed(facts, stored, clean == null ? CleanRectangle.all(stored) : clean),
                        stream.bitstreamAspect());
        Ratio aspect = aspects.stream()
                .filter(ratio -> isCredible(ratio, video.codedSize(), limits))
                .findFirst()
                .orElse(Ratio.ONE);
        return video.withShape(aspect, aperture);
    }

    /**
     * What of the container's aperture is in the pictures that decoders give: these may have been cut by the bitstream
     * already, or carry lines that the container does not count.
     */
    private static @Nullable Aperture within(Size coded, Size stored, Aperture told) {
        if (Math.abs(coded.width() - stored.width()) >= LARGEST_BLOCK
                || Math.abs(coded.height() - stored.height()) >= LARGEST_BLOCK) {
            return null;
        }
        int width = Math.min(told.x() + told.width(), coded.width()) - told.x();
        int height = Math.min(told.y() + told.height(), coded.height()) - told.y();
        boolean isAll = width == coded.width() && height == coded.height();
        return width <= 0 || height <= 0 || isAll ? null : new Aperture(told.x(), told.y(), width, height);
    }

    /** The shape that shows the picture at the size that the track is shown at. */
    private static Ratio displayed(TrackFacts facts, Size stored, CleanRectangle clean) {
        double right = Math.hypot(facts.matrix().get(0), facts.matrix().get(1));
        double down = Math.hypot(facts.matrix().get(3), facts.matrix().get(4));
        if (right == 0 || down == 0) {
            return Ratio.UNKNOWN;
        }
        TrackApertures tapt = facts.trackApertures();
        TrackApertures.Size production = tapt == null ? null : tapt.prof();
        if (production != null && production.width() > 0 && production.height() > 0) {
            return shape(production.width() * right / stored.width(), production.height() * down / stored.height());
        }
        boolean isStoredSize = facts.width() == stored.width() && facts.height() == stored.height();
        if (isStoredSize || facts.width() <= 0 || facts.height() <= 0) {
            // many writers put the stored size there, whatever the aperture
            return shape(right, down);
        }
        return shape(facts.width() * right / clean.width(), facts.height() * down / clean.height());
    }

    private static Ratio shape(double across, double down) {
        double aspect = across / down;
        boolean isSquare = Math.abs(aspect - 1) < ROUNDING;
        return isSquare || !Double.isFinite(aspect) || aspect > LARGEST_ASPECT
                ? Ratio.UNKNOWN
                : reduced(Math.round(aspect * FIXED_ONE), (long) FIXED_ONE);
    }

    private static Ratio ratio(@Nullable PixelAspect pasp) {
        return pasp == null ? Ratio.UNKNOWN : reduced(pasp.hSpacing(), pasp.vSpacing());
    }

    private static Ratio reduced(long numerator, long denominator) {
        if (numerator <= 0 || denominator <= 0) {
            return Ratio.UNKNOWN;
        }
        long divisor = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .longValue();
        long n = numerator / divisor;
        long d = denominator / divisor;
        while (Math.max(n, d) > Integer.MAX_VALUE) {
            n /= 2;
            d /= 2;
        }
        return new Ratio((int) n, (int) d);
    }

    private static boolean isCredible(Ratio aspect, Size coded, AssetOptions limits) {
        double wide = aspect.toDouble();
        return aspect.isKnown()
                && wide <= LARGEST_ASPECT
                && wide >= 1.0 / LARGEST_ASPECT
                && wide * coded.width() * coded.height() <= limits.maxPixels();
    }

    private static boolean isEmpty(Size size) {
        return size.width() == 0 || size.height() == 0;
    }
}
