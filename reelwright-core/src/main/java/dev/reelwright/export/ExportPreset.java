package dev.reelwright.export;

import static dev.reelwright.asset.FileType.M4A;
import static dev.reelwright.asset.FileType.M4V;
import static dev.reelwright.asset.FileType.MOV;
import static dev.reelwright.asset.FileType.MP4;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.internal.plan.PresetRules;
import dev.reelwright.video.Size;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named recipe for an export: codings, a box that the picture is scaled down into, quality, and the file types it can be
 * written to.
 *
 * <p>Rates are not fixed: pictures are encoded at a constant quality under a cap that grows with size and frame rate.
 *
 * @param name the vendor-neutral name, as on the command line
 * @param originalName the name that users of the original know, accepted as an alias
 * @param video what is done with video, null when it is left out
 * @param audio what is done with audio, null when it is left out
 * @param copies whether tracks are carried over as they are
 * @param obstacle why no machine can run it yet, empty when nothing stands in the way
 */
public record ExportPreset(
        String name,
        String originalName,
        @Nullable VideoRule video,
        @Nullable AudioRule audio,
        Copies copies,
        List<FileType> fileTypes,
        String obstacle) {

    /** When a track's packets are carried over as they are. */
    public enum Copies {
        /** Never: everything is encoded. */
        NOTHING,
        /** Where the source already is what the preset would make. */
        WHAT_FITS,
        /** Always: nothing is encoded. */
        EVERYTHING
    }

    /**
     * What is done with video.
     *
     * @param codec coding of the output
     * @param box the largest size before rotation; a side of 0 is free; pictures are never enlarged
     * @param quality constant rate factor of the coding's reference encoder; lower is better
     * @param bitsPerPixel the cap: bits for a pixel of a frame on average over two seconds, 0 for none
     * @param maxFrameRate frames a second at most, 0 for no limit
     * @param profile coding profile, empty for the encoder's choice
     * @param range whether high dynamic range is kept
     * @param transparency whether the alpha plane is kept
     */
    public record VideoRule(
            String codec,
            Size box,
            int quality,
            double bitsPerPixel,
            int maxFrameRate,
            String profile,
            DynamicRange range,
            Transparency transparency) {}

    /** What becomes of high dynamic range. */
    public enum DynamicRange {
        /** Tone-mapped to BT.709. */
        STANDARD,
        /** Kept with its colour tags. */
        AS_SOURCE
    }

    /** What becomes of an alpha plane. */
    public enum Transparency {
        /** Laid over black. */
        FLATTENED,
        KEPT
    }

    /**
     * What is done with audio.
     *
     * @param codec coding of the output
     * @param bitRate bits a second of a stereo track, 0 for codings without one
     * @param maxChannels more are mixed down to stereo; 0 for no limit
     */
    public record AudioRule(String codec, int bitRate, int maxChannels) {}

    private static final List<FileType> MOVIES = List.of(MOV, MP4, M4V);
    private static final List<FileType> HEVC_MOVIES = List.of(MOV, MP4);
    private static final Size ANY = Size.ZERO;
    private static final String NO_ALPHA_ENCODER = "no HEVC encoder that writes an alpha layer is in the natives";
    private static final String NO_STEREO_ENCODER = "no encoder for multiview HEVC is in the natives";

    public static final ExportPreset LOW_QUALITY = h264("low", "LowQuality", box(224, 144), 27, 0.20, aac(48_000));
    public static final ExportPreset MEDIUM_QUALITY =
            h264("medium", "MediumQuality", box(568, 360), 24, 0.20, aac(96_000));
    public static final ExportPreset HIGHEST_QUALITY =
            copyingWhatFits(h264("highest", "HighestQuality", ANY, 18, 0.35, aac(256_000)));
    public static final ExportPreset HEVC_HIGHEST_QUALITY =
            copyingWhatFits(hevc("hevc-highest", "HEVCHighestQuality", ANY, 20, 0.22, aac(256_000)));
    public static final ExportPreset HEVC_HIGHEST_QUALITY_WITH_ALPHA =
            blocked("hevc-highest-alpha", "HEVCHighestQualityWithAlpha", ANY, NO_ALPHA_ENCODER);

    public static final ExportPreset H264_640x480 = h264("640x480", "640x480", box(640, 480), 21, 0.35, aac(128_000));
    public static final ExportPreset H264_960x540 = h264("960x540", "960x540", box(960, 540), 21, 0.32, aac(128_000));
    public static final ExportPreset H264_1280x720 =
            h264("1280x720", "1280x720", box(1280, 720), 21, 0.30, aac(160_000));
    public static final ExportPreset H264_1920x1080 =
            h264("1920x1080", "1920x1080", box(1920, 1080), 21, 0.28, aac(192_000));
    public static final ExportPreset H264_3840x2160 =
            h264("3840x2160", "3840x2160", box(3840, 2160), 22, 0.20, aac(192_000));

    public static final ExportPreset HEVC_1920x1080 =
            hevc("hevc-1920x1080", "HEVC1920x1080", box(1920, 1080), 23, 0.18, aac(192_000));
    public static final ExportPreset HEVC_1920x1080_WITH_ALPHA =
            blocked("hevc-1920x1080-alpha", "HEVC1920x1080WithAlpha", box(1920, 1080), NO_ALPHA_ENCODER);
    public static final ExportPreset HEVC_3840x2160 =
            hevc("hevc-3840x2160", "HEVC3840x2160", box(3840, 2160), 24, 0.14, aac(192_000));
    public static final ExportPreset HEVC_3840x2160_WITH_ALPHA =
            blocked("hevc-3840x2160-alpha", "HEVC3840x2160WithAlpha", box(3840, 2160), NO_ALPHA_ENCODER);
    public static final ExportPreset HEVC_4320x2160 =
            hevc("hevc-4320x2160", "HEVC4320x2160", box(4320, 2160), 24, 0.14, aac(192_000));
    public static final ExportPreset HEVC_7680x4320 =
            hevc("hevc-7680x4320", "HEVC7680x4320", box(7680, 4320), 25, 0.12, aac(192_000));

    public static final ExportPreset MVHEVC_960x960 =
            blocked("mvhevc-960x960", "MVHEVC960x960", box(960, 960), NO_STEREO_ENCODER);
    public static final ExportPreset MVHEVC_1440x1440 =
            blocked("mvhevc-1440x1440", "MVHEVC1440x1440", box(1440, 1440), NO_STEREO_ENCODER);
    public static final ExportPreset MVHEVC_4320x4320 =
            blocked("mvhevc-4320x4320", "MVHEVC4320x4320", box(4320, 4320), NO_STEREO_ENCODER);
    public static final ExportPreset MVHEVC_7680x7680 =
            blocked("mvhevc-7680x7680", "MVHEVC7680x7680", box(7680, 7680), NO_STEREO_ENCODER);

    public static final ExportPreset M4A_AUDIO =
            new ExportPreset("m4a", "AppleM4A", null, aac(256_000), Copies.NOTHING, List.of(M4A), "");
    public static final ExportPreset PASSTHROUGH = new ExportPreset(
            "passthrough", "Passthrough", null, null, Copies.EVERYTHING, List.of(MOV, MP4, M4V, M4A), "");

    public static final ExportPreset PRORES_422 =
            prores("prores-422", "AppleProRes422LPCM", "standard", Transparency.FLATTENED);
    public static final ExportPreset PRORES_4444 =
            prores("prores-4444", "AppleProRes4444LPCM", "4444", Transparency.KEPT);

    public static final ExportPreset M4V_CELLULAR =
            m4v("m4v-cellular", "AppleM4VCellular", box(176, 144), 26, 0.20, 15, "baseline", aac(32_000));
    public static final ExportPreset M4V_IPOD =
            m4v("m4v-ipod", "AppleM4ViPod", box(640, 480), 22, 0.20, 30, "baseline", aac(128_000));
    public static final ExportPreset M4V_480P =
            m4v("m4v-480p", "AppleM4V480pSD", box(854, 480), 22, 0.22, 0, "main", aac(128_000));
    public static final ExportPreset M4V_APPLETV =
            m4v("m4v-appletv", "AppleM4VAppleTV", box(1280, 720), 22, 0.22, 30, "main", aac(160_000));
    public static final ExportPreset M4V_WIFI =
            m4v("m4v-wifi", "AppleM4VWiFi", box(480, 360), 24, 0.20, 30, "baseline", aac(96_000));
    public static final ExportPreset M4V_720P =
            m4v("m4v-720p", "AppleM4V720pHD", box(1280, 720), 22, 0.22, 0, "high", aac(160_000));
    public static final ExportPreset M4V_1080P =
            m4v("m4v-1080p", "AppleM4V1080pHD", box(1920, 1080), 22, 0.20, 0, "high", aac(160_000));

    private static final List<ExportPreset> TABLE = List.of(
            LOW_QUALITY,
            MEDIUM_QUALITY,
            HIGHEST_QUALITY,
            HEVC_HIGHEST_QUALITY,
            HEVC_HIGHEST_QUALITY_WITH_ALPHA,
            H264_640x480,
            H264_960x540,
            H264_1280x720,
            H264_1920x1080,
            H264_3840x2160,
            HEVC_1920x1080,
            HEVC_1920x1080_WITH_ALPHA,
            HEVC_3840x2160,
            HEVC_3840x2160_WITH_ALPHA,
            HEVC_4320x2160,
            HEVC_7680x4320,
            MVHEVC_960x960,
            MVHEVC_1440x1440,
            MVHEVC_4320x4320,
            MVHEVC_7680x7680,
            M4A_AUDIO,
            PASSTHROUGH,
            PRORES_422,
            PRORES_4444,
            M4V_CELLULAR,
            M4V_IPOD,
            M4V_480P,
            M4V_APPLETV,
            M4V_WIFI,
            M4V_720P,
            M4V_1080P);

    public ExportPreset {
        fileTypes = List.copyOf(fileTypes);
    }

    /** The whole table, with the presets that this machine cannot run and with passthrough. */
    public static List<ExportPreset> table() {
        return TABLE;
    }

    /** The presets that encode on this machine: without passthrough, and without those whose encoder is missing. */
    public static List<ExportPreset> all() {
        return TABLE.stream()
                .filter(p -> p.copies != Copies.EVERYTHING && p.unavailability().isEmpty())
                .toList();
    }

    /** The preset of this name or original name; letter case does not matter. */
    public static Optional<ExportPreset> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return TABLE.stream()
                .filter(p -> p.name.equals(wanted)
                        || p.originalName.equalsIgnoreCase(name)
                        || ("AVAssetExportPreset" + p.originalName).equalsIgnoreCase(name))
                .findFirst();
    }

    /** Why this machine cannot run it; empty when it can. */
    public Optional<String> unavailability() {
        return PresetRules.unavailability(this);
    }

    /** Name of the encoder that makes its video on this machine; empty when it encodes none or there is none. */
    public Optional<String> encoder() {
        return PresetRules.encoder(this);
    }

    /** Why it does not fit this asset on this machine; empty when it does. */
    public Optional<String> incompatibility(Asset asset) {
        return PresetRules.incompatibility(this, asset);
    }

    private static Size box(int width, int height) {
        return new Size(width, height);
    }

    private static AudioRule aac(int bitRate) {
        return new AudioRule("aac", bitRate, 2);
    }

    private static ExportPreset h264(String name, String original, Size box, int quality, double cap, AudioRule audio) {
        VideoRule video =
                new VideoRule("h264", box, quality, cap, 0, "", DynamicRange.STANDARD, Transparency.FLATTENED);
        return new ExportPreset(name, original, video, audio, Copies.NOTHING, MOVIES, "");
    }

    private static ExportPreset hevc(String name, String original, Size box, int quality, double cap, AudioRule audio) {
        VideoRule video =
                new VideoRule("hevc", box, quality, cap, 0, "", DynamicRange.AS_SOURCE, Transparency.FLATTENED);
        return new ExportPreset(name, original, video, audio, Copies.NOTHING, HEVC_MOVIES, "");
    }

    private static ExportPreset prores(String name, String original, String profile, Transparency alpha) {
        VideoRule video = new VideoRule("prores", ANY, 0, 0, 0, profile, DynamicRange.AS_SOURCE, alpha);
        return new ExportPreset(name, original, video, new AudioRule("pcm", 0, 0), Copies.NOTHING, List.of(MOV), "");
    }

    private static ExportPreset m4v(
            String name,
            String original,
            Size box,
            int quality,
            double cap,
            int maxFrameRate,
            String profile,
            AudioRule audio) {
        VideoRule video = new VideoRule(
                "h264", box, quality, cap, maxFrameRate, profile, DynamicRange.STANDARD, Transparency.FLATTENED);
        return new ExportPreset(name, original, video, audio, Copies.NOTHING, List.of(M4V, M4A), "");
    }

    private static ExportPreset blocked(String name, String original, Size box, String obstacle) {
        Transparency alpha = name.endsWith("alpha") ? Transparency.KEPT : Transparency.FLATTENED;
        VideoRule video = new VideoRule("hevc", box, 23, 0.2, 0, "", DynamicRange.AS_SOURCE, alpha);
        return new ExportPreset(name, original, video, aac(192_000), Copies.NOTHING, HEVC_MOVIES, obstacle);
    }

    private static ExportPreset copyingWhatFits(ExportPreset p) {
        return new ExportPreset(p.name, p.originalName, p.video, p.audio, Copies.WHAT_FITS, p.fileTypes, p.obstacle);
    }

    @Override
    public String toString() {
        return name;
    }
}
