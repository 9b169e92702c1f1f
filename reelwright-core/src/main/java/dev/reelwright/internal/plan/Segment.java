package dev.reelwright.internal.plan;

import dev.reelwright.time.TimeRange;

/**
 * A part of a track's video that is encoded by itself.
 *
 * @param range where it lies on the asset's timeline; it begins where a frame begins, but for the first
 * @param frames how many pictures it shows
 */
public record Segment(TimeRange range, int frames) {}
