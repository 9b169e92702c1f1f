package dev.reelwright.internal.plan;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPreset.DynamicRange;
import dev.reelwright.export.ExportPreset.Transparency;
import dev.reelwright.export.ExportPreset.VideoRule;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.export.VideoSettings.Conversion;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.util.function.Predicate;

/** From a preset's rule and a track's facts to the settings of its encode. */
final class VideoRules {
    private static final double ASSUMED_FRAME_RATE = 30;
    /** Seconds from one sync sample to the next at most: what seeking in players needs. */
    private static final double KEY_SECONDS = 2;

    private VideoRules() {}

    static VideoSettings settings(Track track, VideoRule rule, Predicate<String> canEncode) {
        FormatDescription.Video source = (FormatDescription.Video) track.format();
        String encoder = EncoderTable.choose(rule.codec(), canEncode)
                .orElseThrow(() -> new MediaException(ErrorCode.ENCODER_NOT_FOUND, EncoderTable.missing(rule.codec())));
        Size size = SizeFit.insideEven(track.naturalSize(), rule.box());
        double rate = frameRate(track, rule);
        long cap = Math.round(rule.bitsPerPixel() * size.width() * size.height() * rate);
        boolean keepsAlpha = source.hasAlpha() && rule.transparency() == Transparency.KEPT;
        Conversion conversion = conversion(source, rule, keepsAlpha);
        return new VideoSettings(
                rule.codec(),
                encoder,
                size,
                track.transform(),
                source.cleanAperture(),
                pixelFormat(source, rule, keepsAlpha),
                color(source, conversion),
                conversion,
                rate,
                rule.maxFrameRate(),
                rule.codec().equals("prores") ? 1 : (int) Math.max(1, Math.round(rate * KEY_SECONDS)),
                cap,
                EncoderTable.videoOptions(encoder, rule.quality(), cap, rule.profile()));
    }

    private static double frameRate(Track track, VideoRule rule) {
        double rate =
                track.nominalFrameRate().isKnown() ? track.nominalFrameRate().toDouble() : ASSUMED_FRAME_RATE;
        return rule.maxFrameRate() > 0 ? Math.min(rate, rule.maxFrameRate()) : rate;
    }

    private static Conversion conversion(FormatDescription.Video source, VideoRule rule, boolean keepsAlpha) {
        if (source.color().isHdr() && rule.range() == DynamicRange.STANDARD) {
            return Conversion.TONE_MAP;
        }
        return source.hasAlpha() && !keepsAlpha ? Conversion.FLATTEN : Conversion.NONE;
    }

    private static String pixelFormat(FormatDescription.Video source, VideoRule rule, boolean keepsAlpha) {
        return switch (rule.codec()) {
            case "prores" ->
                !rule.profile().equals("4444") ? "yuv422p10le" : keepsAlpha ? "yuva444p10le" : "yuv444p10le";
            case "hevc" -> source.color().isHdr() && rule.range() == DynamicRange.AS_SOURCE ? "yuv420p10le" : "yuv420p";
            default -> "yuv420p";
        };
    }

    /** Tags of the output: what the conversion makes of the source's. */
    private static ColorProperties color(FormatDescription.Video source, Conversion conversion) {
        ColorProperties color = source.color();
        // sources in RGB, or with a matrix that only RGB has, are converted to BT.709
        boolean rgb = color.matrix().equals("gbr")
                || source.pixelFormat().contains("rgb")
                || source.pixelFormat().contains("bgr")
                || source.pixelFormat().startsWith("pal");
        if (conversion == Conversion.TONE_MAP || rgb) {
            return ColorProperties.BT709;
        }
        return new ColorProperties(color.primaries(), color.transfer(), color.matrix(), false);
    }
}
