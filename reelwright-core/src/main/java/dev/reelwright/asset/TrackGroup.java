package dev.reelwright.asset;

import java.util.List;

/**
 * Tracks of an asset of which one at most is meant to be presented at a time, such as one sound in several languages
 * (ISO/IEC 14496-12 §8.3.2, {@code alternate_group}).
 *
 * @param number the container's number of the group, never 0
 * @param trackIds its members in the order of the file
 */
public record TrackGroup(int number, List<Integer> trackIds) {
    public TrackGroup {
        trackIds = List.copyOf(trackIds);
    }
}
