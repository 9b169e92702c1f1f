package dev.reelwright.internal.plan;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.AudioSettings;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives the tracks of a plan the rates by which the whole of it fits into a size. */
public final class FitRules {
    /** What is aimed at, of the size: rate control misses by a little in either direction. */
    public static final double AIM = 0.985;
    /** Less of the size than this is another try worth. */
    public static final double FULL_ENOUGH = 0.972;

    /** The most of the bits that sound gets. */
    private static final double AUDIO_SHARE = 0.2;

    private static final int LOWEST_AUDIO = 24_000;
    /** Bits a second: more than this some encoders refuse. */
    private static final long HIGHEST_AUDIO_PER_CHANNEL = 128_000;

    private static final int LOWEST_VIDEO = 8_000;
    /** No encoder takes more. */
    private static final long HIGHEST_VIDEO = 400_000_000;

    private static final double INDEX_BYTES_PER_FRAME = 14;
    private static final double INDEX_BYTES_PER_AUDIO_SECOND = 47 * 6;
    private static final int HEADER_BYTES = 3000;
    /** Options by which encoders are told a constant quality. */
    private static final Set<String> QUALITY_OPTIONS = Set.of("crf", "cq", "qp", "rc", "global_quality");

    private FitRules() {}

    /** The plan with rates for its encoded tracks. */
    static List<TrackPlan> fit(long bytes, double seconds, Asset asset, List<TrackPlan> tracks) {
        double bits = (bytes * AIM - overhead(tracks, seconds)) * 8 - copied(asset, tracks, seconds);
        boolean video = tracks.stream().anyMatch(TrackPlan.EncodeVideo.class::isInstance);
        List<TrackPlan> fitted = new ArrayList<>();
        for (TrackPlan track : tracks) {
            if (track instanceof TrackPlan.EncodeAudio audio) {
                TrackPlan.EncodeAudio changed = audio(audio, bits / seconds, video, bytes);
                bits -= changed.settings().bitRate() * seconds;
                fitted.add(changed);
            } else {
                fitted.add(track);
            }
        }
        double rest = bits / seconds;
        if (video && rest < LOWEST_VIDEO) {
            throw new MediaException(
                    ErrorCode.CANNOT_FIT,
                    "the whole of it cannot be made to fit into " + bytes + " bytes: that leaves "
                            + Math.max(0, Math.round(rest)) + " bits a second for the pictures. Allow at least "
                            + Math.round((bytes * 8 + (LOWEST_VIDEO - rest) * seconds * 1.1) / 8)
                            + " bytes, or choose a shorter range");
        }
        fitted.replaceAll(t -> t instanceof TrackPlan.EncodeVideo v ? withRate(v, Math.round(rest)) : t);
        if (fitted.stream().allMatch(t -> t.isCarriedOver() || !t.isWritten())) {
            throw new MediaException(
                    ErrorCode.CANNOT_FIT, "tracks that are carried over as they are cannot be made to fit a size");
        }
        return fitted;
    }

    private static double overhead(List<TrackPlan> tracks, double seconds) {
        double bytes = HEADER_BYTES;
        for (TrackPlan track : tracks) {
            if (track instanceof TrackPlan.EncodeVideo video) {
                bytes += video.settings().frameRate() * seconds * INDEX_BYTES_PER_FRAME;
            } else if (track instanceof TrackPlan.EncodeAudio) {
                bytes += seconds * INDEX_BYTES_PER_AUDIO_SECOND;
            }
        }
        return bytes;
    }

    private static double copied(Asset asset, List<TrackPlan> tracks, double seconds) {
        return tracks.stream()
                .filter(TrackPlan::isCarriedOver)
                .mapToDouble(t -> asset.track(t.sourceTrack()).orElseThrow().bitRate() * seconds)
                .sum();
    }

    private static TrackPlan.EncodeAudio audio(
            TrackPlan.EncodeAudio track, double bitsASecond, boolean withVideo, long bytes) {
        AudioSettings s = track.settings();
        if (s.bitRate() == 0) {
            throw new MediaException(
                    ErrorCode.CANNOT_FIT,
                    s.codec() + " has no rate to choose; a size can be fitted by lossy codings only");
        }
        double most = withVideo ? bitsASecond * AUDIO_SHARE : bitsASecond;
        if (!withVideo && most < LOWEST_AUDIO / 3.0) {
            throw new MediaException(
                    ErrorCode.CANNOT_FIT,
                    "the whole of it cannot be made to fit into " + bytes + " bytes: that leaves "
                            + Math.max(0, Math.round(most)) + " bits a second for the sound");
        }
        long rate = Math.round(Math.min(s.bitRate(), Math.max(most, withVideo ? LOWEST_AUDIO : 0)));
        AudioSettings fitted = new AudioSettings(
                s.codec(), s.encoder(), s.sampleFormat(), s.sampleRate(), s.channels(), s.channelLayout(), rate);
        return track.withSettings(fitted);
    }

    /** The plan with another average rate of its video, in bits a second. */
    public static ExportPlan withVideoRate(ExportPlan plan, long bitRate) {
        List<TrackPlan> tracks = plan.tracks().stream()
                .map(t -> t instanceof TrackPlan.EncodeVideo v ? withRate(v, bitRate) : t)
                .toList();
        return plan.withTracks(tracks);
    }

    /** The plan with the rates of its audio multiplied. */
    public static ExportPlan withAudioRateTimes(ExportPlan plan, double factor) {
        List<TrackPlan> tracks = plan.tracks().stream()
                .map(t -> t instanceof TrackPlan.EncodeAudio a ? times(a, factor) : t)
                .toList();
        return plan.withTracks(tracks);
    }

    private static TrackPlan times(TrackPlan.EncodeAudio track, double factor) {
        AudioSettings s = track.settings();
        AudioSettings changed = new AudioSettings(
                s.codec(),
                s.encoder(),
                s.sampleFormat(),
                s.sampleRate(),
                s.channels(),
                s.channelLayout(),
                Math.min(Math.round(s.bitRate() * factor), HIGHEST_AUDIO_PER_CHANNEL * s.channels()));
        return track.withSettings(changed);
    }

    private static TrackPlan withRate(TrackPlan.EncodeVideo track, long bitRate) {
        VideoSettings settings = track.settings();
        Map<String, String> options = new LinkedHashMap<>(settings.options());
        options.keySet().removeAll(QUALITY_OPTIONS);
        if (settings.encoder().endsWith("_nvenc")) {
            options.put("rc", "vbr");
        }
        long rate = Math.min(bitRate, HIGHEST_VIDEO);
        options.put("b", Long.toString(rate));
        long cap = Math.max(settings.maxBitRate(), rate * 2);
        options.put("maxrate", Long.toString(cap));
        options.put("bufsize", Long.toString(Math.min(cap * 2, Integer.MAX_VALUE)));
        return new TrackPlan.EncodeVideo(track.sourceTrack(), settings.withRate(options, rate, cap), track.reason());
    }
}
