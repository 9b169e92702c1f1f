package dev.reelwright.internal.render;

import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.SampleFormat;
import java.util.Arrays;
import java.util.List;

/**
 * Adds several sounds of one rate and layout, each at its own places, and gives the sum in blocks as far as all of them
 * reach. Where one has nothing it is silent. What is louder than full scale is turned down by a {@link SoundLimiter}.
 *
 * <p>A sound that lags far behind the others has a hole there: nobody waits for it any longer, and what comes of it for
 * places that are given away is left out and counted.
 */
public final class SoundMixer implements AutoCloseable {
    /** Readers hand out what sounds together closer to each other than this. */
    private static final int MOST_LAG_SECONDS = 10;
    /** What a header says of a track's end may be a little wrong. */
    private static final int LAG_AFTER_END_SECONDS = 2;

    private static final int BLOCK = 1024;

    private final SampleFormat format;
    private final Sink sink;
    private final SoundLimiter limiter = new SoundLimiter();
    private final Frame given = new Frame();
    /** Up to where each input came. */
    private final long[] reached;

    private final List<Input> inputs;

    /** The sums by channel, from {@link #taken} on. */
    private final float[][] sums;

    private float[] samples = new float[BLOCK];
    /** Samples of the sum that went into the limiter. */
    private long taken;
    /** Samples that came out of it. */
    private long delivered;
    /** Where the last of the inputs ends, as far as they came. */
    private long end;

    private long late;
    private boolean finished;

    /**
     * What is known of a sound before it comes, in places.
     *
     * @param start where it begins, as far as its file says
     * @param end where it ends, as far as its file says
     * @param limit from where on nothing of it is heard
     */
    public record Input(long start, long end, long limit) {}

    /** Takes a block of the sum at its place; the frame stays the mixer's. */
    public interface Sink {
        void put(Frame block, long place);
    }

    /**
     * Makes a mixer that gives silence until sounds are added.
     *
     * @param format planar floats
     */
    public SoundMixer(SampleFormat format, List<Input> inputs, Sink sink) {
        this.format = format;
        this.sink = sink;
        this.inputs = List.copyOf(inputs);
        this.reached = new long[inputs.size()];
        this.sums = new float[format.channels()][BLOCK];
    }

    /** Adds samples of an input from a place on; what it gave before for the same places stays. */
    public void add(int input, Frame frame, long place) {
        long from = Math.max(0, Math.max(place, reached[input]));
        long to = Math.min(place + frame.samples(), inputs.get(input).limit());
        reached[input] =
                Math.max(reached[input], Math.min(from, inputs.get(input).limit()));
        if (from >= to) {
            return;
        }
        give();
        late += Math.max(0, Math.min(to, taken) - from);
        long heard = Math.max(from, taken);
        if (heard < to) {
            sum(frame, (int) (heard - place), (int) (to - place), (int) (heard - taken));
        }
        reached[input] = to;
        end = Math.max(end, to);
        give();
    }

    private void sum(Frame frame, int first, int last, int at) {
        if (samples.length < frame.samples()) {
            samples = new float[frame.samples()];
        }
        for (int channel = 0; channel < sums.length; channel++) {
            int needed = at + last - first;
            if (sums[channel].length < needed) {
                sums[channel] = Arrays.copyOf(sums[channel], needed + needed / 2);
            }
            frame.getSamples(channel, samples, frame.samples());
            float[] sum = sums[channel];
            for (int i = first; i < last; i++) {
                sum[at + i - first] += samples[i];
            }
        }
    }

    /** Whether no input has anything more that is heard. */
    public boolean isComplete() {
        boolean complete = true;
        for (int i = 0; i < reached.length; i++) {
            complete &= reached[i] >= inputs.get(i).limit();
        }
        return complete;
    }

    /** Gives the blocks that nothing more is to be added to. */
    private void give() {
        long until = complete();
        while (taken + BLOCK <= until) {
            giveBlock(BLOCK);
        }
    }

    /** Up to where nothing more is to be waited for. */
    private long complete() {
        long fastest = end;
        for (int i = 0; i < reached.length; i++) {
            fastest = Math.max(fastest, awaited(i));
        }
        long slowest = finished ? end : fastest;
        for (int i = 0; i < reached.length && !finished; i++) {
            slowest = Math.min(slowest, Math.max(awaited(i), fastest - lag(i)));
        }
        return slowest;
    }

    private long awaited(int input) {
        return Math.max(
                reached[input],
                Math.min(inputs.get(input).start(), inputs.get(input).limit()));
    }

    private long lag(int input) {
        boolean atEnd = reached[input] >= inputs.get(input).end() - BLOCK;
        return (long) (atEnd ? LAG_AFTER_END_SECONDS : MOST_LAG_SECONDS) * format.sampleRate();
    }

    private void giveBlock(int count) {
        float[][] block = new float[sums.length][];
        for (int channel = 0; channel < sums.length; channel++) {
            float[] sum = sums[channel];
            block[channel] = Arrays.copyOf(sum, count);
            System.arraycopy(sum, count, sum, 0, sum.length - count);
            Arrays.fill(sum, sum.length - count, sum.length, 0);
        }
        taken += count;
        deliver(limiter.push(block));
    }

    private void deliver(float[][] block) {
        int count = block.length == 0 ? 0 : block[0].length;
        if (count > 0) {
            given.allocateSamples(format, count);
            for (int channel = 0; channel < block.length; channel++) {
                given.putSamples(channel, block[channel], count);
            }
            sink.put(given, delivered);
            delivered += count;
        }
    }

    /** Gives everything that is left. */
    public void finish() {
        finished = true;
        give();
        if (end > taken) {
            giveBlock((int) (end - taken));
        }
        deliver(limiter.finish());
    }

    /** Decibels by which the loudest part was turned down; 0 when none was. */
    public double turnedDown() {
        return -20 * Math.log10(limiter.lowestGain());
    }

    /** Seconds of sound that came too late to be added. */
    public double lateSeconds() {
        return (double) late / format.sampleRate();
    }

    @Override
    public void close() {
        given.close();
    }
}
