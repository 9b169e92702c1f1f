package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.export.Deinterlace;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.image.DynamicRangePolicy;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.plan.ColorRules;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the picture filters of an operation in FFmpeg's notation. */
public final class FilterChains {
    private static final String BT709_VIDEO = "out_color_matrix=bt709:out_range=tv";
    static final String EXACT = "bicubic+accurate_rnd+full_chroma_int+full_chroma_inp";

    /** Pixels of pictures of 16 bits. */
    static final String DEEP = "bgra64le";

    static final String FLAT = "bgra";

    private static final String OVER_BLACK = "premultiply=inplace=1";
    private static final String STRAIGHT = "unpremultiply=inplace=1";

    /** What {@link #OVER_BLACK} takes; the format that loses least is chosen. */
    private static final String WITH_ALPHA = "yuva444p|yuva444p10|yuva444p12|yuva444p16|gbrap|gbrap10|gbrap12|gbrap16";

    private FilterChains() {}

    /** Frames as they come out of a decoder. */
    public record Decoded(
            Size size, String pixelFormat, ColorProperties color, String chromaLocation, boolean premultiplied) {
        static Decoded of(Frame frame) {
            return new Decoded(
                    new Size(frame.width(), frame.height()),
                    frame.pixelFormat(),
                    frame.color(),
                    frame.chromaLocation(),
                    frame.isPremultiplied());
        }

        /** The same without FFmpeg's former names for formats of full range. */
        Decoded plain() {
            return new Decoded(size, pixelFormat.replace("yuvj", "yuv"), color, chromaLocation, premultiplied);
        }
    }

    /**
     * Where an image's pixels come from.
     *
     * @param crop part of the stored picture, null for all of it
     * @param stored size before turning
     */
    public record Layout(@Nullable Aperture crop, Size stored, PictureTransform transform) {}

    /**
     * What an image keeps of the source's colours.
     *
     * @param peak cd/m² of the source's brightest light, where it is HDR
     */
    public record Look(boolean alpha, DynamicRangePolicy dynamicRange, int peak) {}

    /**
     * From decoded frames to what the encoder takes.
     *
     * @param decoded what the frames are
     */
    static PictureFilters forExport(VideoSettings settings, Decoded decoded) {
        ColorProperties source = decoded.color();
        List<String> filters = new ArrayList<>();
        crop(filters, cropOf(decoded.size(), settings.crop()));
        boolean flattens = settings.conversion().flattens();
        String format = "format=" + settings.pixelFormat();
        // by the frames' own colours: a stream may change them midway
        if (source.isHdr() && !settings.color().isHdr()) {
            if (flattens) {
                // laid over black as SDR, where half transparent is half as bright
                cube(filters, "scale=flags=bicubic,format=gbrapf32le");
                filters.add("format=" + (decoded.premultiplied() ? "gbrp16" : "gbrap16," + OVER_BLACK));
                filters.add(scale(settings.size(), "bicubic") + ":" + BT709_VIDEO);
            } else {
                // scaled first: the fewer pixels the table is asked for the better
                cube(filters, scale(settings.size(), "bicubic") + ",format=gbrpf32le");
                filters.add("scale=flags=bicubic:" + BT709_VIDEO);
            }
            filters.add(format);
            int peak = settings.conversion().toneMaps() ? settings.peakLuminance() : ColorRules.NOMINAL_PEAK;
            return new PictureFilters(joined(filters), ColorCube.of(ToneMapping.source(source, peak)));
        }
        if (flattens && !decoded.premultiplied()) {
            // before scaling: what is hidden behind transparent edges must not be mixed in
            filters.add("format=" + WITH_ALPHA + "," + OVER_BLACK);
        } else if (!flattens && decoded.premultiplied()) {
            filters.add("format=" + WITH_ALPHA + "," + STRAIGHT);
        }
        if (settings.deinterlace() == Deinterlace.OFF) {
            // each picture as its mark says
            filters.add(scale(settings.size(), "bicubic") + ":interl=-1" + matrix(source, settings.color()));
        } else if (isOnlyScaled(settings, decoded)) {
            filters.add(Zimg.scale(settings.size()));
        } else {
            filters.add(scale(settings.size(), "bicubic") + matrix(source, settings.color()));
        }
        filters.add(format);
        return new PictureFilters(joined(filters), null);
    }

    /** From decoded frames to packed pixels, scaled and turned: of 64 bits where high dynamic range is kept, else of 32. */
    public static PictureFilters forImage(Layout layout, Look look, Decoded decoded) {
        List<String> filters = new ArrayList<>();
        crop(filters, layout.crop());
        boolean hdr = decoded.color().isHdr();
        boolean keeps = hdr && look.dynamicRange() == DynamicRangePolicy.MATCH_SOURCE;
        boolean wide = WideColors.areIn(decoded.color());
        ColorCube cube = null;
        if (hdr || wide || (look.alpha() && blends(layout, decoded))) {
            toDeepRgb(filters, layout, look, decoded);
        } else if (Zimg.converts(layout, decoded)) {
            filters.add(Zimg.toRgb(layout.stored()));
            filters.add("format=gbrp");
        } else {
            filters.add(placed(scale(layout.stored(), EXACT), decoded));
        }
        if (hdr && !keeps) {
            cube(filters, "format=" + (look.alpha() ? "gbrapf32le" : "gbrpf32le"));
            filters.add("scale=flags=" + EXACT);
            cube = ColorCube.of(ToneMapping.source(decoded.color(), look.peak()));
        } else if (wide) {
            filters.add(WideColors.toSrgb(decoded.color(), look.alpha()));
        }
        filters.add("format=" + (keeps ? DEEP : FLAT));
        turn(filters, layout.transform());
        return new PictureFilters(joined(filters), cube);
    }

