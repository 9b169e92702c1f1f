package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.asset.IndexOrigin;
import dev.reelwright.asset.Track;
import dev.reelwright.asset.TrackIndexSummary;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an asset is, for people. */
final class InfoText {
    private static final int LONGEST_VALUE = 200;

    /** What containers note about themselves; the other lines say it better, or nobody wants to know. */
    private static final Set<String> HOUSEKEEPING =
            Set.of("language", "handler_name", "vendor_id", "major_brand", "minor_version", "compatible_brands");

    private final Asset asset;
    private final Map<Integer, TrackIndexSummary> summaries;
    private final List<List<String>> rows = new ArrayList<>();

    private InfoText(Asset asset, Map<Integer, TrackIndexSummary> summaries) {
        this.asset = asset;
        this.summaries = summaries;
    }

    static List<String> of(Asset asset, Map<Integer, TrackIndexSummary> summaries) {
        InfoText text = new InfoText(asset, summaries);
        text.describeAll();
        List<String> lines = new ArrayList<>();
        lines.add(Text.oneLine(asset.name()));
        lines.addAll(Text.table(text.rows));
        return lines;
    }

    private void describeAll() {
        row("container", asset.formatName() + fileSize());
        row("duration", Text.clock(asset.duration()));
        asset.metadata().forEach(this::metadata);
        for (Track track : asset.tracks()) {
            row("track " + track.id(), headline(track));
            if (track.format() instanceof FormatDescription.Video video) {
                row("", "colour " + color(video));
            }
            row("", "shown " + range(track.timeRange()) + edits(track));
            TrackIndexSummary summary = summaries.get(track.id());
            if (summary != null) {
                row("", index(track, summary));
            }
            track.metadata().forEach(this::metadata);
        }
    }

    private void row(String name, String value) {
        rows.add(List.of("  " + name, value));
    }

    private void metadata(MetadataItem item) {
        if (HOUSEKEEPING.contains(item.key())) {
            return;
        }
        String value =
                Text.oneLine(item.stringValue().orElseGet(() -> item.value().toString()));
        String shown = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
        row("", Text.oneLine(item.key()) + " = " + shown);
    }

    private String fileSize() {
        try {
            return ", " + Text.bytes(Files.size(asset.source().path().orElseThrow()));
        } catch (IOException e) {
            // It was readable a moment ago; the rest is worth telling without it.
            return "";
        }
    }

    private static String headline(Track track) {
        List<String> parts = new ArrayList<>();
        parts.add((track.coverArt() ? "cover art" : track.mediaType().name().toLowerCase(Locale.ROOT)) + " "
                + codec(track.format()));
        if (track.format() instanceof FormatDescription.Video video) {
            picture(track, video, parts);
        } else if (track.format() instanceof FormatDescription.Audio audio) {
            parts.add(Text.decimal(audio.sampleRate() / 1e3) + " kHz");
            parts.add(
                    audio.channelLayout().isEmpty() ? Text.count(audio.channels(), "channel") : audio.channelLayout());
        }
        if (track.bitRate() > 0) {
            parts.add(Text.bitRate(track.bitRate()));
        }
        if (!track.language().equals("und")) {
            parts.add(track.language());
        }
        if (track.alternateGroup() != 0) {
            parts.add("alternate group " + track.alternateGroup());
        }
        if (!track.enabled()) {
            parts.add("not enabled");
        }
        return String.join(", ", parts);
    }

    private static String codec(FormatDescription format) {
        String profile = "";
        if (format instanceof FormatDescription.Video video) {
            profile = video.profile();
        } else if (format instanceof FormatDescription.Audio audio) {
            profile = audio.profile();
        }
        return profile.isEmpty() ? format.codec() : format.codec() + " (" + profile + ")";
    }

    private static void picture(Track track, FormatDescription.Video video, List<String> parts) {
        Size shown = track.transform().apply(track.naturalSize());
        boolean plain = shown.equals(video.codedSize());
        parts.add(plain ? shown.toString() : shown + " shown, " + video.codedSize() + " stored");
        if (video.pixelAspect().isKnown()
                && video.pixelAspect().numerator() != video.pixelAspect().denominator()) {
            parts.add("pixels " + video.pixelAspect());
        }
        if (video.cleanAperture() != null) {
            parts.add("clean aperture " + aperture(video.cleanAperture()));
        }
        if (!track.transform().isIdentity()) {
            parts.add(transform(track.transform()));
        }
        if (track.nominalFrameRate().isKnown()) {
            parts.add(Text.decimal(track.nominalFrameRate().toDouble()) + " frames/s");
        }
    }

    private static String aperture(Aperture aperture) {
        return aperture.width() + "x" + aperture.height() + " at " + aperture.x() + "," + aperture.y();
    }

    private static String transform(PictureTransform transform) {
        String mirrored = transform.mirrored() ? "mirrored" : "";
        String turned = transform.quarterTurns() == 0 ? "" : "turned " + transform.degreesClockwise() + "°";
        return mirrored.isEmpty() || turned.isEmpty() ? mirrored + turned : mirrored + " and " + turned;
    }

    private static String color(FormatDescription.Video video) {
        ColorProperties color = video.color();
        String names = List.of(color.primaries(), color.transfer(), color.matrix()).stream()
                .distinct()
                .collect(Collectors.joining("/"));
        String hdr = color.isPq() ? ", HDR (PQ)" : color.isHlg() ? ", HDR (HLG)" : "";
        return names + (color.fullRange() ? ", full range" : "") + hdr + ", " + video.bitDepth() + " bit, "
                + video.pixelFormat() + (video.hasAlpha() ? ", with transparency" : "");
    }

    private static String range(TimeRange range) {
        return Text.clock(range.start()) + " to " + Text.clock(range.end());
    }

    /** Edit lists of one plain stretch are everywhere and say nothing. */
    private static String edits(Track track) {
        boolean plain =
                track.segments().size() <= 1 && track.segments().stream().noneMatch(segment -> segment.isEmpty());
        return plain ? "" : ", in " + track.segments().size() + " segments";
    }

    private static String index(Track track, TrackIndexSummary summary) {
        if (!track.isVideo()) {
            return Text.count(summary.frames(), "packet");
        }
        MediaTime length = summary.end().minus(summary.start());
        double rate = length.toSeconds() > 0 ? summary.frames() / length.toSeconds() : 0;
        return Text.count(summary.frames(), "frame") + " in " + Text.count(summary.gops(), "group") + " of up to "
                + summary.longestGop() + ", " + Text.decimal(rate) + " frames/s on average"
                + (summary.origin() == IndexOrigin.HEADER ? ", by the file's own tables" : ", by its packets");
    }
}
