package dev.reelwright.time;

/**
 * A range of source (media) time and the range of target (track) time in which it plays, as an entry of an edit list.
 *
 * <p>If the durations differ, the media plays faster or slower. A mapping whose source is {@link TimeRange#INVALID} is
 * an empty edit: nothing plays during the target range.
 *
 * @param source the media that plays, on the media's own timeline
 * @param target when it plays, on the track's timeline
 */
public record TimeMapping(TimeRange source, TimeRange target) {

    /** The empty edit: nothing plays during {@code target}. */
    public static TimeMapping empty(TimeRange target) {
        return new TimeMapping(TimeRange.INVALID, target);
    }

    /** The mapping of a range to itself: media that plays at its own times and speed. */
    public static TimeMapping identity(TimeRange range) {
        return new TimeMapping(range, range);
    }

    /** Whether nothing plays during the target range. */
    public boolean isEmptyEdit() {
        return !source.isValid();
    }

    /**
     * The seconds of source that play in a second of target: 2 for two seconds of media in one.
     *
     * @return 0 for an empty edit and for an infinite target alone; infinite for an empty target or an infinite source
     *     alone; 1 if both are infinite; NaN if both are empty, or either is indefinite or the target invalid
     */
    public double rate() {
        if (isEmptyEdit()) {
            return 0;
        }
        MediaTime played = source.duration();
        MediaTime lasting = target.duration();
        if (played.isPositiveInfinity() && lasting.isPositiveInfinity()) {
            return 1;
        }
        if (!source.isNumeric() || !target.isNumeric() || target.isEmpty()) {
            return played.toSeconds() / lasting.toSeconds();
        }
        return played.fraction().over(lasting.fraction()).toDouble();
    }

    /**
     * The target time at which a source time plays, extended in a straight line beyond the source range.
     *
     * @return invalid for an empty edit and wherever {@link TimeRange#map} is
     */
    public MediaTime map(MediaTime sourceTime) {
        return source.map(sourceTime, target);
    }

    /**
     * The source time that plays at a target time, extended in a straight line beyond the target range.
     *
     * @return invalid for an empty edit and wherever {@link TimeRange#map} is
     */
    public MediaTime mapToSource(MediaTime targetTime) {
        return target.map(targetTime, source);
    }
}
