package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the picture filters of an operation in FFmpeg's notation. */
public final class FilterChains {
    /** Nits of graphics white in HDR, ITU-R BT.2408 §2: what becomes the white of SDR before the curve bends. */
    private static final int REFERENCE_WHITE = 203;

    private FilterChains() {}

    /** From decoded frames to what the encoder takes. */
    public static String forExport(VideoSettings settings, ColorProperties source) {
        List<String> filters = new ArrayList<>();
        crop(filters, settings.crop());
        switch (settings.conversion()) {
            case TONE_MAP -> toneMap(filters, source, settings.size());
            case FLATTEN -> filters.add("format=yuva420p,premultiply=inplace=1");
            case NONE -> {}
        }
        filters.add(scale(settings.size(), settings.color(), "bicubic"));
        filters.add("format=" + settings.pixelFormat());
        return String.join(",", filters);
    }

    /** From decoded frames to packed 32-bit pixels, turned and scaled. */
    public static String forImage(
            @Nullable Aperture crop, Size stored, PictureTransform transform, ColorProperties source) {
        List<String> filters = new ArrayList<>();
        crop(filters, crop);
        if (source.isHdr()) {
            toneMap(filters, source, stored);
        }
        filters.add(
                "scale=w=" + stored.width() + ":h=" + stored.height() + ":flags=bicubic+accurate_rnd+full_chroma_int");
        filters.add("format=bgra");
        turn(filters, transform);
        return String.join(",", filters);
    }

    private static void crop(List<String> filters, @Nullable Aperture crop) {
        if (crop != null) {
            filters.add("crop=w=" + crop.width() + ":h=" + crop.height() + ":x=" + crop.x() + ":y=" + crop.y()
                    + ":exact=1");
        }
    }

    private static String scale(Size size, ColorProperties target, String kernel) {
        String filter = "scale=w=" + size.width() + ":h=" + size.height() + ":flags=" + kernel + ":out_range="
                + (target.fullRange() ? "pc" : "tv");
        return target.matrix().equals("bt709") ? filter + ":out_color_matrix=bt709" : filter;
    }

    /** In linear light, scaled first: the curve is the dear part. */
    private static void toneMap(List<String> filters, ColorProperties source, Size size) {
        String primaries = source.primaries().equals(ColorProperties.UNSPECIFIED) ? "bt2020" : source.primaries();
        filters.add("zscale=w=" + size.width() + ":h=" + size.height() + ":filter=bicubic:primariesin=" + primaries
                + ":transfer=linear:npl=" + REFERENCE_WHITE);
        filters.add("format=gbrpf32le");
        filters.add("zscale=primaries=bt709");
        filters.add("tonemap=tonemap=mobius:param=0.5:desat=0");
        filters.add("zscale=transfer=bt709:matrix=bt709:range=limited");
        filters.add("format=yuv420p");
    }

    private static void turn(List<String> filters, PictureTransform transform) {
        if (transform.mirrored()) {
            filters.add("hflip");
        }
        switch (transform.quarterTurns()) {
            case 1 -> filters.add("transpose=clock");
            case 2 -> filters.add("hflip,vflip");
            case 3 -> filters.add("transpose=cclock");
            default -> {}
        }
    }
}
