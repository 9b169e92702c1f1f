package dev.reelwright.internal.plan;

import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Divides a duration among thumbnails: stretches of time in whole milliseconds, the finest that WebVTT can say, that follow
 * each other without gap or overlap from zero to the end. Reads nothing.
 */
public final class CueTimes {
    /** More thumbnails than anyone can want; a slip in a unit asks for them. */
    static final int MOST = 100_000;

    private static final int MILLIS = 1000;

    /** What suits a scrub bar where nothing is asked for: about a hundred pictures, from 1 s to 10 s apart. */
    private static final MediaTime CLOSEST = MediaTime.seconds(1);

    private static final MediaTime FARTHEST = MediaTime.seconds(10);

    private CueTimes() {}

    /** A stretch for each interval; the last one is what remains. */
    public static List<TimeRange> every(MediaTime interval, MediaTime duration) {
        if (duration.toSeconds() / interval.toSeconds() > MOST) {
            throw new IllegalArgumentException("a thumbnail every " + interval.inSeconds() + " of "
                    + duration.inSeconds() + " makes more than " + MOST);
        }
        // multiplied each time, for sums would round again and again
        return between(interval::times, duration);
    }

    /** This many equal stretches; fewer where they would be shorter than a millisecond. */
    public static List<TimeRange> count(int number, MediaTime duration) {
        if (number > MOST) {
            throw new IllegalArgumentException(number + " thumbnails are more than " + MOST);
        }
        return between(i -> duration.timesRatio(i, number), duration);
    }

    /** Stretches as a scrub bar wants them. */
    public static List<TimeRange> usual(MediaTime duration) {
        MediaTime hundredth = duration.timesRatio(1, 100);
        return every(MediaTime.max(CLOSEST, MediaTime.min(FARTHEST, hundredth)), duration);
    }

    private static List<TimeRange> between(IntFunction<MediaTime> boundaries, MediaTime duration) {
        long end = Math.max(1, millis(duration));
        List<TimeRange> ranges = new ArrayList<>();
        long start = 0;
        for (int i = 1; start < end; i++) {
            long next = Math.min(end, millis(boundaries.apply(i)));
            if (next > start) {
                ranges.add(TimeRange.between(MediaTime.of(start, MILLIS), MediaTime.of(next, MILLIS)));
                start = next;
            }
        }
        return ranges;
    }

    private static long millis(MediaTime time) {
        return time.toTicks(1, MILLIS, Rounding.HALF_AWAY_FROM_ZERO);
    }
}
