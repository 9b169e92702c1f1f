package dev.reelwright.internal.plan;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.Deinterlace;
import dev.reelwright.export.ExportPreset.DynamicRange;
import dev.reelwright.export.ExportPreset.Transparency;
import dev.reelwright.export.QualityTier;
import dev.reelwright.export.VideoRate;
import dev.reelwright.export.VideoRule;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.export.VideoSettings.Conversion;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.FieldOrder;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** From a preset's rule and a track's facts to the settings of its encode. */
final class VideoRules {
    private static final double ASSUMED_FRAME_RATE = 30;
    /** A step of the constant rate factor by this much doubles or halves the bits, about. */
    private static final double FACTOR_OF_TWO = 6;
    /** How far an average bit rate may be left behind for two seconds. */
    private static final double HEADROOM = 1.5;

    private static final int X265_WIDTH = 64;
    private static final int X265_HEIGHT = 16;

    private VideoRules() {}

    static VideoSettings settings(Track track, VideoRule rule, Deinterlace deinterlace, Predicate<String> canEncode) {
        FormatDescription.Video source = (FormatDescription.Video) track.format();
        String encoder = EncoderTable.choose(rule.codec(), canEncode)
                .orElseThrow(() -> new MediaException(ErrorCode.ENCODER_NOT_FOUND, EncoderTable.missing(rule.codec())));
        Size size = SizeFit.insideEven(track.naturalSize(), rule.box());
        requireSize(encoder, size);
        double rate = frameRate(track, rule);
        Rates rates = rates(rule, size, rate);
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
                hdr(source, conversion),
                conversion,
                deinterlace,
                conversion.toneMaps() ? ColorRules.peakLuminance(source) : 0,
                rate,
                rule.maxFrameRate(),
                keyInterval(rule, rate),
                rule.codec().equals("prores") ? 0 : rates.wanted().maxBitRate(),
                rates.usual(),
                rates.low(),
                options(
                        encoder,
                        rates.wanted(),
                        profile(rule),
                        marksFields(track, deinterlace, encoder, size, rule.profile())
                                ? source.fieldOrder()
                                : FieldOrder.PROGRESSIVE));
    }

    private static Map<String, String> options(
            String encoder, EncoderTable.Rate rate, String profile, FieldOrder marked) {
        Map<String, String> options = new LinkedHashMap<>(EncoderTable.videoOptions(encoder, rate, profile));
        if (marked.isInterlaced()) {
            options.put("flags", "+ildct+ilme");
            options.put("field_order", marked == FieldOrder.TOP_FIRST ? "tb" : "bt");
        }
        return options;
    }

    /** Whether it is known beforehand that pictures are deinterlaced. */
    static boolean deinterlaces(Track track, Deinterlace deinterlace) {
        return deinterlace == Deinterlace.AUTO
                && ((FormatDescription.Video) track.format()).fieldOrder().isInterlaced();
    }

    private static boolean keepsFields(Track track, Deinterlace deinterlace) {
        return deinterlace == Deinterlace.OFF
                && ((FormatDescription.Video) track.format()).fieldOrder().isInterlaced();
    }

    /** Whether the output says that its pictures are interlaced; x264 does so in pictures of whole macroblocks of both fields. */
    private static boolean marksFields(
            Track track, Deinterlace deinterlace, String encoder, Size size, String profile) {
        boolean coded = encoder.equals("libx264") && size.height() % 4 == 0 && !profile.equals("baseline");
        boolean can = coded || encoder.equals("prores_ks");
        return can && keepsFields(track, deinterlace);
    }

    /** What of interlaced pictures is lost when they stay so. */
    static Optional<String> warning(Track track, VideoSettings settings) {
        boolean marks = marksFields(
                track,
                settings.deinterlace(),
                settings.encoder(),
                settings.size(),
                settings.options().getOrDefault("profile", ""));
        if (!keepsFields(track, settings.deinterlace()) || marks) {
            return Optional.empty();
        }
        return Optional.of("track " + track.id() + ": its pictures stay interlaced, and " + settings.encoder()
                + " cannot mark pictures of " + settings.size() + " as such; players will show combed edges");
    }

    /** What the encoder is told, and what ordinary footage and footage with little to code will take. */
    private record Rates(EncoderTable.Rate wanted, long usual, long low) {}

    private static Rates rates(VideoRule rule, Size size, double frameRate) {
        double pixels = (double) size.width() * size.height() * frameRate;
        if (rule.rate() instanceof VideoRate.BitRate fixed) {
            long wanted = limited(fixed.bitsPerSecond(), rule);
            long cap = limited(Math.round(wanted * HEADROOM), rule);
            return new Rates(new EncoderTable.Rate(EncoderTable.Rate.NO_FACTOR, wanted, cap), wanted, wanted / 2);
        }
        if (rule.rate() instanceof VideoRate.ConstantQuality constant) {
            RateTable.Row near = RateTable.shared().find(rule.codec(), QualityTier.STANDARD, size, frameRate);
            double scale = Math.pow(2, (near.factor() - constant.factor()) / FACTOR_OF_TWO);
            long usual = limited(Math.round(near.usual() * pixels * scale), rule);
            long low = Math.min(usual, Math.round(near.low() * pixels * scale));
            return new Rates(new EncoderTable.Rate(constant.factor(), usual, rule.maxBitRate()), usual, low);
        }
        QualityTier tier = ((VideoRate.Quality) rule.rate()).tier();
        RateTable.Row row = RateTable.shared().find(rule.codec(), tier, size, frameRate);
        long cap = limited(Math.round(row.cap() * pixels), rule);
        long usual = Math.min(cap, Math.round(row.usual() * pixels));
        long low = Math.min(usual, Math.round(row.low() * pixels));
        return new Rates(new EncoderTable.Rate(row.factor(), usual, cap), usual, low);
    }

    private static long limited(long bitRate, VideoRule rule) {
        return rule.maxBitRate() > 0 ? Math.min(bitRate, rule.maxBitRate()) : bitRate;
    }

    /** Every picture of ProRes is a sync sample; elsewhere the wanted distance is never passed. */
    private static int keyInterval(VideoRule rule, double frameRate) {
        return rule.codec().equals("prores") ? 1 : (int) Math.max(1, Math.floor(frameRate * rule.keySeconds() + 1e-6));
    }

    private static String profile(VideoRule rule) {
        return rule.codec().equals("prores") && rule.rate() instanceof VideoRate.Quality quality
                ? Codings.proresProfile(quality.tier())
                : rule.profile();
    }

    /** What encoding the track loses that its tags do not tell. */
    static Optional<String> warning(Track track) {
        int profile = ((FormatDescription.Video) track.format()).hdr().dolbyVisionProfile();
        if (profile == 0) {
            return Optional.empty();
        }
        // profile 5 has no other layer: without Dolby's own processing its colours are wrong
        String rest = profile == 5
                ? "its pictures have no other colours, so they will look wrong"
                : "the pictures it is based on are what is exported";
        return Optional.of(
                "track " + track.id() + ": Dolby Vision (profile " + profile + ") is not carried over; " + rest);
    }

    /** x265 refuses pictures of less than 16 lines, and crashes the process on some that are narrower than 64. */
    private static void requireSize(String encoder, Size size) {
        if (encoder.equals("libx265") && (size.width() < X265_WIDTH || size.height() < X265_HEIGHT)) {
            throw new MediaException(
                    ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET,
                    "pictures of " + size + " are too small for HEVC, which takes " + X265_WIDTH + "x" + X265_HEIGHT
                            + " at least; choose a preset of another coding");
        }
    }

    private static double frameRate(Track track, VideoRule rule) {
        double rate =
                track.nominalFrameRate().isKnown() ? track.nominalFrameRate().toDouble() : ASSUMED_FRAME_RATE;
        return rule.maxFrameRate() > 0 ? Math.min(rate, rule.maxFrameRate()) : rate;
    }

    private static Conversion conversion(FormatDescription.Video source, VideoRule rule, boolean keepsAlpha) {
        boolean flattens = source.hasAlpha() && !keepsAlpha;
        if (source.color().isHdr() && rule.range() == DynamicRange.STANDARD) {
            return flattens ? Conversion.TONE_MAP_AND_FLATTEN : Conversion.TONE_MAP;
        }
        return flattens ? Conversion.FLATTEN : Conversion.NONE;
    }

    private static String pixelFormat(FormatDescription.Video source, VideoRule rule, boolean keepsAlpha) {
        return switch (rule.codec()) {
            case "prores" ->
                !profile(rule).equals("4444") ? "yuv422p10le" : keepsAlpha ? "yuva444p10le" : "yuv444p10le";
            case "hevc", "av1" ->
                source.color().isHdr() && rule.range() == DynamicRange.AS_SOURCE ? "yuv420p10le" : "yuv420p";
            default -> "yuv420p";
        };
    }

    private static HdrMetadata hdr(FormatDescription.Video source, Conversion conversion) {
        boolean kept = source.color().isHdr() && !conversion.toneMaps();
        return kept ? source.hdr().withoutDolbyVision() : HdrMetadata.NONE;
    }

    /** Tags of the output: what the conversion makes of the source's. Nothing is left for players to guess. */
    private static ColorProperties color(FormatDescription.Video source, Conversion conversion) {
        if (conversion.toneMaps()) {
            return ColorProperties.BT709;
        }
        ColorProperties shown = ColorRules.shown(source);
        if (!ColorRules.isRgb(source)) {
            return new ColorProperties(shown.primaries(), shown.transfer(), shown.matrix(), false);
        }
        if (shown.primaries().equals("bt2020")) {
            return new ColorProperties("bt2020", shown.transfer(), "bt2020nc", false);
        }
        // the curve of sRGB is that of displays for BT.709, and few players know it by its own name
        String transfer = shown.transfer().equals("iec61966-2-1") ? "bt709" : shown.transfer();
        return new ColorProperties(shown.primaries(), transfer, "bt709", false);
    }
}
