package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.Resampler;
import dev.reelwright.internal.engine.SampleFormat;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.events.StageClock;
import dev.reelwright.internal.events.StageClocks;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one audio track and converts it to one format. Every sample has a place on the output's timeline, counted in
 * samples of the output.
 */
final class SoundSource implements AutoCloseable {
    /** Times in containers jitter by less than this, and holes shorter than this are not heard. */
    private static final MediaTime TOLERANCE = MediaTime.of(30, 1000);

    private final TrackTimes times;
    private final SampleFormat format;
    private final Resampler.Levels levels;
    private final Sink sink;
    private final TimeBase clock;
    private final DecodeLoop decoding;
    private final StageClock rendering;
    private final Frame converted = new Frame();
    /** Place of the next sample that comes out of the conversion; negative before the range. */
    private long place;

    /** Where the next source sample is expected on the asset's timeline. */
    private @Nullable MediaTime expected;

    private @Nullable Resampler resampler;

    /** Takes samples, which it may keep, from a place on. */
    interface Sink {
        void put(Frame samples, long place);
    }

    SoundSource(
            TrackTimes times,
            SampleFormat format,
            Resampler.Levels levels,
            Decoder decoder,
            StageClocks clocks,
            Sink sink) {
        this.times = times;
        this.format = format;
        this.levels = levels;
        this.sink = sink;
        this.clock = TimeBase.ofScale(format.sampleRate());
        this.decoding = new DecodeLoop(decoder, this::decoded, clocks.decode());
        this.rendering = clocks.render();
    }

    void accept(Packet packet) {
        decoding.decode(packet);
    }

    private void decoded(Frame frame) {
        MediaTime known = expected;
        MediaTime start = frame.bestPts() == TimeBase.NONE
                ? (known == null ? times.range().start() : known)
                : times.onAsset(frame.bestPts());
        if (known == null || start.minus(known).abs().isAfter(TOLERANCE)) {
            flushConversion();
            place = clock.ticks(times.toOutput(start));
            expected = start;
        }
        expected = MediaTime.ofTicks(frame.samples(), 1, frame.sampleRate()).plus(expected == null ? start : expected);
        if (resampler == null || !resampler.fits(frame)) {
            flushConversion();
            resampler = new Resampler(frame, format, times.speed(), levels);
        }
        long started = rendering.start();
        resampler.convert(frame, converted);
        rendering.stop(started, 1);
        deliver();
    }

    private void flushConversion() {
        if (resampler != null) {
            resampler.convert(null, converted);
            deliver();
            resampler.close();
            resampler = null;
        }
    }

    private void deliver() {
        int count = converted.samples();
        if (count > 0) {
            sink.put(converted, place);
            place += count;
        }
    }

    /** Delivers what is still inside. */
    void finish() {
        decoding.finish();
        if (expected != null) {
            decoding.requireMedia(expected, MediaTime.min(times.range().end(), times.trackEnd()));
        }
        flushConversion();
    }

    /**
     * The place where its media ends, no later than the output does. Conversion of rates may give a few samples less than
     * the source's length asks for.
     */
    long end() {
        return expected == null ? 0 : Math.min(limit(times, format), clock.ticks(times.toOutput(expected)));
    }

    /** The place where the output of a track ends at the latest. */
    static long limit(TrackTimes times, SampleFormat format) {
        return TimeBase.ofScale(format.sampleRate()).ticks(times.toOutput(times.limit()));
    }

    List<String> warnings() {
        return decoding.warnings();
    }

    @Override
    public void close() {
        decoding.close();
        if (resampler != null) {
            resampler.close();
        }
        converted.close();
    }
}
