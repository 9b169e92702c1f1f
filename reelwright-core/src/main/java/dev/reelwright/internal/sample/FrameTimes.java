package dev.reelwright.internal.sample;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * When each frame of a sample clip is on screen: from its start to the next one's, and the last one to the clip's end, so
 * that picture and sound end together.
 */
public final class FrameTimes {
    /** How many frame intervals each frame lasts, over and over, where the frame rate varies. */
    private static final int[] VARYING = {1, 1, 2, 3, 1};

    private static final int[] EVEN = {1};

    /** MPEG-4 Part 2 counts with 16 bits (ISO/IEC 14496-2, vop_time_increment_resolution). */
    private static final long FINEST = 65_535;

    private final Ratio rate;
    private final MediaTime duration;
    private final int[] pattern;
    private final int patternLength;
    private final long frames;

    /** Whether frames last whole intervals, or {@link #VARYING} numbers of them. */
    public enum Spacing {
        EVEN,
        VARYING
    }

    /**
     * @param rate frame intervals a second
     * @param duration positive; the last frame is cut off there
     */
    public FrameTimes(Ratio rate, MediaTime duration, Spacing spacing) {
        int divisor = BigInteger.valueOf(rate.numerator())
                .gcd(BigInteger.valueOf(rate.denominator()))
                .intValueExact();
        this.rate = new Ratio(rate.numerator() / divisor, rate.denominator() / divisor);
        this.duration = duration;
        this.pattern = spacing == Spacing.EVEN ? EVEN : VARYING;
        this.patternLength = IntStream.of(pattern).sum();
        this.frames = framesBefore(interval().ticks(duration, Rounding.TOWARD_POSITIVE_INFINITY));
    }

    private TimeBase interval() {
        return new TimeBase(/* numerator= */ rate.denominator(), /* denominator= */ rate.numerator());
    }

    private long framesBefore(long intervals) {
        long count = intervals / patternLength * pattern.length;
        while (intervalsBefore(count) < intervals) {
            count++;
        }
        return count;
    }

    private long intervalsBefore(long frame) {
        long intervals = frame / pattern.length * patternLength;
        for (int i = 0; i < frame % pattern.length; i++) {
            intervals += pattern[i];
        }
        return intervals;
    }

    public long frames() {
        return frames;
    }

    /** When a frame comes on screen, exactly. */
    public MediaTime start(long frame) {
        if (frame < 0 || frame >= frames) {
            throw new IllegalArgumentException("the clip has frames 0 to " + (frames - 1) + ", not " + frame);
        }
        return interval().time(intervalsBefore(frame));
    }

    /** When a frame leaves the screen, exactly. */
    public MediaTime end(long frame) {
        return frame == frames - 1 ? duration : start(frame + 1);
    }

    /** Ticks of one frame interval, for containers and codings that know no others. */
    TimeBase wholeIntervals() {
        return interval();
    }

    /** Ticks that hold every start and the clip's end without rounding; where that is too fine, every start. */
    TimeBase ticks() {
        if (interval().time(interval().ticks(duration)).equals(duration)) {
            return interval();
        }
        long scale = leastCommonMultiple(rate.numerator(), reducedScale(duration));
        return TimeBase.ofScale(scale <= FINEST ? (int) scale : rate.numerator());
    }

    static long reducedScale(MediaTime time) {
        return time.timescale()
                / BigInteger.valueOf(time.value())
                        .gcd(BigInteger.valueOf(time.timescale()))
                        .longValueExact();
    }

    static long leastCommonMultiple(long a, long b) {
        return a / BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact() * b;
    }
}
