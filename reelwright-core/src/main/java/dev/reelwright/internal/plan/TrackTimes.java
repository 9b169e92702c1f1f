package dev.reelwright.internal.plan;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.List;

/**
 * From a source stream's ticks to times on the asset's timeline.
 *
 * @param timeBase the stream's ticks
 * @param containerStart the container's time that the asset calls zero
 * @param range the part of the asset that is exported
 * @param trackEnd where the track's media ends on the asset's timeline
 * @param gaps stretches of the asset's timeline in which the track presents nothing, in order
 * @param endIsExact whether {@code trackEnd} comes from an edit list, so that media beyond it is padding
 * @param speed seconds of the asset for a second of the output
 */
public record TrackTimes(
        TimeBase timeBase,
        MediaTime containerStart,
        TimeRange range,
        MediaTime trackEnd,
        List<TimeRange> gaps,
        boolean endIsExact,
        Ratio speed) {

    private static final MediaTime MILLISECOND = MediaTime.of(1, 1000);

    public TrackTimes {
        gaps = List.copyOf(gaps);
    }

    public MediaTime onAsset(long ticks) {
        return timeBase.time(ticks).minus(containerStart);
    }

    /**
     * What the container rounds times to, no more than a millisecond. A frame that is on screen for less at one of the range's
     * ends is there by rounding alone.
     */
    public MediaTime grain() {
        return MediaTime.min(timeBase.time(1), MILLISECOND);
    }

    /** The same for a part of the range. */
    public TrackTimes within(TimeRange part) {
        return new TrackTimes(timeBase, containerStart, part, trackEnd, gaps, endIsExact, speed);
    }

    /** From a time on the asset's timeline to one on the output's, which begins with the range. */
    public MediaTime toOutput(MediaTime onAsset) {
        return scaled(onAsset.minus(range.start()));
    }

    /** How long something of the asset lasts in the output. */
    public MediaTime scaled(MediaTime duration) {
        return speed.equals(Ratio.ONE) ? duration : duration.timesRatio(speed.denominator(), speed.numerator());
    }

    /**
     * Where sound of this track must end at the latest, on the asset's timeline. Where the track's end is only known in
     * ticks that are coarser than samples, the last samples may lie up to a tick later.
     */
    public MediaTime soundLimit(int sampleRate) {
        boolean coarse = timeBase.time(1).isAfter(MediaTime.of(1, sampleRate));
        boolean all = !endIsExact && !range.end().isBefore(trackEnd);
        return coarse && all ? MediaTime.max(limit(), trackEnd.plus(timeBase.time(1))) : limit();
    }

    /** Where the output of this track must end at the latest, on the asset's timeline. */
    public MediaTime limit() {
        return endIsExact ? MediaTime.min(range.end(), trackEnd) : range.end();
    }
}
