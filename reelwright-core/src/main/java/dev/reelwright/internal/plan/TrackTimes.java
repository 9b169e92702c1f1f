package dev.reelwright.internal.plan;

import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;

/**
 * From a source stream's ticks to times on the asset's timeline.
 *
 * @param timeBase the stream's ticks
 * @param containerStart the container's time that the asset calls zero
 * @param range the part of the asset that is exported
 * @param trackEnd where the track's media ends on the asset's timeline
 * @param endIsExact whether {@code trackEnd} comes from an edit list, so that media beyond it is padding
 */
public record TrackTimes(
        TimeBase timeBase, MediaTime containerStart, TimeRange range, MediaTime trackEnd, boolean endIsExact) {

    public MediaTime onAsset(long ticks) {
        return timeBase.time(ticks).minus(containerStart);
    }

    /** Where the output of this track must end at the latest, on the asset's timeline. */
    public MediaTime limit() {
        return endIsExact ? MediaTime.min(range.end(), trackEnd) : range.end();
    }
}
