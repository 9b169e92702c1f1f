package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.index.PacketIndexer;
import dev.reelwright.internal.plan.Guess;
import dev.reelwright.internal.plan.SampleSpread;
import dev.reelwright.internal.plan.SourceRate;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Encodes short parts of an export, spread over its range, until it is clear enough how large the whole will be. */
final class EncodeSampler {
    private static final double ACCEPTABLE_ERROR = 0.10;
    private static final double GOOD_ERROR = 0.05;
    private static final int LEAST_SAMPLES = 3;
    /** How much longer than samples the whole may be, for all of it is exact, and opened once. */
    private static final double WHOLE_IS_WORTH = 1.3;

    /** A trial of the whole is off by what the writers of tracks change, and by what parts side by side do. */
    private static final double WHOLE_ERROR = 0.01;

    private static final double WHOLE_ERROR_OF_PARTS = 0.03;

    /** Sources larger than this are not read through only to see where they are busy. */
    private static final long MOST_BYTES_READ = 1L << 30;

    private static final int TICKS = 1000;

    private final Asset asset;
    private final ExportPlan plan;
    private final List<TrackPlan> tracks;
    private final Budget budget;
    private final Cancellation cancellation;
    private final TimeRange range;
    private final SampleShape shape;
    private final Samples samples;
    private double spent;
    private int tried;
    private @Nullable MediaException failure;

    /**
     * What trials may take.
     *
     * @param seconds always
     * @param secondsWhileUnsure the same while the error is not acceptable, and for a trial of the whole
     * @param share of the time of the export itself, where that is more
     */
    record Budget(double seconds, double secondsWhileUnsure, double share) {
        static final Budget USUAL = new Budget(1, 2, 0.10);

        double whileSure(double secondsForAll) {
            return Math.max(seconds, share * secondsForAll);
        }

        double whileUnsure(double secondsForAll) {
            return Math.max(secondsWhileUnsure, share * secondsForAll);
        }
    }

    /** @param tracks those of the plan's that are encoded */
    EncodeSampler(Asset asset, ExportPlan plan, List<TrackPlan> tracks, Budget budget, Cancellation cancellation) {
        this.asset = asset;
        this.plan = plan;
        this.tracks = tracks;
        this.budget = budget;
        this.cancellation = cancellation;
        this.range = mediaRange();
        this.shape = SampleShape.of(tracks);
        SampleSpread spread = new SampleSpread(range.duration().toSeconds(), shape.counted());
        this.samples = new Samples(asset, plan, tracks, range, shape, spread, sourceRate());
    }

    /** Where the leading track has media: the video, else the audio. */
    private TimeRange mediaRange() {
        TrackPlan leader = tracks.stream()
                .filter(TrackPlan.EncodeVideo.class::isInstance)
                .findFirst()
                .orElse(tracks.get(0));
        return asset.track(leader.sourceTrack()).orElseThrow().timeRange().intersection(plan.timeRange());
    }

    private SourceRate sourceRate() {
        Track video = tracks.stream()
                .filter(TrackPlan.EncodeVideo.class::isInstance)
                .map(t -> asset.track(t.sourceTrack()).orElseThrow())
                .findFirst()
                .orElse(null);
        if (video == null || isShort()) {
            return SourceRate.unknown();
        }
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options())) {
            if (demuxer.length() > MOST_BYTES_READ) {
                return SourceRate.unknown();
            }
            return SourceRate.of(PacketIndexer.index(demuxer, asset, video));
        }
    }

    /** Whether the fewest samples would be about as long as the whole. */
    private boolean isShort() {
        return range.duration().toSeconds() <= LEAST_SAMPLES * shape.encoded() * WHOLE_IS_WORTH;
    }

    Guess sample() {
        if (isShort()) {
            return whole();
        }
        while (wantsMore()) {
            OptionalDouble middle = samples.spread().next();
            if (middle.isEmpty()) {
                break;
            }
            take(middle.getAsDouble());
            if (tried == 1 && secondsForAll() <= budget.secondsWhileUnsure()) {
                return whole();
            }
        }
        if (samples.isEmpty()) {
            throw failure == null ? new MediaException(ErrorCode.UNKNOWN, "no sample could be encoded") : failure;
        }
        return samples.guess();
    }

    private Guess whole() {
        long bytes = TrialRun.run(asset, TrialRun.part(plan, plan.timeRange(), tracks, plan.chapters()), cancellation)
                .bytes();
        return new Guess(bytes, bytes * (plan.execution().lanes() > 1 ? WHOLE_ERROR_OF_PARTS : WHOLE_ERROR));
    }

    private boolean wantsMore() {
        if (tried < LEAST_SAMPLES) {
            return true;
        }
        if (samples.isEmpty()) {
            return tried < 2 * LEAST_SAMPLES;
        }
        double afterNext = spent + spent / tried;
        double error = samples.guess().relativeError();
        if (error <= GOOD_ERROR) {
            return false;
        }
        return afterNext
                <= (error > ACCEPTABLE_ERROR ? budget.whileUnsure(secondsForAll()) : budget.whileSure(secondsForAll()));
    }

    /** How long the export would take. */
    private double secondsForAll() {
        return spent / (tried * shape.encoded()) * range.duration().toSeconds();
    }

    /** Parts that cannot be encoded by themselves tell nothing: the export may get over them. */
    private void take(double middle) {
        TimeRange window = window(middle);
        double at = window.start().minus(range.start()).toSeconds() + shape.counted() / 2;
        long start = System.nanoTime();
        try {
            TrialRun.Outcome outcome = TrialRun.run(
                    asset, TrialRun.part(plan, window, samples.tracksIn(window), plan.chapters()), cancellation);
            samples.add(at, window, outcome);
        } catch (MediaException e) {
            if (e.code() == ErrorCode.OPERATION_CANCELLED || cancellation.isRequested()) {
                throw e;
            }
            failure = failure == null ? e : failure;
            samples.spread().add(at);
        }
        spent += (System.nanoTime() - start) / 1e9;
        tried++;
    }

    /** Begins at a sync sample of the source where one is near. */
    private TimeRange window(double middle) {
        MediaTime wanted = range.start().plus(MediaTime.ofSeconds(Math.max(0, middle - shape.counted() / 2), TICKS));
        MediaTime near = samples.source().frameNear(wanted, MediaTime.ofSeconds(shape.counted() / 4, TICKS));
        MediaTime latest = MediaTime.max(range.start(), range.end().minus(MediaTime.ofSeconds(shape.counted(), TICKS)));
        MediaTime start = MediaTime.max(range.start(), MediaTime.min(near, latest));
        return TimeRange.of(start, MediaTime.ofSeconds(shape.encoded(), TICKS)).intersection(range);
    }
}
