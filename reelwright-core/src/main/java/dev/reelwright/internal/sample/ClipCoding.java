package dev.reelwright.internal.sample;

import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.sample.SampleClip.Hdr;
import dev.reelwright.video.ColorProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a sample clip's pictures are encoded: quickly, well enough that every detail stays sharp, and with groups of
 * pictures of one length.
 */
final class ClipCoding {
    /** What the painter paints. */
    static final String PAINTED = "yuv420p";

    static final String PAINTED_WITH_ALPHA = "yuva420p";

    static final int USUAL_B_FRAMES = 2;

    /** Nits of graphics white in HDR, ITU-R BT.2408 §2. */
    private static final int REFERENCE_WHITE = 203;

    /** Quantiser 3 of 31, in the unit of FFmpeg's own encoders (FF_QP2LAMBDA). */
    private static final String FINE_QUANTISER = Integer.toString(3 * 118);

    /** FFmpeg's own encoders close groups of pictures only where no change of scene can start one. */
    private static final String NO_SCENE_CHANGES = "1000000000";

    private final ClipSpec spec;
    private final ClipContainer container;

    ClipCoding(ClipSpec spec, ClipContainer container) {
        this.spec = spec;
        this.container = container;
    }

    EncoderSettings.Video settings(TimeBase ticks) {
        Map<String, String> options = options();
        options.put("aspect", spec.pixelAspect().toString());
        return new EncoderSettings.Video(
                encoder(),
                options,
                spec.codedSize(),
                pixelFormat(),
                color(),
                ticks,
                spec.frameRate(),
                spec.keyInterval(),
                spec.codec() == Codec.HEVC && container.isIsoMedia() ? "hvc1" : null);
    }

    String encoder() {
        return switch (spec.codec()) {
            case H264 -> "libx264";
            case HEVC -> "libx265";
            case PRORES -> "prores_ks";
            case MPEG4 -> "mpeg4";
            case MPEG2 -> "mpeg2video";
            case MJPEG -> "mjpeg";
            case VP8 -> "libvpx";
            case VP9 -> "libvpx-vp9";
            // SVT-AV1 is quicker but prints to standard error, and only an environment variable keeps it from that.
            case AV1 -> "libaom-av1";
        };
    }

    private Map<String, String> options() {
        return new HashMap<>(
                switch (spec.codec()) {
                    case H264 -> Map.of("preset", "veryfast", "crf", "18", "x264-params", x26xGroups());
                    // x265 prints to standard error by itself unless told not to.
                    case HEVC ->
                        Map.of("preset", "superfast", "crf", "18", "x265-params", "log-level=none:" + x26xGroups());
                    case PRORES -> Map.of("profile", spec.alpha() ? "4444" : "standard", "vendor", "apl0");
                    case MPEG4, MPEG2 ->
                        Map.of(
                                "flags",
                                "+qscale+cgop",
                                "global_quality",
                                FINE_QUANTISER,
                                "sc_threshold",
                                NO_SCENE_CHANGES,
                                "bf",
                                Integer.toString(bFrames()));
                    case MJPEG -> Map.of("flags", "+qscale", "global_quality", FINE_QUANTISER);
                    case VP8 -> libvpx(Map.of("crf", "8", "b", Long.toString(generousBitRate())));
                    case VP9 -> libvpx(Map.of("crf", "24", "b", "0", "row-mt", "1"));
                    case AV1 ->
                        Map.of(
                                "usage", "realtime",
                                "cpu-used", "8",
                                "crf", "28",
                                "b", "0",
                                "row-mt", "1",
                                "lag-in-frames", "0",
                                "keyint_min", Integer.toString(spec.keyInterval()));
                });
    }

    private String x26xGroups() {
        return "keyint=" + spec.keyInterval() + ":min-keyint=1:scenecut=0:b-adapt=0:bframes=" + bFrames() + ":open-gop="
                + (spec.openGop() ? 1 : 0);
    }

    private Map<String, String> libvpx(Map<String, String> more) {
        Map<String, String> options = new HashMap<>(more);
        options.put("deadline", "realtime");
        options.put("cpu-used", "8");
        options.put("lag-in-frames", "0");
        options.put("auto-alt-ref", "0");
        options.put("keyint_min", Integer.toString(spec.keyInterval()));
        return options;
    }

    /** VP8 knows no quality without a rate. */
    private long generousBitRate() {
        double pixels = (double) spec.size().width()
                * spec.size().height()
                * spec.frameRate().toDouble();
        return Math.max(500_000, (long) (pixels / 4));
    }

    private int bFrames() {
        int usual = ClipRules.hasBFrames(spec.codec()) && !container.reordersByItself() ? USUAL_B_FRAMES : 0;
        return spec.bFrames().orElse(usual);
    }

    private String pixelFormat() {
        return switch (spec.codec()) {
            case H264, MPEG4, MPEG2 -> PAINTED;
            case HEVC, AV1 -> spec.hdr() == Hdr.NONE ? PAINTED : "yuv420p10le";
            case PRORES -> spec.alpha() ? "yuva444p10le" : "yuv422p10le";
            case MJPEG -> "yuvj420p";
            case VP8, VP9 -> spec.alpha() ? PAINTED_WITH_ALPHA : PAINTED;
        };
    }

    private ColorProperties color() {
        return switch (spec.hdr()) {
            case HLG -> new ColorProperties("bt2020", "arib-std-b67", "bt2020nc", false);
            case PQ -> new ColorProperties("bt2020", "smpte2084", "bt2020nc", false);
            case NONE ->
                switch (spec.codec()) {
                    // Both codings are by definition BT.601, JPEG in full range (JFIF, RFC 6386 §9.2).
                    case MJPEG -> new ColorProperties("bt709", "bt709", "bt470bg", true);
                    case VP8 -> new ColorProperties("bt709", "bt709", "bt470bg", false);
                    default -> ColorProperties.BT709;
                };
        };
    }

    /** The filters from the painted picture to what the encoder takes, in FFmpeg's notation; empty for none. */
    String filters() {
        List<String> filters = new ArrayList<>();
        switch (spec.rotation().quarterTurns()) {
            case 1 -> filters.add("transpose=cclock");
            case 2 -> filters.add("hflip,vflip");
            case 3 -> filters.add("transpose=clock");
            default -> {}
        }
        filters.addAll(conversion(color()));
        String painted = spec.alpha() ? PAINTED_WITH_ALPHA : PAINTED;
        if (!filters.isEmpty() || !pixelFormat().equals(painted)) {
            filters.add("format=" + pixelFormat());
        }
        return String.join(",", filters);
    }

    private static List<String> conversion(ColorProperties color) {
        if (color.isHdr()) {
            return List.of("zscale=primaries=" + color.primaries() + ":transfer=" + color.transfer() + ":matrix="
                    + color.matrix() + ":npl=" + REFERENCE_WHITE);
        }
        // Not zscale here: it takes no odd sizes.
        return color.equals(ColorProperties.BT709)
                ? List.of()
                : List.of("scale=flags=bicubic+accurate_rnd:out_color_matrix=bt470:out_range="
                        + (color.fullRange() ? "pc" : "tv"));
    }
}