    /** From packed pixels of 64 bits to such of 32. */
    static PictureFilters forToneMapping(boolean alpha, ColorProperties source, int peak) {
        List<String> filters = new ArrayList<>();
        filters.add("format=" + (alpha ? "gbrap16le" : "gbrp16le"));
        cube(filters, "format=" + (alpha ? "gbrapf32le" : "gbrpf32le"));
        filters.add("scale=flags=" + EXACT);
        filters.add("format=" + FLAT);
        return new PictureFilters(joined(filters), ColorCube.of(ToneMapping.source(source, peak)));
    }

    /** Whether colours must be weighed by their alpha: what is hidden behind transparent edges must not be mixed in. */
    private static boolean blends(Layout layout, Decoded decoded) {
        return decoded.premultiplied() || !Zimg.cut(layout, decoded).equals(layout.stored());
    }

    /** To planes of 16 bits of red, green, blue and straight alpha, scaled. */
    private static void toDeepRgb(List<String> filters, Layout layout, Look look, Decoded decoded) {
        boolean blends = look.alpha() && blends(layout, decoded);
        boolean multiplies = blends && !decoded.premultiplied();
        Size size = multiplies ? Zimg.cut(layout, decoded) : layout.stored();
        String rgb = "format=" + (look.alpha() ? "gbrap16le" : "gbrp16le");
        ColorProperties color = decoded.color();
        boolean exact = color.isHdr() ? Zimg.isThere() : WideColors.areIn(color) && Zimg.knows(color.matrix());
        if (exact && Zimg.takes(layout, decoded.plain())) {
            filters.add(Zimg.toRgb(size));
        } else {
            filters.add(placed(scale(size, EXACT), decoded));
            if (exact && !color.matrix().equals("gbr")) {
                // the scaler's own conversion to 16 bits of RGB is off by as much as one step in 256
                filters.add("format=" + (look.alpha() ? "yuva444p16le" : "yuv444p16le"));
                filters.add("zscale=matrix=gbr:range=full");
            }
        }
        filters.add(rgb);
        if (multiplies) {
            filters.add(OVER_BLACK);
            filters.add(scale(layout.stored(), EXACT));
            filters.add(rgb);
        }
        if (blends) {
            filters.add(STRAIGHT);
        }
    }

    /**
     * Tells the scaler where the samples of halved chroma planes lie; left alone, it takes them to be in the middle. What
     * does not say is taken as what most codings are: level with every second column, as MPEG-2 and all later ones do it.
     */
    private static String placed(String scale, Decoded decoded) {
        String location = decoded.chromaLocation();
        return scale + ":in_chroma_loc=" + (location.equals("unspecified") ? "left" : location);
    }

    /** The filters before the table end with a label, so that the table can be the second input of what looks up in it. */
    private static void cube(List<String> filters, String before) {
        filters.add(before + "[hdr];[hdr][cube]haldclut=clut=first");
    }

    static String joined(List<String> filters) {
        return "[in]" + String.join(",", filters) + "[out]";
    }

    /** The aperture if frames like this one have it: a stream may change its size midway, and then all of it is shown. */
    static @Nullable Aperture cropOf(Frame frame, @Nullable Aperture aperture) {
        return cropOf(new Size(frame.width(), frame.height()), aperture);
    }

    private static @Nullable Aperture cropOf(Size size, @Nullable Aperture aperture) {
        boolean isInside = aperture != null
                && aperture.x() + aperture.width() <= size.width()
                && aperture.y() + aperture.height() <= size.height();
        return isInside ? aperture : null;
    }

    static void crop(List<String> filters, @Nullable Aperture crop) {
        if (crop != null) {
            filters.add("crop=w=" + crop.width() + ":h=" + crop.height() + ":x=" + crop.x() + ":y=" + crop.y()
                    + ":exact=1");
        }
    }

    private static String scale(Size size, String kernel) {
        return "scale=w=" + size.width() + ":h=" + size.height() + ":flags=" + kernel;
    }

    /** Whether size is all that changes of pictures that zimg takes as they are. */
    private static boolean isOnlyScaled(VideoSettings settings, Decoded decoded) {
        return Zimg.takes(decoded.pixelFormat())
                && decoded.pixelFormat().equals(settings.pixelFormat())
                && decoded.color().matrix().equals(settings.color().matrix())
                && decoded.color().fullRange() == settings.color().fullRange()
                && settings.crop() == null
                && Zimg.isEven(decoded.size())
                && Zimg.isEven(settings.size());
    }

    /** The scaler converts between matrices and ranges; what it does not know is left as it is and tagged so. */
    private static String matrix(ColorProperties source, ColorProperties target) {
        String range = ":out_range=" + (target.fullRange() ? "pc" : "tv");
        if (source.matrix().equals(target.matrix())) {
            return range;
        }
        return switch (target.matrix()) {
            case "bt709" -> range + ":out_color_matrix=bt709";
            case "smpte170m", "bt470bg" -> range + ":out_color_matrix=bt601";
            case "bt2020nc" -> range + ":out_color_matrix=bt2020";
            case "fcc", "smpte240m" -> range + ":out_color_matrix=" + target.matrix();
            default -> range;
        };
    }

    static void turn(List<String> filters, PictureTransform transform) {
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
