package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportPreset.Copies;
import dev.reelwright.export.TrackPlan;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which codings the containers hold, and when a track may be carried over as it is. */
final class CopyRules {
    private static final Set<String> MP4 = Set.of(
            "h264",
            "hevc",
            "av1",
            "vp9",
            "mpeg4",
            "mpeg2video",
            "mpeg1video",
            "mjpeg",
            "png",
            "aac",
            "mp3",
            "mp2",
            "ac3",
            "eac3",
            "opus",
            "flac",
            "alac",
            "vorbis",
            "mov_text");
    private static final Set<String> MOV = Set.of(
            "h264",
            "hevc",
            "mpeg4",
            "mpeg2video",
            "mpeg1video",
            "mjpeg",
            "png",
            "prores",
            "dnxhd",
            "dvvideo",
            "h263",
            "aac",
            "mp3",
            "mp2",
            "ac3",
            "eac3",
            "alac",
            "pcm_s16le",
            "pcm_s16be",
            "pcm_s24le",
            "pcm_s24be",
            "pcm_s32le",
            "pcm_s32be",
            "pcm_f32le",
            "pcm_f32be",
            "pcm_f64le",
            "pcm_u8",
            "pcm_s8",
            "mov_text");
    private static final Set<String> M4V = Set.of("h264", "mpeg4", "mjpeg", "png", "aac", "ac3", "alac", "mov_text");
    private static final Set<String> M4A = Set.of("aac", "alac", "ac3", "mjpeg", "png");
    private static final Map<FileType, Set<String>> HOLDS =
            Map.of(FileType.MP4, MP4, FileType.MOV, MOV, FileType.M4V, M4V, FileType.M4A, M4A);

    private CopyRules() {}

    static boolean holds(FileType type, String codec) {
        return HOLDS.getOrDefault(type, Set.of()).contains(codec);
    }

    /** Copies the track if the container can hold it, else drops it with the reason. */
    static TrackPlan planCopy(Track track, FileType type, boolean whole) {
        String codec = track.format().codec();
        if (type.isAudioOnly() && !track.isAudio() && !track.coverArt()) {
            return new TrackPlan.Drop(track.id(), track.mediaType(), type.commandName() + " holds audio alone");
        }
        if (track.coverArt() && type == FileType.MOV) {
            return new TrackPlan.Drop(track.id(), track.mediaType(), "mov cannot hold cover art; mp4 and m4a can");
        }
        if (!holds(type, codec)) {
            return new TrackPlan.Drop(track.id(), track.mediaType(), type.commandName() + " cannot hold " + codec);
        }
        String reason = whole ? "carried over as it is" : "carried over from a sync sample on";
        return new TrackPlan.Copy(track.id(), track.mediaType(), codec, reason);
    }

    /** Why the preset must encode the track; empty when it may be carried over as it is. */
    static Optional<String> whyEncode(ExportPreset preset, Track track, boolean whole) {
        if (preset.copies() != Copies.WHAT_FITS) {
            return Optional.of("the preset encodes");
        }
        if (!whole) {
            return Optional.of("an exact part of the track is wanted");
        }
        if (track.format() instanceof FormatDescription.Video video && preset.video() != null) {
            return whyEncode(preset.video(), video);
        }
        if (track.format() instanceof FormatDescription.Audio audio && preset.audio() != null) {
            return whyEncode(preset.audio(), audio);
        }
        return Optional.of("the preset encodes");
    }

    private static Optional<String> whyEncode(ExportPreset.VideoRule rule, FormatDescription.Video video) {
        if (!video.codec().equals(rule.codec())) {
            return Optional.of("the source is " + video.codec() + ", not " + rule.codec());
        }
        boolean plain =
                video.pixelFormat().equals("yuv420p") || video.pixelFormat().equals("yuvj420p");
        boolean hdr = video.pixelFormat().equals("yuv420p10le")
                && video.color().isHdr()
                && rule.range() == ExportPreset.DynamicRange.AS_SOURCE;
        if (!plain && !hdr) {
            return Optional.of("the preset writes 8-bit 4:2:0, the source is " + video.pixelFormat());
        }
        if (video.color().isHdr() && rule.range() == ExportPreset.DynamicRange.STANDARD) {
            return Optional.of("the source is HDR");
        }
        if (video.cleanAperture() != null || video.pixelAspect().toDouble() != 1) {
            return Optional.of("the source has no square pixels or a clean aperture");
        }
        return Optional.empty();
    }

    private static Optional<String> whyEncode(ExportPreset.AudioRule rule, FormatDescription.Audio audio) {
        if (!audio.codec().equals(rule.codec())) {
            return Optional.of("the source is " + audio.codec() + ", not " + rule.codec());
        }
        if (rule.maxChannels() > 0 && audio.channels() > rule.maxChannels()) {
            return Optional.of("the source has " + audio.channels() + " channels");
        }
        return Optional.empty();
    }
}
