package dev.reelwright.asset;

import dev.reelwright.time.TimeMapping;

/**
 * One piece of a track's edit list (ISO/IEC 14496-12 §8.6.6): which stretch of the stored media is presented when. Source
 * times count from the media's own zero, target times on the asset's timeline. An empty segment presents nothing.
 */
public record TrackSegment(TimeMapping mapping) {
    public boolean isEmpty() {
        return mapping.isEmptyEdit();
    }
}
