package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.ImageFormat;
import dev.reelwright.image.SaveOptions;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.engine.FilterGraph;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.Natives;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.file.OutputFile;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.Map;

/** Writes one picture as an image file. */
public final class StillWriter {
    private static final TimeBase CLOCK = TimeBase.ofScale(25);
    /** sRGB, IEC 61966-2-1, as full-range RGB. */
    private static final ColorProperties SRGB = new ColorProperties("bt709", "iec61966-2-1", "gbr", true);
    /** FFmpeg's factor between its quality steps and what is set. */
    private static final int LAMBDA = 118;

    private StillWriter() {}

    /** How a format is made: container, encoder, its input and options. */
    private record Recipe(
            String container, String encoder, String pixelFormat, String matrix, Map<String, String> options) {}

    public static void write(Path file, SaveOptions options, Size size, int[] pixels, boolean hasAlpha) {
        Recipe recipe = recipe(options, hasAlpha);
        if (!Natives.canEncode(recipe.encoder())) {
            throw new MediaException(
                    ErrorCode.ENCODER_NOT_FOUND, "these natives cannot write " + options.format() + " images");
        }
        try (OutputFile output = OutputFile.prepare(file, null, options.overwrite());
                Frame picture = new Frame();
                Frame converted = new Frame()) {
            picture.allocatePicture(size.width(), size.height(), "bgra");
            picture.writeArgb(hasAlpha && options.format() == ImageFormat.JPEG ? overBlack(pixels) : pixels);
            picture.color(SRGB);
            picture.pts(0);
            try (FilterGraph graph = new FilterGraph(picture, CLOCK, Ratio.ONE, chain(recipe), 1)) {
                graph.push(picture);
                graph.pull(converted);
            }
            encode(recipe, size, converted, output.scratch());
            output.commit();
        }
    }

    /** JPEG has no transparency: what shows through is black. */
    private static int[] overBlack(int[] pixels) {
        int[] opaque = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int alpha = pixels[i] >>> 24;
            int result = 0xFF;
            for (int shift = 16; shift >= 0; shift -= 8) {
                result = result << 8 | ((pixels[i] >> shift & 255) * alpha + 127) / 255;
            }
            opaque[i] = result;
        }
        return opaque;
    }

    private static String chain(Recipe recipe) {
        String scale = recipe.matrix().isEmpty()
                ? ""
                : "scale=out_range=pc:out_color_matrix=" + recipe.matrix() + ":flags=accurate_rnd+full_chroma_inp,";
        return scale + "format=" + recipe.pixelFormat();
    }

    private static Recipe recipe(SaveOptions options, boolean hasAlpha) {
        int quality = options.quality();
        ImageFormat format = options.format();
        return switch (format) {
            case JPEG ->
                new Recipe(
                        "image2pipe",
                        "mjpeg",
                        "yuvj420p",
                        "smpte170m",
                        Map.of("flags", "+qscale", "global_quality", Integer.toString(jpegStep(quality) * LAMBDA)));
            case PNG -> new Recipe("image2pipe", "png", hasAlpha ? "rgba" : "rgb24", "", Map.of("pred", "mixed"));
            case WEBP -> new Recipe("image2pipe", "libwebp", "bgra", "", Map.of("quality", "" + quality));
            case AVIF -> {
                if (hasAlpha) {
                    throw new MediaException(
                            ErrorCode.UNSUPPORTED_FILE_TYPE,
                            "avif images with transparency are not written; choose png or webp");
                }
                String crf = Integer.toString(Math.round((100 - quality) * 63f / 100));
                yield new Recipe(
                        "avif",
                        "libaom-av1",
                        "yuv420p",
                        "bt709",
                        Map.of("still-picture", "1", "crf", crf, "cpu-used", "6"));
            }
        };
    }

    /** From 100 (best) to 0 onto FFmpeg's steps 2 to 31. */
    private static int jpegStep(int quality) {
        return Math.max(2, Math.min(31, Math.round(2 + (100 - quality) * 0.29f)));
    }

    private static void encode(Recipe recipe, Size size, Frame picture, Path file) {
        ColorProperties color =
                recipe.matrix().isEmpty() ? SRGB : new ColorProperties("bt709", "iec61966-2-1", recipe.matrix(), true);
        picture.color(color);
        picture.pts(0);
        picture.duration(1);
        EncoderSettings settings = new EncoderSettings.Video(
                recipe.encoder(),
                recipe.options(),
                size,
                recipe.pixelFormat(),
                color,
                CLOCK,
                new Ratio(25, 1),
                1,
                null);
        try (Muxer muxer = Muxer.create(file, recipe.container())) {
            try (Encoder encoder = Encoder.open(settings, muxer.wantsGlobalHeader());
                    Packet packet = new Packet()) {
                int stream = muxer.addStream(encoder);
                muxer.start(Map.of());
                encoder.send(picture);
                encoder.send(null);
                while (encoder.receive(packet)) {
                    muxer.write(stream, packet, CLOCK);
                }
            }
            muxer.finish();
        }
    }
}
