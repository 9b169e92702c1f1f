package dev.reelwright.internal.plan;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.export.Deinterlace;
import dev.reelwright.export.VideoSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** How frames at the ends of a smart cut are encoded: as what the source is. */
public final class CutRules {
    private static final double ASSUMED_FRAME_RATE = 30;
    /** More frames than a piece has, so that no sync sample is put into it. */
    public static final int KEY_INTERVAL = 10_000;

    /** Encoders whose pictures are known to fit between others, by coding, best first. */
    private static final Map<String, List<String>> ENCODERS = Map.of(
            "h264", List.of("libx264"),
            "hevc", List.of("libx265"),
            // it takes every kind of picture that the coding has
            "av1", List.of("libaom-av1", "libsvtav1"),
            "vp9", List.of("libvpx-vp9"),
            "mpeg2video", List.of("mpeg2video"),
            "mpeg1video", List.of("mpeg1video"));

    private CutRules() {}

    /** Whether there are encoders whose pictures fit between others of this coding. */
    static boolean isCuttable(String codec) {
        return ENCODERS.containsKey(codec);
    }

    /** The encoder for pictures of this coding that this machine can run. */
    static Optional<String> encoder(String codec, Predicate<String> canEncode) {
        return ENCODERS.getOrDefault(codec, List.of()).stream()
                .filter(canEncode)
                .findFirst();
    }

    /** What would have to be there, for people. */
    static String missing(String codec) {
        return "no encoder of " + codec + " whose frames could join is usable here (looked for "
                + String.join(", ", ENCODERS.getOrDefault(codec, List.of())) + ")";
    }

    /** @param options the encoder's own */
    public static VideoSettings settings(Track track, String encoder, Map<String, String> options) {
        FormatDescription.Video video = (FormatDescription.Video) track.format();
        double rate =
                track.nominalFrameRate().isKnown() ? track.nominalFrameRate().toDouble() : ASSUMED_FRAME_RATE;
        return new VideoSettings(
                video.codec(),
                encoder,
                video.codedSize(),
                track.transform(),
                null,
                video.pixelFormat(),
                video.color(),
                video.hdr(),
                VideoSettings.Conversion.NONE,
                Deinterlace.OFF,
                0,
                rate,
                0,
                KEY_INTERVAL,
                0,
                0,
                0,
                options);
    }
}
