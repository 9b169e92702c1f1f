package dev.reelwright.asset;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.index.AssetFacts;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Assets made of facts alone, for planners. */
public final class TestAssets {
    private TestAssets() {}

    public static Asset of(MediaTime duration, Track... tracks) {
        return of("mov", duration, tracks);
    }

    /** An asset of a container format. */
    public static Asset of(String format, MediaTime duration, Track... tracks) {
        return of(format, duration, List.of(), tracks);
    }

    public static Asset of(MediaTime duration, List<MetadataItem> metadata, Track... tracks) {
        return of("mov", duration, metadata, tracks);
    }

    private static Asset of(String format, MediaTime duration, List<MetadataItem> metadata, Track... tracks) {
        AssetFacts facts = new AssetFacts(format, MediaTime.ZERO, duration, List.of(tracks), metadata);
        return new Asset(MediaSource.of(Path.of("made-up.mov")), AssetOptions.DEFAULT, facts);
    }

    public static Track video(int id, FormatDescription.Video format, MediaTime duration, PictureTransform transform) {
        return track(id, MediaType.VIDEO, format, duration, transform);
    }

    public static Track video(int id, String codec, Size size, MediaTime duration) {
        return video(id, videoFormat(codec, size), duration, PictureTransform.IDENTITY);
    }

    public static FormatDescription.Video videoFormat(String codec, Size size) {
        return new FormatDescription.Video(
                codec, "", size, Ratio.ONE, null, "yuv420p", 8, false, ColorProperties.BT709, HdrMetadata.NONE);
    }

    public static Track audio(int id, String codec, int rate, int channels, MediaTime duration) {
        String layout = channels == 1 ? "mono" : channels == 2 ? "stereo" : channels == 6 ? "5.1" : "";
        return audio(id, new FormatDescription.Audio(codec, "", rate, channels, layout), duration);
    }

    public static Track audio(int id, FormatDescription.Audio format, MediaTime duration) {
        return track(id, MediaType.AUDIO, format, duration, PictureTransform.IDENTITY);
    }

    public static Track audio(
            int id,
            FormatDescription.Audio format,
            MediaTime duration,
            boolean enabled,
            int group,
            String language,
            Set<TrackRole> roles) {
        return new Track(
                id,
                id - 1,
                MediaType.AUDIO,
                enabled,
                group,
                language,
                language,
                roles,
                Optional.empty(),
                format,
                TimeRange.of(MediaTime.ZERO, duration),
                30000,
                PictureTransform.IDENTITY,
                Ratio.UNKNOWN,
                0,
                List.of(),
                List.of(),
                false);
    }

    public static Track other(int id, MediaType type, String codec, MediaTime duration) {
        return track(id, type, new FormatDescription.Other(codec), duration, PictureTransform.IDENTITY);
    }

    private static Track track(
            int id, MediaType type, FormatDescription format, MediaTime duration, PictureTransform transform) {
        return new Track(
                id,
                id - 1,
                type,
                true,
                0,
                "und",
                "und",
                Set.of(),
                Optional.empty(),
                format,
                TimeRange.of(MediaTime.ZERO, duration),
                30000,
                transform,
                type == MediaType.VIDEO ? new Ratio(30, 1) : Ratio.UNKNOWN,
                0,
                List.of(),
                List.of(),
                false);
    }
}
