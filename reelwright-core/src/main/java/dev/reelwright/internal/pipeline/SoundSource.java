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
    private final MediaTime priming;
    private final Form form;
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

    /** What all samples are brought to. */
    record Form(SampleFormat format, Resampler.Levels levels) {}

    /** Takes samples, which it may keep, from a place on. */
    interface Sink {
        void put(Frame samples, long place);
    }

    /** @param priming what a decoder delivers before the first sample that is meant to be heard */
    SoundSource(TrackTimes times, MediaTime priming, Form form, Decoder decoder, StageClocks clocks, Sink sink) {
        this.times = times;
        this.priming = priming;
        this.form = form;
        this.sink = sink;
        this.clock = TimeBase.ofScale(form.format().sampleRate());
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
                : start(frame.bestPts(), known == null);
        if (known == null || start.minus(known).abs().isAfter(TOLERANCE)) {
            flushConversion();
            place = clock.ticks(times.toOutput(start));
            expected = start;
        }
        expected = MediaTime.ofTicks(frame.samples(), 1, frame.sampleRate()).plus(expected == null ? start : expected);
        if (resampler == null || !resampler.fits(frame)) {
            flushConversion();
            resampler = new Resampler(frame, form.format(), times.speed(), form.levels());
        }
        long started = rendering.start();
        resampler.convert(frame, converted);
        rendering.stop(started, 1);
        deliver();
    }

    /** In a container of coarse ticks the very first samples are told from their priming, which is counted in samples. */
    private MediaTime start(long ticks, boolean first) {
        MediaTime told = times.onAsset(ticks);
        if (first && priming.isAfter(MediaTime.ZERO)) {
            MediaTime tick = times.timeBase().time(1);
            for (MediaTime exact : List.of(MediaTime.ZERO.minus(priming), MediaTime.ZERO)) {
                if (!told.minus(exact).abs().isAfter(tick)) {
                    return exact;
                }
            }
        }
        return told;
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
        return expected == null ? 0 : Math.min(limit(times, form.format()), clock.ticks(times.toOutput(expected)));
    }

    /** The place where the output of a track ends at the latest. */
    static long limit(TrackTimes times, SampleFormat format) {
        return TimeBase.ofScale(format.sampleRate()).ticks(times.toOutput(times.soundLimit(format.sampleRate())));
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
