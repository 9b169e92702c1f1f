package dev.reelwright.internal.plan;

import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Chooses the frame for a requested time: the frame on screen at that time, or within the tolerances one that is cheaper
 * to get. Reads nothing.
 *
 * <p>A frame qualifies when it begins inside [t − before, t + after]; the frame on screen at t qualifies always, so that a
 * wider tolerance never fails where a narrower one would not.
 */
public final class ImagePlanner {
    private final TrackIndex index;
    private final MediaTime before;
    private final MediaTime after;

    public ImagePlanner(TrackIndex index, MediaTime before, MediaTime after) {
        this.index = index;
        this.before = before;
        this.after = after;
    }

    /**
     * The frame for each time, in the order of the times; -1 where there is none. Where the tolerances allow it, a frame that
     * another time needs serves as well, for it is decoded anyway.
     */
    public int[] choose(List<MediaTime> times) {
        int[] chosen = times.stream().mapToInt(this::choose).toArray();
        if (isExact()) {
            return chosen;
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] >= 0 && !index.isSync(chosen[i])) {
                order.add(i);
            }
        }
        order.sort((one, other) -> Integer.compare(chosen[one], chosen[other]));
        int decoded = -1;
        for (int i : order) {
            MediaTime earliest = times.get(i).minus(before);
            if (decoded >= 0 && decoded >= firstStartingFrom(earliest)) {
                chosen[i] = decoded;
            } else {
                decoded = chosen[i];
            }
        }
        return chosen;
    }

    private boolean isExact() {
        return before.equals(MediaTime.ZERO) && after.equals(MediaTime.ZERO);
    }

    /** The frame for this time, -1 when none qualifies. */
    public int choose(MediaTime time) {
        if (index.frameCount() == 0 || !time.isNumeric()) {
            return -1;
        }
        OptionalInt shown = index.frameAt(time);
        if (isExact()) {
            return shown.orElse(-1);
        }
        MediaTime earliest = time.minus(before);
        MediaTime latest = time.plus(after);
        if (!earliest.isValid() || !latest.isValid()) {
            return -1;
        }
        int first = firstStartingFrom(earliest);
        int last = latest.isPositiveInfinity() ? index.frameCount() - 1 : index.lastStartingBy(latest);
        if (first > last) {
            return shown.orElse(-1);
        }
        if (!time.isBefore(index.end())) {
            return last;
        }
        int sync = nearestSync(time, first, last);
        if (sync >= 0) {
            return sync;
        }
        if (shown.isPresent() && shown.getAsInt() >= first) {
            return shown.getAsInt();
        }
        return first;
    }

    private int firstStartingFrom(MediaTime earliest) {
        if (earliest.isNegativeInfinity()) {
            return 0;
        }
        return index.firstStartingFrom(earliest);
    }

    /** -1 when no sync sample lies between first and last. */
    private int nearestSync(MediaTime time, int first, int last) {
        int origin = Math.min(Math.max(index.lastStartingBy(time), first), last);
        int left = index.syncFrameAtOrBefore(origin);
        int right = index.syncFrameAtOrAfter(origin);
        if (left < first) {
            return right <= last ? right : -1;
        }
        if (right > last) {
            return left;
        }
        MediaTime toLeft = time.minus(index.start(left)).abs();
        MediaTime toRight = time.minus(index.start(right)).abs();
        return toRight.isBefore(toLeft) ? right : left;
    }
}
