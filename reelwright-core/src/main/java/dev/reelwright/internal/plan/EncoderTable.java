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
            "prores", List.of("prores_ks"),
            "aac", List.of("aac"),
            "pcm", List.of("pcm_s16le"));

    private EncoderTable() {}

    /** The best encoder of the coding that this machine can run. */
    static Optional<String> choose(String codec, Predicate<String> canEncode) {
        return CANDIDATES.getOrDefault(codec, List.of()).stream()
                .filter(canEncode)
                .findFirst();
    }

    /** Bytes, about, that the encoder's first packet holds beside the picture: x264 tells its settings there (SEI). */
    static int preamble(String encoder) {
        return encoder.equals("libx264") ? 700 : 0;
    }

    /** What would have to be there, for people. */
    static String missing(String codec) {
        String names = String.join(", ", CANDIDATES.getOrDefault(codec, List.of(codec)));
        String hint = codec.equals("hevc") || codec.equals("h264")
                ? "; the GPL natives (reelwright-natives-gpl) have one in software"
                : "";
        return "no encoder for " + codec + " is usable here (looked for " + names + ")" + hint;
    }

    /**
     * Options by the encoder's own names.
     *
     * @param quality constant rate factor of the coding's reference encoder
     * @param maxBitRate cap in bits a second, 0 for none
     */
    static Map<String, String> videoOptions(String encoder, int quality, long maxBitRate, String profile) {
        Map<String, String> options = new LinkedHashMap<>();
        switch (encoder) {
            case "libx264" -> {
                options.put("preset", "medium");
                options.put("forced-idr", "1");
                options.put("crf", Integer.toString(quality));
                if (!profile.isEmpty()) {
                    options.put("profile", profile);
                }
            }
            case "libx265" -> {
                options.put("preset", "fast");
                options.put("forced-idr", "1");
                options.put("crf", Integer.toString(quality));
                // x265 prints to standard error by itself unless told not to
                options.put("x265-params", "log-level=none");
            }
            case "prores_ks" -> {
                options.put("profile", profile);
                options.put("vendor", "apl0");
            }
            case "h264_nvenc", "hevc_nvenc" -> {
                options.put("preset", "p5");
                options.put("rc", "vbr");
                options.put("cq", Integer.toString(quality + 4));
            }
            default -> options.put("b", Long.toString(Math.max(maxBitRate / 2, 64_000)));
        }
        if (maxBitRate > 0) {
            options.put("maxrate", Long.toString(maxBitRate));
            options.put("bufsize", Long.toString(maxBitRate * 2));
        }
        return options;
    }
}
