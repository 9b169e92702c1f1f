package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.engine.EncodeLoop;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.SampleFormat;
import dev.reelwright.internal.engine.SampleQueue;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.time.MediaTime;
import java.util.function.Supplier;

/** Cuts sound to the output at the sample and encodes it; what is left out between samples is silence. */
final class SoundEncoding implements AutoCloseable {
    private static final int BLOCK = 1024;
    /** Samples: holes of hours must not lie in memory whole. */
    private static final long MOST_SILENCE_AT_ONCE = 1 << 16;

    private final RunContext context;
    private final SampleFormat format;
    private final Ending.Feed feed;
    private final OutputTrack output;
    private final Supplier<Pace> pace;
    private final TimeBase clock;
    private final EncodeLoop encoding;
    private final SampleQueue queue;
    /** Samples that the output has at most. */
    private final long limit;

    private final Frame block = new Frame();
    private long taken;
    /** Whether the output was asked to end here. */
    private boolean ended;

    SoundEncoding(
            RunContext context,
            SampleFormat format,
            Encoder encoder,
            OutputTrack output,
            Supplier<Pace> pace,
            long limit) {
        this.context = context;
        this.format = format;
        this.feed = context.ending().open();
        this.output = output;
        this.pace = pace;
        this.clock = TimeBase.ofScale(format.sampleRate());
        this.encoding = new EncodeLoop(encoder, output, output.clocks().encode());
        this.queue = new SampleQueue(format);
        this.limit = limit;
    }

    /** Takes samples from a place on; what lies before the end of what came before is left out. */
    void put(Frame samples, long place) {
        silence(place);
        int count = samples.samples();
        long late = filled() - place;
        if (late >= count) {
            return;
        }
        if (late <= 0) {
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

    private long filled() {
        return taken + queue.size();
    }

    /** Goes on with silence up to a place, as far as the output reaches. */
    private void silence(long until) {
        long target = Math.min(until, limit);
        while (!ended && target > filled()) {
            queue.putSilence(Math.min(target - filled(), MOST_SILENCE_AT_ONCE));
            encodeFull();
        }
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

    /** Encodes what is still inside, and silence up to a place where there is less. */
    void finish(long end) {
        silence(end);
        encodeFull();
        int rest = (int) Math.min(queue.size(), limit - taken);
        if (rest > 0 && !ended) {
            encode(rest);
        }
        encoding.encode(null);
        feed.finish();
    }

    /** Whether nothing more can be taken. */
    boolean isComplete() {
        return ended || filled() >= limit;
    }

    MediaTime progress() {
        return output.end();
    }

    @Override
    public void close() {
        queue.close();
        block.close();
        encoding.close();
    }
}
