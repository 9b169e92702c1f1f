package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.export.AudioRule;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportPreset.Copies;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoRule;
import dev.reelwright.internal.plan.ContainerRules.Content;
import java.util.Optional;

/** When a track may be carried over as it is. */
final class CopyRules {
    private CopyRules() {}

    /** Copies the track if the container can hold it, else drops it with the reason. */
    static TrackPlan planCopy(Track track, FileType type, boolean whole) {
        String codec = track.format().codec();
        Optional<String> obstacle = track.coverArt() ? whyNoCover(type, codec) : whyNotHeld(type, track);
        if (obstacle.isPresent()) {
            return new TrackPlan.Drop(track.id(), track.mediaType(), obstacle.get());
        }
        String reason = whole ? "carried over as it is" : "carried over from a sync sample on";
        return new TrackPlan.Copy(track.id(), track.mediaType(), codec, reason);
    }

    private static Optional<String> whyNotHeld(FileType type, Track track) {
        if (type.isAudioOnly() && !track.isAudio()) {
            return Optional.of(type.commandName() + " holds audio alone");
        }
        Content content = content(track);
        String codec = track.format().codec();
        return ContainerRules.holds(type, content, codec)
                ? Optional.empty()
                : Optional.of(type.commandName() + " cannot hold " + codec + wayOut(content, codec));
    }

    private static Content content(Track track) {
        return switch (track.mediaType()) {
            case VIDEO -> Content.VIDEO;
            case AUDIO -> Content.AUDIO;
            case TEXT -> Content.TEXT;
            case DATA -> Content.DATA;
        };
    }

    /** Which other types hold the coding, and what else there is to do. */
    private static String wayOut(Content content, String codec) {
        String others = ContainerRules.holders(content, codec);
        String encode =
                content == Content.VIDEO || content == Content.AUDIO ? "a preset that encodes can change it" : "";
        String hold = others.isEmpty() ? "" : others + " can";
        return hold.isEmpty() && encode.isEmpty()
                ? ""
                : "; " + hold + (hold.isEmpty() || encode.isEmpty() ? "" : ", and ") + encode;
    }

    private static Optional<String> whyNoCover(FileType type, String codec) {
        if (ContainerRules.holds(type, Content.COVER, codec)) {
            return Optional.empty();
        }
        String others = ContainerRules.holders(Content.COVER, codec);
        return Optional.of(type.commandName() + " holds no cover art in " + codec
                + (others.isEmpty() ? "; JPEG and PNG are held" : "; " + others + " do"));
    }

    /** Why the preset must encode the track; empty when it may be carried over as it is. */
    static Optional<String> whyEncode(ExportPreset preset, FileType type, Track track, boolean whole) {
        if (preset.copies() != Copies.WHAT_FITS) {
            return Optional.of("the preset encodes");
        }
        if (!whole) {
            return Optional.of("an exact part of the track is wanted");
        }
        if (track.format() instanceof FormatDescription.Video video && preset.video() != null) {
            return whyEncode(preset.video(), track, video);
        }
        if (track.format() instanceof FormatDescription.Audio audio) {
            return PresetRules.audio(preset, type)
                    .map(rule -> whyEncode(rule, audio))
                    .orElse(Optional.of("the preset encodes"));
        }
        return Optional.of("the preset encodes");
    }

    private static Optional<String> whyEncode(VideoRule rule, Track track, FormatDescription.Video video) {
        if (!video.codec().equals(rule.codec())) {
            return Optional.of("the source is " + video.codec() + ", not " + rule.codec());
        }
        if (!SizeFit.inside(track.naturalSize(), rule.box()).equals(track.naturalSize())) {
            return Optional.of("the source is " + track.naturalSize() + ", the preset's box is " + rule.box());
        }
        if (rule.maxFrameRate() > 0 && track.nominalFrameRate().toDouble() > rule.maxFrameRate() * 1.001) {
            return Optional.of("the source has more than " + rule.maxFrameRate() + " frames a second");
        }
        if (!rule.profile().isEmpty() || rule.codec().equals("prores")) {
            return Optional.of("the preset asks for a profile");
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

    private static Optional<String> whyEncode(AudioRule rule, FormatDescription.Audio audio) {
        if (!audio.codec().equals(rule.codec())) {
            return Optional.of("the source is " + audio.codec() + ", not " + rule.codec());
        }
        if (rule.maxChannels() > 0 && audio.channels() > rule.maxChannels()) {
            return Optional.of("the source has " + audio.channels() + " channels");
        }
        if (rule.sampleRate() > 0 && audio.sampleRate() != rule.sampleRate()) {
            return Optional.of("the source has " + audio.sampleRate() + " samples a second");
        }
        return Optional.empty();
    }
}
