package dev.reelwright.asset;

import dev.reelwright.time.MediaTime;

/**
 * What the packet index of a track says: measured facts, as opposed to the header's.
 *
 * @param frames how many frames are presented
 * @param gops how many groups of pictures, that is sync samples, there are
 * @param longestGop packets from one sync sample to the next, at most
 * @param start when the first frame appears
 * @param end when the last frame leaves
 */
public record TrackIndexSummary(int frames, int gops, int longestGop, MediaTime start, MediaTime end) {}
