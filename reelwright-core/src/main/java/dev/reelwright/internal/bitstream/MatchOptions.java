package dev.reelwright.internal.bitstream;

import dev.reelwright.video.ColorProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How encoders are told to make pictures that fit among those of a source. Few pictures are made this way, between others that
 * nobody may tell them from: quality is bought with bits.
 */
final class MatchOptions {
    /** level_idc that x264 knows; it refuses others. */
    private static final Set<Integer> LEVELS =
            Set.of(10, 11, 12, 13, 20, 21, 22, 30, 31, 32, 40, 41, 42, 50, 51, 52, 60, 61, 62);

    /** Quantiser 2 of 31, in the unit of FFmpeg's own encoders (FF_QP2LAMBDA). */
    private static final String FINE_QUANTISER = Integer.toString(2 * 118);

    private static final String FIELDS = "+ilme+ildct";

    private MatchOptions() {}

    static Optional<Map<String, String>> of(EncoderMatch match, String encoder) {
        String of = codec(encoder);
        if (!of.equals(match.codec())) {
            return Optional.empty();
        }
        Map<String, String> options = new LinkedHashMap<>();
        switch (encoder) {
            case "libx264" -> x264(match, options);
            case "libx265" -> x265(options);
            case "libvpx-vp9" -> vpx(options);
            case "libaom-av1" -> aom(match, options);
            case "libsvtav1" -> svt(match, options);
            default -> mpeg(match, options);
        }
        return Optional.of(options);
    }

    private static String codec(String encoder) {
        return switch (encoder) {
            case "libx264" -> "h264";
            case "libx265" -> "hevc";
            case "libvpx-vp9" -> "vp9";
            case "libaom-av1", "libsvtav1" -> "av1";
            case "mpeg1video", "mpeg2video" -> encoder;
            default -> "";
        };
    }

    private static void x264(EncoderMatch match, Map<String, String> options) {
        options.put("preset", "medium");
        options.put("crf", "15");
        options.put("profile", match.coding().profile());
        int level = match.coding().level();
        if (LEVELS.contains(level)) {
            options.put("level", level / 10 + "." + level % 10);
        }
        options.put("coder", match.coding().arithmetic() ? "cabac" : "cavlc");
        options.put("bf", "0");
        options.put("refs", "1");
        if (match.interlaced()) {
            options.put("flags", FIELDS);
        }
        String groups = match.coding().references() == 0 ? "keyint=1" : "keyint=infinite:scenecut=0";
        options.put("x264-params", groups + ":open-gop=0:weightp=0:aud=0");
    }

    private static void x265(Map<String, String> options) {
        options.put("preset", "fast");
        options.put("crf", "14");
        options.put("bf", "0");
        // x265 prints to standard error by itself unless told not to
        options.put(
                "x265-params",
                "log-level=none:keyint=-1:scenecut=0:open-gop=0:bframes=0:b-adapt=0:weightp=0:info=0:aud=0:hrd=0");
    }

    private static void vpx(Map<String, String> options) {
        options.put("crf", "12");
        options.put("b", "0");
        options.put("deadline", "good");
        options.put("cpu-used", "3");
        options.put("row-mt", "1");
        options.put("lag-in-frames", "0");
        options.put("auto-alt-ref", "0");
    }

    private static void aom(EncoderMatch match, Map<String, String> options) {
        chromaLocation(match, options);
        options.put("crf", "14");
        options.put("b", "0");
        options.put("cpu-used", "6");
        options.put("row-mt", "1");
        options.put("lag-in-frames", "0");
        options.put("auto-alt-ref", "0");
    }

    private static void svt(EncoderMatch match, Map<String, String> options) {
        chromaLocation(match, options);
        options.put("crf", "15");
        options.put("preset", "8");
        // low delay: pictures come in the order in which they are shown
        options.put("svtav1-params", "pred-struct=1:lookahead=0");
    }

    private static void chromaLocation(EncoderMatch match, Map<String, String> options) {
        if (!match.picture().chromaLocation().equals(ColorProperties.UNSPECIFIED)) {
            options.put("chroma_sample_location", match.picture().chromaLocation());
        }
    }

    private static void mpeg(EncoderMatch match, Map<String, String> options) {
        options.put("flags", "+qscale+cgop" + (match.interlaced() ? FIELDS : ""));
        options.put("global_quality", FINE_QUANTISER);
        options.put("bf", "0");
        options.put("sc_threshold", "1000000000");
    }
}
