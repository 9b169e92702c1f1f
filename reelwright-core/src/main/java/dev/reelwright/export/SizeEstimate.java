package dev.reelwright.export;

import dev.reelwright.time.MediaTime;
import java.time.Duration;

/**
 * How large and how long an export will be, found out by encoding samples of it.
 *
 * @param size the finished file in bytes, without regard to a limit
 * @param duration how long the whole output would be
 * @param maximumDuration how much of it fits into the session's {@code fileLengthLimit}; positive infinity without one
 * @param cost how long it took to find out
 */
public record SizeEstimate(SizeRange size, MediaTime duration, MediaTime maximumDuration, Duration cost) {}
