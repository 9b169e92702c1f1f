package dev.reelwright.internal.render;

import dev.reelwright.image.SaveOptions;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a picture becomes a file of a format.
 *
 * @param container FFmpeg's name of it, null where the coded picture is the file
 * @param layers what is encoded, one stream each: the colours and, where a format keeps it apart, the alpha
 */
record StillCoding(@Nullable String container, List<Layer> layers) {
    /** From this quality on chroma is kept for each pixel; below, for two by two of them. */
    static final int FULL_CHROMA = 90;
    /** FFmpeg's factor between its quality steps and what is set. */
    private static final int LAMBDA = 118;

    private static final Map<String, String> PNG_OPTIONS = Map.of("pred", "mixed");

    /** Halved chroma of still pictures lies amid the pixels, JFIF 1.02 says; readers of AVIF take it so, too. */
    private static final String SCALE = "scale=flags=bicubic+accurate_rnd+full_chroma_inp+full_chroma_int"
            + ":in_range=pc:out_range=pc:out_chroma_loc=center";

    /**
     * One stream.
     *
     * @param filters from the picture's own pixels to what can be put into the pixel format
     * @param hdr what is written of high dynamic range beyond the colour tags
     */
    record Layer(
            String encoder,
            Map<String, String> options,
            List<String> filters,
            String pixelFormat,
            ColorProperties color,
            HdrMetadata hdr) {
        String chain() {
            List<String> all = new ArrayList<>(filters);
            all.add("format=" + pixelFormat);
            return FilterChains.joined(all);
        }
    }

    static StillCoding of(SaveOptions options, StillPicture picture) {
        return switch (options.format()) {
            case JPEG -> new StillCoding(null, List.of(jpeg(options.quality(), picture)));
            case PNG -> new StillCoding(null, List.of(png(picture)));
            case WEBP -> new StillCoding(null, List.of(webp(options.quality())));
            case AVIF -> {
                Layer color = avif(options.quality(), picture);
                yield new StillCoding(
                        "avif",
                        picture.hasAlpha() ? List.of(color, avifAlpha(options.quality(), picture)) : List.of(color));
            }
        };
    }

    private static Layer jpeg(int quality, StillPicture picture) {
        return new Layer(
                "mjpeg",
                Map.of("flags", "+qscale", "global_quality", "" + jpegStep(quality) * LAMBDA, "qmin", "1"),
                picture instanceof StillPicture.Jpeg ? List.of() : List.of(SCALE + ":out_color_matrix=smpte170m"),
                JpegPictures.pixelFormat(quality),
                JpegPictures.COLOR,
                HdrMetadata.NONE);
    }

    /** From 100 (best) to 0 onto FFmpeg's steps 1 to 31. */
    private static int jpegStep(int quality) {
        return Math.max(1, Math.min(31, Math.round(1 + (100 - quality) * 0.3f)));
    }

    private static Layer png(StillPicture picture) {
        boolean alpha = picture.hasAlpha();
        if (picture instanceof StillPicture.Hdr deep) {
            // by way of planes, for the scaler does not turn one packed format of 64 bits into another without loss
            return new Layer(
                    "png",
                    PNG_OPTIONS,
                    List.of("format=" + (alpha ? "gbrap16le" : "gbrp16le")),
                    alpha ? "rgba64be" : "rgb48be",
                    picture.color(),
                    deep.metadata());
        }
        return new Layer("png", PNG_OPTIONS, List.of(), alpha ? "rgba" : "rgb24", picture.color(), HdrMetadata.NONE);
    }

    private static Layer webp(int quality) {
        return new Layer(
                "libwebp", Map.of("quality", "" + quality), List.of(), "bgra", ColorProperties.SRGB, HdrMetadata.NONE);
    }

    private static Layer avif(int quality, StillPicture picture) {
        String chroma = quality < FULL_CHROMA ? "yuv420p" : "yuv444p";
        if (picture instanceof StillPicture.Hdr deep) {
            return new Layer(
                    "libaom-av1",
                    av1(quality),
                    deepYuv(),
                    chroma + "10le",
                    with("bt2020nc", picture.color()),
                    deep.metadata());
        }
        return new Layer(
                "libaom-av1",
                av1(quality),
                List.of(SCALE + ":out_color_matrix=bt709"),
                chroma,
                srgb("bt709"),
                HdrMetadata.NONE);
    }

    private static List<String> deepYuv() {
        if (!Zimg.isThere()) {
            return List.of(SCALE + ":out_color_matrix=bt2020");
        }
        return List.of("format=gbrp16le", "zscale=matrix=2020_ncl:range=full", "format=yuv444p16le", SCALE);
    }

    /** Auxiliary pictures of one plane; their errors show as halos, so they are coded finer than the colours. */
    private static Layer avifAlpha(int quality, StillPicture picture) {
        boolean deep = picture instanceof StillPicture.Hdr;
        ColorProperties untold = new ColorProperties(
                ColorProperties.UNSPECIFIED, ColorProperties.UNSPECIFIED, ColorProperties.UNSPECIFIED, true);
        return new Layer(
                "libaom-av1",
                av1(50 + quality / 2),
                List.of("format=" + (deep ? "gbrap16le" : "gbrap"), "alphaextract"),
                deep ? "gray10le" : "gray",
                untold,
                HdrMetadata.NONE);
    }

    private static Map<String, String> av1(int quality) {
        Map<String, String> options = new HashMap<>();
        options.put("still-picture", "1");
        options.put("cpu-used", "6");
        options.put("crf", "" + Math.round((100 - quality) * 63f / 100));
        return options;
    }

    private static ColorProperties srgb(String matrix) {
        return with(matrix, ColorProperties.SRGB);
    }

    private static ColorProperties with(String matrix, ColorProperties color) {
        return new ColorProperties(color.primaries(), color.transfer(), matrix, true);
    }
}
