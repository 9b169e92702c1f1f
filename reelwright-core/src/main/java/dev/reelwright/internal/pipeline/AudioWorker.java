package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.EncodeLoop;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.Resampler;
import dev.reelwright.internal.engine.SampleFormat;
import dev.reelwright.internal.engine.SampleQueue;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.events.StageClock;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decodes audio, converts it, cuts it to the range at the sample and encodes it. Every sample has a place on the output's
 * timeline; what the source leaves out is silence.
 */
final class AudioWorker implements TrackWorker {
    /** Times in containers jitter by less than this, and holes shorter than this are not heard. */
    private static final MediaTime TOLERANCE = MediaTime.of(30, 1000);

    private static final int BLOCK = 1024;
    /** Samples: holes of hours must not lie in memory whole. */
    private static final long MOST_SILENCE_AT_ONCE = 1 << 16;

    private final RunContext context;
    private final TrackTimes times;
    private final SampleFormat format;
    private final Ending.Feed feed;
    private final OutputTrack output;
    private final Supplier<Pace> pace;
    private final TimeBase clock;
    private final DecodeLoop decoding;
    private final EncodeLoop encoding;
    private final StageClock rendering;
    private final SampleQueue queue;
    /** Samples that the output has at most. */
    private final long limit;

    private final Frame converted = new Frame();
    private final Frame block = new Frame();
    /** Place of the next sample that comes out of the conversion; negative before the range. */
    private long place;

    private long taken;
    /** Whether the output was asked to end here. */
    private boolean ended;

    /** Where the next source sample is expected on the asset's timeline. */
    private @Nullable MediaTime expected;

    private @Nullable Resampler resampler;

    AudioWorker(
            RunContext context,
            SampleFormat format,
            TrackTimes times,
            Decoder decoder,
            Encoder encoder,
            OutputTrack output,
            Supplier<Pace> pace) {
        this.context = context;
        this.feed = context.ending().open();
        this.output = output;
        this.pace = pace;
        this.times = times;
        this.format = format;
        this.clock = TimeBase.ofScale(format.sampleRate());
        this.decoding = new DecodeLoop(decoder, this::decoded, output.clocks().decode());
        this.encoding = new EncodeLoop(encoder, output, output.clocks().encode());
        this.rendering = output.clocks().render();
        this.queue = new SampleQueue(format);
        this.limit = clock.ticks(times.toOutput(times.limit()));
    }

    @Override
    public void accept(Packet packet) {
        decoding.decode(packet);
    }

    private void decoded(Frame frame) {
        MediaTime known = expected;
        MediaTime start = frame.bestPts() == TimeBase.NONE
                ? (known == null ? times.range().start() : known)
                : times.onAsset(frame.bestPts());
        if (known == null || start.minus(known).abs().isAfter(TOLERANCE)) {
            flushConversion();
            jumpTo(clock.ticks(times.toOutput(start)));
            expected = start;
        }
        expected = MediaTime.ofTicks(frame.samples(), 1, frame.sampleRate()).plus(expected == null ? start : expected);
        if (resampler == null || !resampler.fits(frame)) {
            flushConversion();
            resampler = new Resampler(frame, format, times.speed());
        }
        long started = rendering.start();
        resampler.convert(frame, converted);
        rendering.stop(started, 1);
        append(converted);
    }

    /** Goes on at another place: a hole is filled with silence as far as the output reaches, an overlap is left out. */
    private void jumpTo(long newPlace) {
        long target = Math.min(newPlace, limit);
        while (!ended && target > taken + queue.size()) {
            queue.putSilence(Math.min(target - taken - queue.size(), MOST_SILENCE_AT_ONCE));
            encodeFull();
        }
        place = newPlace;
    }

    private void flushConversion() {
        if (resampler != null) {
            resampler.convert(null, converted);
            append(converted);
            resampler.close();
            resampler = null;
        }
    }

    /** Queues samples from their place on; what lies before the end of what is queued already is left out. */
    private void append(Frame samples) {
        int count = samples.samples();
        if (count == 0) {
            return;
        }
        long filled = taken + queue.size();
        long late = Math.max(0, filled - place);
        place += count;
        if (late >= count) {
            return;
        }
        if (late == 0) {
            queue.put(samples);
        } else {
            try (SampleQueue cut = new SampleQueue(format)) {
                cut.put(samples);
                cut.drop((int) late);
                cut.take(block, cut.size());
                queue.put(block);
            }
        }
        encodeFull();
    }

    private int blockSize() {
        return encoding.frameSize() > 0 ? encoding.frameSize() : BLOCK;
    }

    private void encodeFull() {
        int size = blockSize();
        while (!ended && queue.size() >= size && taken + size <= limit) {
            encode(size);
        }
    }

    private void encode(int wanted) {
        MediaTime start = clock.time(taken);
        pace.get().await(start);
        context.step();
        MediaTime until = feed.admit(start, clock.time(taken + wanted));
        int samples = (int) Math.min(wanted, clock.ticks(until) - taken);
        ended = samples < wanted;
        if (samples <= 0) {
            return;
        }
        queue.take(block, samples);
        block.pts(taken);
        block.duration(samples);
        taken += samples;
        encoding.encode(block);
    }

    @Override
    public void finish() {
        decoding.finish();
        if (expected != null) {
            decoding.requireMedia(expected, MediaTime.min(times.range().end(), times.trackEnd()));
        }
        flushConversion();
        completeRounding();
        encodeFull();
        int rest = (int) Math.min(queue.size(), limit - taken);
        if (rest > 0 && !ended) {
            encode(rest);
        }
        encoding.encode(null);
        feed.finish();
    }

    /** Conversion of rates may give a few samples less than the source's length asks for. */
    private void completeRounding() {
        if (expected != null) {
            long end = Math.min(limit, clock.ticks(times.toOutput(expected)));
            long missing = end - taken - queue.size();
            if (missing > 0) {
                queue.putSilence(missing);
            }
        }
    }

    @Override
    public boolean isComplete() {
        return ended || taken + queue.size() >= limit;
    }

    @Override
    public MediaTime progress() {
        return output.end();
    }

    @Override
    public List<String> warnings() {
        return decoding.warnings();
    }

    @Override
    public void close() {
        decoding.close();
        if (resampler != null) {
            resampler.close();
        }
        queue.close();
        converted.close();
        block.close();
        encoding.close();
    }
}
