package dev.reelwright.internal.engine;

import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;

/** The length of one tick: {@code numerator/denominator} seconds. */
public record TimeBase(int numerator, int denominator) {
    /** FFmpeg's mark for a time that is not known. */
    public static final long NONE = Long.MIN_VALUE;

    public static TimeBase ofScale(int timescale) {
        return new TimeBase(1, timescale);
    }

    public MediaTime time(long ticks) {
        return MediaTime.ofTicks(ticks, numerator, denominator);
    }

    public long ticks(MediaTime time) {
        return ticks(time, Rounding.HALF_AWAY_FROM_ZERO);
    }

    public long ticks(MediaTime time, Rounding rounding) {
        return time.toTicks(numerator, denominator, rounding);
    }
}
