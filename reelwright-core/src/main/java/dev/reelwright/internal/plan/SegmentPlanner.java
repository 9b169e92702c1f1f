package dev.reelwright.internal.plan;

import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a track's video into parts that are encoded side by side. Parts begin at the source's sync samples, so that no
 * frame is decoded twice; they shrink towards the end, so that all lanes end about together. Reads nothing.
 */
public final class SegmentPlanner {
    /** Seconds: shorter parts cost more in extra sync samples than they gain. */
    private static final double SHORTEST = 4;

    /** Seconds: what waits for its turn lies in memory. */
    private static final double LONGEST = 30;

    /** How much of what is left one lane takes. */
    private static final double SHARE = 1.5;

    private SegmentPlanner() {}

    /** The parts in order; together they are the range. */
    public static List<Segment> divide(TrackIndex index, TimeRange range, int lanes) {
        List<Segment> segments = new ArrayList<>();
        MediaTime start = range.start();
        MediaTime end = range.end();
        int firstFrame = Math.max(0, index.lastStartingBy(start));
        while (start.isBefore(end)) {
            double left = end.minus(start).toSeconds();
            double wanted = Math.min(LONGEST, Math.max(SHORTEST, left / (SHARE * lanes)));
            int next = left - wanted < SHORTEST / 2 ? index.frameCount() : syncFrom(index, firstFrame, start, wanted);
            boolean isLast = next >= index.frameCount() || !index.start(next).isBefore(end);
            MediaTime stop = isLast ? end : index.start(next);
            int stopFrame = isLast ? index.firstStartingFrom(end) : next;
            TimeRange part = TimeRange.between(start, stop);
            segments.add(new Segment(part, index.picturesIn(part)));
            start = stop;
            firstFrame = stopFrame;
        }
        return segments;
    }

    /** How many threads a part works with: the last ones share the cores of lanes that have no part any more. */
    public static int threads(int number, int parts, int lanes, int cores) {
        int sideBySide = Math.min(lanes, parts - number);
        return Math.max(1, cores / sideBySide);
    }

    /** The sync sample that is nearest to so many seconds after the start, yet not much too near. */
    private static int syncFrom(TrackIndex index, int firstFrame, MediaTime start, double seconds) {
        MediaTime target = start.plus(MediaTime.ofSeconds(seconds, 1000));
        int from = Math.max(firstFrame, index.lastStartingBy(target));
        int back = from;
        while (back > firstFrame && !index.isSync(back)) {
            back--;
        }
        boolean farEnough =
                back > firstFrame && index.start(back).minus(start).toSeconds() >= Math.max(SHORTEST, seconds / 2);
        if (farEnough) {
            return back;
        }
        int next = from + 1;
        while (next < index.frameCount() && !index.isSync(next)) {
            next++;
        }
        return next;
    }
}
