package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.Track;
import dev.reelwright.asset.TrackIndexSummary;
import dev.reelwright.asset.TrackSegment;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything that is known about an asset, for programs. */
final class InfoJson {
    private InfoJson() {}

    static Json of(Asset asset, Map<Integer, TrackIndexSummary> summaries) {
        List<Json> tracks =
                asset.tracks().stream().map(track -> track(track, summaries)).toList();
        return Json.object()
                .put("file", asset.name())
                .put("container", asset.formatName())
                .put("duration", asset.duration())
                .put("containerStart", asset.containerStart())
                .put("tracks", Json.array(tracks))
                .put("metadata", metadata(asset.metadata()))
                .build();
    }

    private static Json track(Track track, Map<Integer, TrackIndexSummary> summaries) {
        Json.Builder json = Json.object()
                .put("id", track.id())
                .put("index", track.index())
                .put("mediaType", Json.name(track.mediaType()))
                .put("enabled", track.enabled())
                .put("language", track.language())
                .put("alternateGroup", track.alternateGroup())
                .put("coverArt", track.coverArt());
        putFormat(json, track);
        json.put("timeRange", range(track.timeRange()))
                .put("timescale", track.timescale())
                .put("bitRate", track.bitRate() > 0 ? Json.number(track.bitRate()) : Json.NULL)
                .put(
                        "segments",
                        Json.array(
                                track.segments().stream().map(InfoJson::segment).toList()))
                .put("metadata", metadata(track.metadata()));
        TrackIndexSummary summary = summaries.get(track.id());
        if (summary != null) {
            json.put("packetIndex", index(summary));
        }
        return json.build();
    }

    private static void putFormat(Json.Builder json, Track track) {
        FormatDescription format = track.format();
        json.put("codec", format.codec());
        if (format instanceof FormatDescription.Video video) {
            json.put("profile", video.profile().isEmpty() ? null : video.profile());
            putPicture(json, track, video);
        } else if (format instanceof FormatDescription.Audio audio) {
            json.put("profile", audio.profile().isEmpty() ? null : audio.profile())
                    .put("sampleRate", audio.sampleRate())
                    .put("channels", audio.channels())
                    .put("channelLayout", audio.channelLayout());
        }
    }

    private static void putPicture(Json.Builder json, Track track, FormatDescription.Video video) {
        Aperture clean = video.cleanAperture();
        json.put("codedSize", size(video.codedSize()))
                .put("cleanAperture", clean == null ? Json.NULL : aperture(clean))
                .put("naturalSize", size(track.naturalSize()))
                .put("pixelAspect", ratio(video.pixelAspect()))
                .put("rotation", track.transform().degreesClockwise())
                .put("mirrored", track.transform().mirrored())
                .put("frameRate", ratio(track.nominalFrameRate()))
                .put("color", color(video.color()))
                .put("hdr", HdrJson.of(video.hdr()))
                .put("pixelFormat", video.pixelFormat())
                .put("bitDepth", video.bitDepth())
                .put("alpha", video.hasAlpha());
    }

    private static Json size(Size size) {
        return Json.object()
                .put("width", size.width())
                .put("height", size.height())
                .build();
    }

    private static Json aperture(Aperture aperture) {
        return Json.object()
                .put("x", aperture.x())
                .put("y", aperture.y())
                .put("width", aperture.width())
                .put("height", aperture.height())
                .build();
    }

    private static Json ratio(Ratio ratio) {
        if (!ratio.isKnown()) {
            return Json.NULL;
        }
        return Json.object()
                .put("numerator", ratio.numerator())
                .put("denominator", ratio.denominator())
                .build();
    }

    private static Json color(ColorProperties color) {
        return Json.object()
                .put("primaries", color.primaries())
                .put("transfer", color.transfer())
                .put("matrix", color.matrix())
                .put("fullRange", color.fullRange())
                .put("hdr", color.isHdr())
                .build();
    }

    private static Json range(TimeRange range) {
        return Json.object()
                .put("start", range.start())
                .put("duration", range.duration())
                .build();
    }

    private static Json segment(TrackSegment segment) {
        return Json.object()
                .put(
                        "source",
                        segment.isEmpty() ? Json.NULL : range(segment.mapping().source()))
                .put("target", range(segment.mapping().target()))
                .build();
    }

    private static Json metadata(List<MetadataItem> items) {
        return Json.array(items.stream()
                .map(item -> Json.object()
                        .put("key", item.key())
                        .put("identifier", item.identifier().toString())
                        .put("value", item.stringValue().orElseGet(() -> item.value()
                                .toString()))
                        .build())
                .toList());
    }

    private static Json index(TrackIndexSummary summary) {
        return Json.object()
                .put("origin", summary.origin().name().toLowerCase(Locale.ROOT))
                .put("frames", summary.frames())
                .put("gops", summary.gops())
                .put("longestGop", summary.longestGop())
                .put("start", summary.start())
                .put("end", summary.end())
                .build();
    }
}
