package dev.reelwright.asset;

import dev.reelwright.time.MediaTime;

/**
 * What the packet index of a track says.
 *
 * @param origin whether it was read in the file's headers or measured
 * @param frames how many frames are presented
 * @param gops how many groups of pictures, that is sync samples, there are
 * @param longestGop packets from one sync sample to the next, at most
 * @param start when the first frame appears
 * @param end when the last frame leaves
 */
public record TrackIndexSummary(
        IndexOrigin origin, int frames, int gops, int longestGop, MediaTime start, MediaTime end) {}
