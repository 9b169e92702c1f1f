package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import dev.reelwright.export.AudioSettings;
import dev.reelwright.export.Execution;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.ExportResult.Optimization;
import dev.reelwright.export.ExportResult.WrittenTrack;
import dev.reelwright.export.SizeEstimate;
import dev.reelwright.export.SizeRange;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an export will do or did, for programs and for people. */
final class ExportReport {
    private ExportReport() {}

    static Json json(ExportPlan plan, Asset asset) {
        return Json.object()
                .put("preset", plan.preset())
                .put("fileType", plan.fileType().commandName())
                .put("start", plan.timeRange().start())
                .put("duration", plan.timeRange().duration())
                .put("wholeAsset", plan.wholeAsset())
                .put("speed", plan.speed().toDouble())
                .put("networkOptimized", plan.networkOptimized())
                .put("execution", json(plan.execution()))
                .put("fileLengthLimit", plan.fileLengthLimit())
                .put("fitLength", plan.fitLength())
                .put("estimatedSize", json(plan.estimatedSize()))
                .put("tracks", tracks(plan, List.of(), asset))
                .put("warnings", Json.strings(plan.warnings()))
                .build();
    }

    static Json json(ExportResult result, Asset asset) {
        return Json.object()
                .put("output", result.output().toString())
                .put("preset", result.plan().preset())
                .put("fileType", result.plan().fileType().commandName())
                .put("bytes", result.bytes())
                .put("duration", result.duration())
                .put("ending", Json.name(result.ending()))
                .put("execution", json(result.carriedOut().execution()))
                .put("estimatedSize", json(result.plan().estimatedSize()))
                .put("wallSeconds", wallSeconds(result))
                .put("tracks", tracks(result.carriedOut(), result.tracks(), asset))
                .put(
                        "optimizations",
                        Json.array(result.optimizations().stream()
                                .map(ExportReport::json)
                                .toList()))
                .put("warnings", Json.strings(result.warnings()))
                .build();
    }

    private static Json json(Execution execution) {
        return Json.object()
                .put("passes", execution.passes())
                .put("lanes", execution.lanes())
                .put("reason", execution.reason())
                .build();
    }

    private static Json json(SizeRange size) {
        return Json.object()
                .put("bytes", size.expected())
                .put("low", size.low())
                .put("high", size.high())
                .build();
    }

    /** The duration that fits into the limit is null where there is none. */
    static Json json(SizeEstimate estimate) {
        return Json.object()
                .put("bytes", estimate.size().expected())
                .put("low", estimate.size().low())
                .put("high", estimate.size().high())
                .put("maximumDuration", estimate.maximumDuration())
                .build();
    }

    static String words(SizeEstimate estimate) {
        SizeRange size = estimate.size();
        String text = String.format(
                Locale.ROOT,
                "about %s (%s to %s), %s long",
                Text.bytes(size.expected()),
                Text.bytes(size.low()),
                Text.bytes(size.high()),
                Text.clock(estimate.duration()));
        return estimate.maximumDuration().isNumeric()
                ? text + "; " + Text.clock(estimate.maximumDuration()) + " of it fit into the limit"
                : text;
    }

    private static double wallSeconds(ExportResult result) {
        return result.wallTime().toMillis() / 1e3;
    }

    private static Json json(Optimization optimization) {
        return Json.object()
                .put("name", optimization.name())
                .put("applied", optimization.outcome() == Optimization.Outcome.APPLIED)
                .put("reason", optimization.reason())
                .build();
    }

    /** One entry for each planned track, dropped ones too; what only the finished file tells is null in a plan. */
    private static Json tracks(ExportPlan plan, List<WrittenTrack> written, Asset asset) {
        List<Json> tracks = new ArrayList<>();
        for (TrackPlan track : plan.tracks()) {
            Optional<WrittenTrack> output = of(written, track);
            tracks.add(json(track, output, asset.track(track.sourceTrack())));
        }
        return Json.array(tracks);
    }

    private static Optional<WrittenTrack> of(List<WrittenTrack> written, TrackPlan track) {
        return written.stream()
                .filter(w -> w.plan().sourceTrack() == track.sourceTrack())
                .findFirst();
    }

