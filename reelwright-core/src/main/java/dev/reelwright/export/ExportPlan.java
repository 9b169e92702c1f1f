package dev.reelwright.export;

import dev.reelwright.asset.Chapter;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.MediaType;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.List;
import java.util.Locale;

/**
 * What an export will do, per track and with reasons, before any work: plain data.
 *
 * @param timeRange the part of the asset's timeline that is exported, inside the asset
 * @param wholeAsset whether that is all of it
 * @param speed seconds of the source for a second of the output
 * @param networkOptimized whether the file's index is placed before the media
 * @param fileLengthLimit bytes that the file has at most, 0 for no limit
 * @param fitLength bytes that all of it shall fit into, 0 where the preset rules
 * @param execution how the work is laid out
 * @param metadata what the file will say of itself and its tracks
 * @param chapters of the output, on its timeline
 * @param estimatedSize what the file is expected to be by the preset's usual rates; an estimate knows better
 */
public record ExportPlan(
        String preset,
        FileType fileType,
        TimeRange timeRange,
        boolean wholeAsset,
        Ratio speed,
        boolean networkOptimized,
        long fileLengthLimit,
        long fitLength,
        Execution execution,
        SizeRange estimatedSize,
        List<TrackPlan> tracks,
        MetadataPlan metadata,
        List<Chapter> chapters,
        List<String> warnings) {

    public ExportPlan {
        tracks = List.copyOf(tracks);
        chapters = List.copyOf(chapters);
        warnings = List.copyOf(warnings);
    }

    /** The same for tracks that are treated otherwise. */
    public ExportPlan withTracks(List<TrackPlan> newTracks) {
        return new ExportPlan(
                preset,
                fileType,
                timeRange,
                wholeAsset,
                speed,
                networkOptimized,
                fileLengthLimit,
                fitLength,
                execution,
                estimatedSize,
                newTracks,
                metadata,
                chapters,
                warnings);
    }

    /** The same with the work laid out otherwise. */
    public ExportPlan withExecution(Execution other) {
        return new ExportPlan(
                preset,
                fileType,
                timeRange,
                wholeAsset,
                speed,
                networkOptimized,
                fileLengthLimit,
                fitLength,
                other,
                estimatedSize,
                tracks,
                metadata,
                chapters,
                warnings);
    }

    /** How long the output is. */
    public MediaTime duration() {
        return timeRange.duration().timesRatio(speed.denominator(), speed.numerator());
    }

    /** The plan in words, one line a track. */
    public String explain() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "preset %s to %s, %s of the asset%s%n",
                preset,
                fileType.commandName(),
                wholeAsset ? "all" : timeRange.toString(),
                (networkOptimized ? ", index first" : "")
                        + (speed.equals(Ratio.ONE) ? "" : ", " + speed.toDouble() + " times as fast")));
        String row = "  track %d %-5s  %-" + widestAction() + "s  %s%n";
        for (TrackPlan track : tracks) {
            text.append(String.format(
                    Locale.ROOT,
                    row,
                    track.sourceTrack(),
                    track.mediaType().name().toLowerCase(Locale.ROOT),
                    track.action().toUpperCase(Locale.ROOT),
                    describe(track)));
        }
        if (!chapters.isEmpty()) {
            text.append(String.format(Locale.ROOT, "  chapters: %d%n", chapters.size()));
        }
        text.append(String.format(Locale.ROOT, "  work: %s%n", describe(execution)));
        text.append(String.format(
                Locale.ROOT,
                "  size: about %s, between %s and %s%s%n",
                bytes(estimatedSize.expected()),
                bytes(estimatedSize.low()),
                bytes(estimatedSize.high()),
                fileLengthLimit > 0
                        ? "; ends early where it would pass " + bytes(fileLengthLimit)
                        : fitLength > 0 ? "; made to fit into " + bytes(fitLength) : ""));
        warnings.forEach(w -> text.append("  warning: ").append(w).append(System.lineSeparator()));
        return text.toString();
    }

    private int widestAction() {
        return tracks.stream().mapToInt(t -> t.action().length()).reduce("ENCODE".length(), Math::max);
    }

    private static String describe(Execution execution) {
        String passes = execution.passes() == 1 ? "one pass" : execution.passes() + " passes";
        return passes + (execution.lanes() > 1 ? ", " + execution.lanes() + " parts at once" : "") + "; "
                + execution.reason();
    }

    private static String bytes(long count) {
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", count / 1e3)
                : String.format(Locale.ROOT, "%.2f MB", count / 1e6);
    }

    private static String describe(TrackPlan track) {
        if (track instanceof TrackPlan.EncodeVideo v) {
            return String.format(
                    Locale.ROOT,
                    "%s %s with %s; %s",
                    v.settings().codec(),
                    v.settings().size(),
                    v.settings().encoder(),
                    v.reason());
        }
        if (track instanceof TrackPlan.EncodeAudio a) {
            return String.format(
                    Locale.ROOT,
                    "%s %d Hz %s with %s; %s",
                    a.settings().codec(),
                    a.settings().sampleRate(),
                    a.settings().channelLayout(),
                    a.settings().encoder(),
                    a.reason());
        }
        if (track instanceof TrackPlan.Copy c) {
            return c.codec() + "; " + c.reason();
        }
        if (track instanceof TrackPlan.SmartCut s) {
            String cuts = s.encoder().isEmpty() ? "" : ", frames at the cuts by " + s.encoder();
            return s.codec() + cuts + "; " + s.reason();
        }
        if (track instanceof TrackPlan.EditList e) {
            return e.codec() + "; " + e.reason();
        }
        if (track instanceof TrackPlan.Preserve p) {
            return p.codec() + "; " + p.reason();
        }
        if (track instanceof TrackPlan.ConvertText text) {
            return text.codec() + "; " + text.reason();
        }
        return track.reason();
    }

    /** Whether any track of this kind is written. */
    public boolean writes(MediaType type) {
        return tracks.stream().anyMatch(t -> t.mediaType() == type && t.isWritten());
    }
}
