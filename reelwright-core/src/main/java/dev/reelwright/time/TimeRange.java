package dev.reelwright.time;

import dev.reelwright.time.TimeArithmetic.Fraction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A half-open stretch of time, [start, start + duration): it holds its start and not its end.
 *
 * <p>A valid range has a start that is numeric or indefinite, and a duration of 0 or more in epoch 0, which may be
 * indefinite or plus infinity. All that cannot be a range is {@link #INVALID}; nothing here throws. Two ranges are
 * equal if their starts and durations are.
 *
 * <p>The rules are those of Core Media's {@code CMTimeRange}.
 */
public final class TimeRange {
    /** The empty range at time 0. */
    public static final TimeRange ZERO = new TimeRange(MediaTime.ZERO, MediaTime.ZERO);

    /** No range at all; both its start and its duration are {@link MediaTime#INVALID}. */
    public static final TimeRange INVALID = new TimeRange(MediaTime.INVALID, MediaTime.INVALID);

    /** From time 0 on without end: the default of everything that can be limited to a range. */
    public static final TimeRange ALL = new TimeRange(MediaTime.ZERO, MediaTime.POSITIVE_INFINITY);

    private static final TimeRange INDEFINITE = new TimeRange(MediaTime.INDEFINITE, MediaTime.INDEFINITE);

    private final MediaTime start;
    private final MediaTime duration;

    private TimeRange(MediaTime start, MediaTime duration) {
        this.start = start;
        this.duration = duration;
    }

    /** The range of that duration from {@code start} on; invalid if the two make no range. */
    public static TimeRange of(MediaTime start, MediaTime duration) {
        boolean starts = start.isNumeric() || start.isIndefinite();
        boolean lasts = duration.isValid() && duration.epoch() == 0 && !duration.isBefore(MediaTime.ZERO);
        return starts && lasts ? new TimeRange(start, duration) : INVALID;
    }

    /** The range from {@code start} up to but not including {@code end}; invalid if the end comes before the start. */
    public static TimeRange between(MediaTime start, MediaTime end) {
        return of(start, end.minus(start));
    }

    /** The first instant of the range; invalid if the range is. */
    public MediaTime start() {
        return start;
    }

    /** The length of the range, 0 or more; invalid if the range is. */
    public MediaTime duration() {
        return duration;
    }

    /** The first instant after the range; invalid if the range is. */
    public MediaTime end() {
        return start.plus(duration);
    }

    /** Whether this is any range other than {@link #INVALID}. */
    public boolean isValid() {
        return start.isValid();
    }

    /** Whether the range is valid and has duration 0. */
    public boolean isEmpty() {
        return duration.equals(MediaTime.ZERO);
    }

    /** Whether both the start and the duration are numeric. */
    public boolean isNumeric() {
        return start.isNumeric() && duration.isNumeric();
    }

    /** Whether the start or the duration is not known yet. */
    public boolean isIndefinite() {
        return start.isIndefinite() || duration.isIndefinite();
    }

    /** Whether a numeric time lies in the range; false for its end, and for any time that is not numeric. */
    public boolean contains(MediaTime time) {
        return isDefinite() && time.isNumeric() && !time.isBefore(start) && time.isBefore(end());
    }

    /**
     * Whether the other range starts no earlier and ends no later than this one.
     *
     * <p>An empty range counts as contained up to and including this range's end. False if either range is invalid or
     * indefinite.
     */
    public boolean contains(TimeRange other) {
        return isDefinite()
                && other.isDefinite()
                && !other.start.isBefore(start)
                && !other.end().isAfter(end());
    }

    /**
     * The smallest range that covers both; an empty range covers nothing, and of two empty ones the earlier is the
     * union.
     *
     * @return invalid if either range is or their epochs differ, else indefinite if either range is
     */
    public TimeRange union(TimeRange other) {
        if (!isDefinite() || !other.isDefinite()) {
            return undefined(other);
        }
        if (isEmpty() != other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        if (isEmpty()) {
            return other.start.isBefore(start) ? other : this;
        }
        // Both bounds from one range: the range itself, whose duration a subtraction might have to round.
        if (contains(other)) {
            return this;
        }
        return other.contains(this)
                ? other
                : between(MediaTime.min(start, other.start), MediaTime.max(end(), other.end()));
    }

    /**
     * The largest range in both; {@link #ZERO} if they have nothing in common.
     *
     * @return invalid if either range is, else indefinite if either range is
     */
    public TimeRange intersection(TimeRange other) {
        if (!isDefinite() || !other.isDefinite()) {
            return undefined(other);
        }
        MediaTime from = MediaTime.max(start, other.start);
        MediaTime to = MediaTime.min(end(), other.end());
        if (!from.isBefore(to)) {
            return ZERO;
        }
        if (contains(other)) {
            return other;
        }
        return other.contains(this) ? this : between(from, to);
    }

    /**
     * The time that lies in {@code to} where {@code time} lies in this range:
     * (time - start) · (to.duration / duration) + to.start.
     *
     * <p>Times outside this range map to times outside {@code to}. If both ranges are infinite, the time is only
     * shifted.
     *
     * @return invalid if either range is empty, invalid or indefinite, or if only one is infinite
     */
    public MediaTime map(MediaTime time, TimeRange to) {
        return scale(time.minus(start), to).plus(to.start);
    }

    /**
     * The duration in {@code to} of what lasts {@code length} in this range: length · (to.duration / duration).
     *
     * <p>If both ranges are infinite, the duration stays. The length may be negative.
     *
     * @return invalid if either range is empty, invalid or indefinite, if only one is infinite, or if the length's
     *     epoch is not 0
     */
    public MediaTime mapDuration(MediaTime length, TimeRange to) {
        return length.epoch() == 0 ? scale(length, to) : MediaTime.INVALID;
    }

    private MediaTime scale(MediaTime length, TimeRange to) {
        boolean scalable = isDefinite() && to.isDefinite() && !isEmpty() && !to.isEmpty();
        if (!scalable || duration.isPositiveInfinity() != to.duration.isPositiveInfinity()) {
            return MediaTime.INVALID;
        }
        if (!length.isNumeric() || duration.equals(to.duration)) {
            return length;
        }
        Fraction ratio = to.duration.fraction().over(duration.fraction());
        return length.times(ratio);
    }

    /**
     * The nearest time to {@code time} that is the range's start, its end or in between; indefinite stays.
     *
     * @return invalid if the range is empty or invalid; indefinite if the range is
     */
    public MediaTime clamp(MediaTime time) {
        if (!isValid() || isEmpty() || !time.isValid()) {
            return MediaTime.INVALID;
        }
        if (isIndefinite() || time.isIndefinite()) {
            return MediaTime.INDEFINITE;
        }
        return MediaTime.min(MediaTime.max(time, start), end());
    }

    /**
     * The time in this range that plays at {@code time} if the range repeats for ever in both directions; indefinite
     * stays.
     *
     * <p>A range of infinite duration never repeats: times from its start on stay, and earlier times have no answer.
     *
     * @return invalid if there is no such time: the range is empty or invalid, or the time infinite or of another
     *     epoch; indefinite if the range is
     */
    public MediaTime fold(MediaTime time) {
        if (!isValid() || isEmpty() || !time.isValid()) {
            return MediaTime.INVALID;
        }
        if (isIndefinite() || time.isIndefinite()) {
            return MediaTime.INDEFINITE;
        }
        MediaTime offset = time.minus(start);
        if (!offset.isNumeric() || offset.epoch() != 0) {
            return MediaTime.INVALID;
        }
        if (contains(time)) {
            return time;
        }
        if (duration.isPositiveInfinity()) {
            return MediaTime.INVALID;
        }
        Fraction within = offset.fraction().modulo(duration.fraction());
        return TimeArithmetic.atAnyScale(within, offset.timescale(), offset.sticky())
                .plus(start);
    }

    /** Whether the other is a range with the same start and duration, by value. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimeRange range && start.equals(range.start) && duration.equals(range.duration);
    }

    @Override
    public int hashCode() {
        return Objects.hash(start, duration);
    }

    /** The start and the end: {@code [2.5 s, 9 s)}. */
    @Override
    public String toString() {
        return isValid() ? "[" + TimeText.seconds(start) + ", " + TimeText.seconds(end()) + ")" : "invalid";
    }

    private boolean isDefinite() {
        return isValid() && !isIndefinite();
    }

    private TimeRange undefined(TimeRange other) {
        return isValid() && other.isValid() ? INDEFINITE : INVALID;
    }
}