    private static Json json(TrackPlan track, Optional<WrittenTrack> written, Optional<Track> source) {
        Json.Builder json = Json.object()
                .put("source", track.sourceTrack())
                .put("output", written.map(w -> Json.number(w.outputTrack())).orElse(Json.NULL))
                .put("mediaType", Json.name(track.mediaType()))
                .put("action", track.action())
                .put("reason", track.reason());
        putCoding(json, track, source);
        json.put("frames", written.map(w -> Json.number(w.samples())).orElse(Json.NULL));
        json.put("bitRate", written.map(w -> Json.number(w.bitRate())).orElse(Json.NULL));
        written.ifPresent(w -> json.put("bytes", w.mediaBytes()).put("duration", w.duration()));
        return json.build();
    }

    private static void putCoding(Json.Builder json, TrackPlan track, Optional<Track> source) {
        if (track instanceof TrackPlan.EncodeVideo video) {
            VideoSettings settings = video.settings();
            putPictures(json, settings.codec(), settings.encoder(), settings.size());
            json.put("rotation", settings.transform().degreesClockwise());
            json.put("conversion", Json.name(settings.conversion()));
            json.put(
                    "peakLuminance",
                    settings.conversion().toneMaps() ? Json.number(settings.peakLuminance()) : Json.NULL);
            json.put("hdr", HdrJson.of(settings.hdr()));
            json.put("maxBitRate", settings.maxBitRate());
        } else if (track instanceof TrackPlan.EncodeAudio audio) {
            AudioSettings settings = audio.settings();
            putOther(json, settings.codec(), Json.string(settings.encoder()));
            json.put("sampleRate", settings.sampleRate()).put("channels", settings.channels());
            json.put("channelLayout", settings.channelLayout());
        } else if (source.map(Track::format).orElse(null) instanceof FormatDescription.Video video
                && carried(track).isPresent()) {
            putPictures(json, carried(track).orElseThrow(), null, video.codedSize());
        } else {
            putOther(json, carried(track).orElse(null), Json.NULL);
        }
    }

    /** The coding of a track that is written without an encoder; empty for others. */
    private static Optional<String> carried(TrackPlan track) {
        if (track instanceof TrackPlan.Copy copy) {
            return Optional.of(copy.codec());
        }
        if (track instanceof TrackPlan.Preserve preserve) {
            return Optional.of(preserve.codec());
        }
        return track instanceof TrackPlan.ConvertText text ? Optional.of(text.codec()) : Optional.empty();
    }

    private static void putPictures(Json.Builder json, String codec, @Nullable String encoder, Size size) {
        json.put("codec", codec).put("encoder", encoder);
        json.put("width", size.width()).put("height", size.height());
    }

    private static void putOther(Json.Builder json, @Nullable String codec, Json encoder) {
        json.put("codec", codec).put("encoder", encoder).putNull("width").putNull("height");
    }

    /** A headline and one line for each track. */
    static List<String> lines(ExportResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (TrackPlan track : result.carriedOut().tracks()) {
            Optional<WrittenTrack> written = of(result.tracks(), track);
            rows.add(List.of(
                    "  " + track.mediaType().name().toLowerCase(Locale.ROOT),
                    track.action(),
                    written.map(ExportReport::written).orElse(track.reason())));
        }
        List<String> lines = new ArrayList<>();
        lines.add(headline(result));
        lines.addAll(Text.table(rows));
        return lines;
    }

    private static String headline(ExportResult result) {
        double wall = Math.max(0.001, wallSeconds(result));
        return String.format(
                Locale.ROOT,
                "%s: %s, %s long%s, in %.1f s (%.1f×)",
                result.output(),
                Text.bytes(result.bytes()),
                Text.clock(result.duration()),
                ending(result),
                wall,
                result.duration().toSeconds() / wall);
    }

    private static String ending(ExportResult result) {
        return switch (result.ending()) {
            case COMPLETE -> "";
            case LENGTH_LIMIT -> " (ended at the limit)";
            case FINISHED_EARLY -> " (finished early)";
        };
    }

    private static String written(WrittenTrack track) {
        String coding = coding(track.plan());
        String frames = track.plan().mediaType() == MediaType.VIDEO ? Text.count(track.samples(), "frame") + ", " : "";
        return coding + ", " + frames + Text.bitRate(track.bitRate());
    }

    private static String coding(TrackPlan plan) {
        if (plan instanceof TrackPlan.EncodeVideo video) {
            return video.settings().codec() + " " + video.settings().size() + " by "
                    + video.settings().encoder();
        }
        if (plan instanceof TrackPlan.EncodeAudio audio) {
            return audio.settings().codec() + " " + audio.settings().channelLayout() + " by "
                    + audio.settings().encoder();
        }
        return carried(plan).orElseGet(plan::action);
    }
}
