package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.export.AudioSettings;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.plan.Guess;
import dev.reelwright.internal.plan.IndexBytes;
import dev.reelwright.internal.plan.PacketLog;
import dev.reelwright.internal.plan.PictureModel;
import dev.reelwright.internal.plan.PictureSample;
import dev.reelwright.internal.plan.SampleSpread;
import dev.reelwright.internal.plan.SoundModel;
import dev.reelwright.internal.plan.SourceRate;
import dev.reelwright.internal.plan.SourceSpan;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the samples taken so far say of the whole export. */
final class Samples {
    /** Encoders of sound begin with packets that are no measure of what follows. */
    private static final double SOUND_WARM_UP = 0.25;

    /** Tracks take turns in a long file otherwise than in a short one. */
    private static final double INDEX_ERROR = 0.10;

    private final Asset asset;
    private final ExportPlan plan;
    private final List<TrackPlan> tracks;
    private final TimeRange range;
    private final SampleShape shape;
    private final SampleSpread spread;
    private final SourceRate source;
    private final Map<TrackPlan, List<PictureSample>> pictures = new HashMap<>();
    private final Map<TrackPlan, List<Double>> sounds = new HashMap<>();
    private final List<Double> indexRates = new ArrayList<>();
    private double header;
    /** Seconds of the output for a second of the source. */
    private double stretch = 1;

    Samples(
            Asset asset,
            ExportPlan plan,
            List<TrackPlan> tracks,
            TimeRange range,
            SampleShape shape,
            SampleSpread spread,
            SourceRate source) {
        this.asset = asset;
        this.plan = plan;
        this.tracks = tracks;
        this.range = range;
        this.shape = shape;
        this.spread = spread;
        this.source = source;
    }

    SampleSpread spread() {
        return spread;
    }

    SourceRate source() {
        return source;
    }

    boolean isEmpty() {
        return indexRates.isEmpty();
    }

    /** The tracks that have media in this part. */
    List<TrackPlan> tracksIn(TimeRange window) {
        return tracks.stream().filter(t -> !mediaIn(t, window).isEmpty()).toList();
    }

    private TimeRange mediaIn(TrackPlan track, TimeRange window) {
        return SourceSpan.of(asset, track).intersection(window);
    }

    void add(double middle, TimeRange window, TrialRun.Outcome outcome) {
        spread.add(middle);
        double seconds = window.duration().toSeconds();
        stretch = stretch(outcome, seconds);
        double counted = Math.min(shape.counted(), seconds) * stretch;
        outcome.tracks().forEach((track, log) -> {
            if (track instanceof TrackPlan.EncodeVideo video) {
                pictures.computeIfAbsent(track, t -> new ArrayList<>())
                        .add(PictureSample.of(
                                log,
                                middle,
                                counted,
                                video.settings(),
                                window.start().equals(plan.timeRange().start()),
                                new SourceFrom(source, window.start().toSeconds(), 1 / stretch)));
            } else {
                sounds.computeIfAbsent(track, t -> new ArrayList<>()).add(soundRate(log, counted));
            }
        });
        long growing = IndexBytes.growing(
                plan.fileType(), outcome.overhead(), outcome.tracks().values());
        header = Math.max(header, outcome.overhead() - growing);
        indexRates.add(growing / (seconds * stretch));
    }

    /** Whether the output of the part was stretched by the plan's speed. */
    private double stretch(TrialRun.Outcome outcome, double seconds) {
        double planned = 1 / plan.speed().toDouble();
        double found = outcome.tracks().values().stream()
                        .mapToDouble(log -> log.base().time(log.end()).toSeconds())
                        .max()
                        .orElse(seconds)
                / seconds;
        return Math.abs(found - planned) < Math.abs(found - 1) ? planned : 1;
    }

    private static double soundRate(PacketLog log, double counted) {
        double from = Math.min(SOUND_WARM_UP, counted / 2);
        long bytes = 0;
        for (int i = 0; i < log.count(); i++) {
            double time = log.base().time(log.pts(i)).toSeconds();
            if (time >= from && time < counted) {
                bytes += log.size(i);
            }
        }
        return bytes / (counted - from);
    }

    Guess guess() {
        double faster = plan.speed().toDouble();
        Guess sum = Guess.exactly(header);
        double indexRate =
                indexRates.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double index = indexRate * plan.duration().toSeconds();
        sum = sum.plus(new Guess(index, index * INDEX_ERROR));
        for (TrackPlan track : tracks) {
            double seconds = mediaIn(track, plan.timeRange()).duration().toSeconds() / faster;
            if (track instanceof TrackPlan.EncodeVideo video && pictures.containsKey(track)) {
                sum = sum.plus(pictures(video, pictures.get(track)));
            } else if (track instanceof TrackPlan.EncodeAudio audio) {
                sum = sum.plus(sound(audio, seconds));
            }
        }
        return sum;
    }

    private Guess pictures(TrackPlan.EncodeVideo track, List<PictureSample> found) {
        double start = range.start().toSeconds();
        double faster = plan.speed().toDouble();
        PictureModel.Whole whole = new PictureModel.Whole(
                range.duration().toSeconds() / faster,
                track.settings().keyInterval(),
                track.settings().maxBitRate());
        return new PictureModel(whole, spread, new SourceFrom(source, start, faster)).guess(found);
    }

    /** The source by seconds of an output that begins at a time of the source. */
    private record SourceFrom(SourceRate rate, double start, double faster)
            implements PictureSample.Source, PictureModel.Source {
        @Override
        public double frames(double seconds) {
            return frames(0, seconds);
        }

        @Override
        public double bytes(double seconds) {
            return bytes(0, seconds);
        }

        @Override
        public double frames(double from, double to) {
            return rate.frames(start + from * faster, start + to * faster);
        }

        @Override
        public double bytes(double from, double to) {
            return rate.bytes(start + from * faster, start + to * faster);
        }
    }

    private Guess sound(TrackPlan.EncodeAudio track, double seconds) {
        AudioSettings settings = track.settings();
        if (settings.encoder().startsWith("pcm_s16")) {
            return Guess.exactly(Math.rint(seconds * settings.sampleRate()) * settings.channels() * 2);
        }
        List<Double> rates = sounds.getOrDefault(track, List.of());
        if (rates.isEmpty()) {
            return new Guess(settings.bitRate() / 8.0 * seconds, settings.bitRate() / 16.0 * seconds);
        }
        return SoundModel.guess(seconds, rates);
    }
}
