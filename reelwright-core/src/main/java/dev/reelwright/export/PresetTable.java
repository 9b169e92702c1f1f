package dev.reelwright.export;

import static dev.reelwright.asset.FileType.AIFC;
import static dev.reelwright.asset.FileType.AIFF;
import static dev.reelwright.asset.FileType.CAF;
import static dev.reelwright.asset.FileType.FLAC;
import static dev.reelwright.asset.FileType.M4A;
import static dev.reelwright.asset.FileType.M4V;
import static dev.reelwright.asset.FileType.MKV;
import static dev.reelwright.asset.FileType.MOV;
import static dev.reelwright.asset.FileType.MP3;
import static dev.reelwright.asset.FileType.MP4;
import static dev.reelwright.asset.FileType.OGG;
import static dev.reelwright.asset.FileType.WAV;
import static dev.reelwright.asset.FileType.WEBM;

import dev.reelwright.asset.FileType;
import dev.reelwright.export.ExportPreset.Copies;
import dev.reelwright.export.ExportPreset.DynamicRange;
import dev.reelwright.export.ExportPreset.Transparency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The presets that come with the library. */
final class PresetTable {
    private static final List<FileType> MOVIES = List.of(MOV, MP4, M4V);
    private static final List<FileType> HEVC_MOVIES = List.of(MOV, MP4);
    private static final String NO_ALPHA_ENCODER = "no HEVC encoder that writes an alpha layer is in the natives";
    private static final String NO_STEREO_ENCODER = "no encoder for multiview HEVC is in the natives";
    private static final AudioRule OPUS = AudioRule.of("opus");

    static final List<ExportPreset> ALL = List.of(
            h264("low", "LowQuality", video("h264", 224, 144, QualityTier.LOW), aac(48_000)),
            h264("medium", "MediumQuality", video("h264", 568, 360, QualityTier.MEDIUM), aac(96_000)),
            copying(h264("highest", "HighestQuality", video("h264", 0, 0, QualityTier.HIGHEST), aac(256_000))),
            copying(hevc("hevc-highest", "HEVCHighestQuality", video("hevc", 0, 0, QualityTier.HIGHEST), 256_000)),
            withAlpha("hevc-highest-alpha", "HEVCHighestQualityWithAlpha", 0, 0),
            h264("640x480", "640x480", video("h264", 640, 480), aac(128_000)),
            h264("960x540", "960x540", video("h264", 960, 540), aac(128_000)),
            h264("1280x720", "1280x720", video("h264", 1280, 720), aac(160_000)),
            h264("1920x1080", "1920x1080", video("h264", 1920, 1080), aac(192_000)),
            h264("3840x2160", "3840x2160", video("h264", 3840, 2160), aac(192_000)),
            hevc("hevc-1920x1080", "HEVC1920x1080", video("hevc", 1920, 1080), 192_000),
            withAlpha("hevc-1920x1080-alpha", "HEVC1920x1080WithAlpha", 1920, 1080),
            hevc("hevc-3840x2160", "HEVC3840x2160", video("hevc", 3840, 2160), 192_000),
            withAlpha("hevc-3840x2160-alpha", "HEVC3840x2160WithAlpha", 3840, 2160),
            hevc("hevc-4320x2160", "HEVC4320x2160", video("hevc", 4320, 2160), 192_000),
            hevc("hevc-7680x4320", "HEVC7680x4320", video("hevc", 7680, 4320), 192_000),
            stereo("mvhevc-960x960", "MVHEVC960x960", 960),
            stereo("mvhevc-1440x1440", "MVHEVC1440x1440", 1440),
            stereo("mvhevc-4320x4320", "MVHEVC4320x4320", 4320),
            stereo("mvhevc-7680x7680", "MVHEVC7680x7680", 7680),
            audio("m4a", "AppleM4A", aac(256_000), M4A),
            new ExportPreset(
                    "passthrough", "Passthrough", null, List.of(), Copies.EVERYTHING, List.of(FileType.values()), ""),
            prores("prores-422", "AppleProRes422LPCM", QualityTier.STANDARD, Transparency.FLATTENED),
            prores("prores-4444", "AppleProRes4444LPCM", QualityTier.HIGHEST, Transparency.KEPT),
            device("m4v-cellular", "AppleM4VCellular", baseline(176, 144, QualityTier.LOW, 80_000, 15), 32_000),
            device("m4v-ipod", "AppleM4ViPod", baseline(640, 480, QualityTier.STANDARD, 2_000_000, 30), 128_000),
            device("m4v-480p", "AppleM4V480pSD", limited(854, 480, "main", 3_000_000, 0), 128_000),
            device("m4v-appletv", "AppleM4VAppleTV", limited(1280, 720, "main", 6_000_000, 30), 160_000),
            device("m4v-wifi", "AppleM4VWiFi", baseline(480, 360, QualityTier.MEDIUM, 1_100_000, 30), 96_000),
            device("m4v-720p", "AppleM4V720pHD", limited(1280, 720, "high", 7_000_000, 0), 160_000),
            device("m4v-1080p", "AppleM4V1080pHD", limited(1920, 1080, "high", 14_000_000, 0), 160_000),
            modern("av1-1920x1080", video("av1", 1920, 1080), List.of(MP4, MKV, WEBM)),
            modern("av1-3840x2160", video("av1", 3840, 2160), List.of(MP4, MKV, WEBM)),
            modern("vp9-1920x1080", video("vp9", 1920, 1080), List.of(WEBM, MKV, MP4)),
            audio("opus", "", OPUS, OGG, WEBM, MKV),
            audio("flac", "", AudioRule.of("flac"), FLAC, OGG, MKV),
            audio("alac", "", AudioRule.of("alac"), M4A, MOV, CAF),
            audio("mp3", "", AudioRule.of("mp3"), MP3),
            audio("wav", "", AudioRule.of("pcm"), WAV, AIFF, AIFC, CAF));

