package dev.reelwright.internal.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which encoders make which coding, best first, and how each is told what quality is wanted. */
final class EncoderTable {
    private static final Map<String, List<String>> CANDIDATES = Map.of(
            "h264", List.of("libx264", "h264_videotoolbox", "h264_nvenc", "h264_mf", "libopenh264"),
            "hevc", List.of("libx265", "hevc_videotoolbox", "hevc_nvenc", "hevc_mf"),
            // on 640x360 SVT-AV1 took a tenth of the time of libaom for a fifth more bits
            "av1", List.of("libsvtav1", "libaom-av1", "av1_nvenc"),
            "vp9", List.of("libvpx-vp9"),
            "prores", List.of("prores_ks"),
            "aac", List.of("aac"),
            "opus", List.of("libopus"),
            "mp3", List.of("libmp3lame"),
            "flac", List.of("flac"),
            "alac", List.of("alac"));

    private static final List<String> PCM = List.of("pcm_s16le");

    private EncoderTable() {}

    /**
     * How good or how large a video track is to be.
     *
     * @param factor constant rate factor of the coding's reference encoder, {@link #NO_FACTOR} for a bit rate instead
     * @param bitRate bits a second: what is wanted without a factor, what is expected with one
     * @param maxBitRate cap in bits a second, 0 for none
     */
    record Rate(int factor, long bitRate, long maxBitRate) {
        static final int NO_FACTOR = -1;

        boolean isConstantQuality() {
            return factor != NO_FACTOR;
        }
    }

    /** The best encoder of the coding that this machine can run. */
    static Optional<String> choose(String codec, Predicate<String> canEncode) {
        return candidates(codec).stream().filter(canEncode).findFirst();
    }

    private static List<String> candidates(String codec) {
        return switch (codec) {
            case "pcm" -> PCM;
            default -> codec.startsWith("pcm_") ? List.of(codec) : CANDIDATES.getOrDefault(codec, List.of());
        };
    }

    /** Bytes, about, that the encoder's first packet holds beside the picture: x264 tells its settings there (SEI). */
    static int preamble(String encoder) {
        return encoder.equals("libx264") ? 700 : 0;
    }

    /** What would have to be there, for people. */
    static String missing(String codec) {
        String names = String.join(", ", candidates(codec));
        String hint = codec.equals("hevc") || codec.equals("h264")
                ? "; the GPL natives (reelwright-natives-gpl) have one in software"
                : "";
        return "no encoder for " + codec + " is usable here (looked for " + names + ")" + hint;
    }

    /** Options by the encoder's own names. */
    static Map<String, String> videoOptions(String encoder, Rate rate, String profile) {
        Map<String, String> options = new LinkedHashMap<>();
        if (encoder.equals("prores_ks")) {
            options.put("profile", profile);
            options.put("vendor", "apl0");
            return options;
        }
        common(encoder, profile, options);
        if (rate.isConstantQuality()) {
            constantQuality(encoder, rate, options);
        } else {
            options.put("b", Long.toString(rate.bitRate()));
        }
        if (rate.maxBitRate() > 0) {
            options.put("maxrate", Long.toString(rate.maxBitRate()));
            options.put("bufsize", Long.toString(rate.maxBitRate() * 2));
        }
        return options;
    }

    private static void common(String encoder, String profile, Map<String, String> options) {
        switch (encoder) {
            case "libx264" -> {
                options.put("preset", "medium");
                options.put("forced-idr", "1");
                if (!profile.isEmpty()) {
                    options.put("profile", profile);
                }
            }
            case "libx265" -> {
                options.put("preset", "fast");
                options.put("forced-idr", "1");
                // x265 prints to standard error by itself unless told not to
                options.put("x265-params", "log-level=none");
            }
            case "libsvtav1" -> options.put("preset", "8");
            case "libaom-av1" -> {
                options.put("cpu-used", "6");
                options.put("row-mt", "1");
            }
            case "libvpx-vp9" -> {
                options.put("deadline", "good");
                options.put("cpu-used", "4");
                options.put("row-mt", "1");
            }
            case "h264_nvenc", "hevc_nvenc", "av1_nvenc" -> {
                options.put("preset", "p5");
                options.put("rc", "vbr");
            }
            default -> {
                // left as the encoder has it
            }
        }
    }

    private static void constantQuality(String encoder, Rate rate, Map<String, String> options) {
        String factor = Integer.toString(rate.factor());
        switch (encoder) {
            case "libx264", "libx265", "libsvtav1" -> options.put("crf", factor);
            case "libaom-av1", "libvpx-vp9" -> {
                options.put("crf", factor);
                // these two keep a cap only as the bit rate of a quality that is "constrained"; 0 leaves it free
                options.put("b", Long.toString(rate.maxBitRate()));
            }
            case "h264_nvenc", "hevc_nvenc" -> options.put("cq", Integer.toString(rate.factor() + 4));
            case "av1_nvenc" -> options.put("cq", factor);
            default ->
                options.put(
                        "b",
                        Long.toString(
                                rate.maxBitRate() > 0 ? Math.max(rate.maxBitRate() / 2, 64_000) : rate.bitRate()));
        }
    }
}