    private PresetTable() {}

    /** The preset of this very name. */
    static ExportPreset get(String name) {
        return ALL.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }

    private static AudioRule aac(int bitRate) {
        return AudioRule.of("aac").withBitRate(bitRate);
    }

    private static VideoRule video(String codec, int width, int height) {
        return VideoRule.of(codec).withBox(width, height);
    }

    private static VideoRule video(String codec, int width, int height, QualityTier tier) {
        return video(codec, width, height).withRate(VideoRate.quality(tier));
    }

    /** What old and small players take: so many bits and frames a second, and no pictures that refer forward. */
    private static VideoRule baseline(int width, int height, QualityTier tier, long maxBitRate, int maxFrameRate) {
        return limited(width, height, "baseline", maxBitRate, maxFrameRate).withRate(VideoRate.quality(tier));
    }

    private static VideoRule limited(int width, int height, String profile, long maxBitRate, int maxFrameRate) {
        return video("h264", width, height)
                .withProfile(profile)
                .withMaxBitRate(maxBitRate)
                .withMaxFrameRate(maxFrameRate);
    }

    private static ExportPreset h264(String name, String original, VideoRule video, AudioRule audio) {
        return encoding(name, original, video, List.of(audio), MOVIES);
    }

    private static ExportPreset hevc(String name, String original, VideoRule video, int audioBitRate) {
        return encoding(name, original, video, List.of(aac(audioBitRate)), HEVC_MOVIES);
    }

    /** AAC where every player of the container has it, Opus where the container holds nothing else. */
    private static ExportPreset modern(String name, VideoRule video, List<FileType> types) {
        return encoding(name, "", video, List.of(aac(192_000), OPUS), types);
    }

    private static ExportPreset device(String name, String original, VideoRule video, int audioBitRate) {
        return encoding(name, original, video, List.of(aac(audioBitRate)), List.of(M4V, M4A));
    }

    private static ExportPreset prores(String name, String original, QualityTier tier, Transparency alpha) {
        VideoRule video = video("prores", 0, 0, tier).withTransparency(alpha);
        return encoding(name, original, video, List.of(AudioRule.of("pcm")), List.of(MOV));
    }

    private static ExportPreset audio(String name, String original, AudioRule audio, FileType... types) {
        return encoding(name, original, null, List.of(audio), List.of(types));
    }

    private static ExportPreset encoding(
            String name, String original, @Nullable VideoRule video, List<AudioRule> audio, List<FileType> types) {
        return new ExportPreset(name, original, video, audio, Copies.NOTHING, types, "");
    }

    private static ExportPreset copying(ExportPreset p) {
        return new ExportPreset(
                p.name(), p.originalName(), p.video(), p.audioRules(), Copies.WHAT_FITS, p.fileTypes(), p.obstacle());
    }

    private static ExportPreset withAlpha(String name, String original, int width, int height) {
        VideoRule video = video("hevc", width, height).withTransparency(Transparency.KEPT);
        return blocked(name, original, video, NO_ALPHA_ENCODER);
    }

    private static ExportPreset stereo(String name, String original, int side) {
        return blocked(name, original, video("hevc", side, side), NO_STEREO_ENCODER);
    }

    private static ExportPreset blocked(String name, String original, VideoRule video, String obstacle) {
        return new ExportPreset(
                name,
                original,
                video.withDynamicRange(DynamicRange.AS_SOURCE),
                List.of(aac(192_000)),
                Copies.NOTHING,
                HEVC_MOVIES,
                obstacle);
    }
}
