package dev.reelwright.export;

/**
 * How the work of an export is laid out.
 *
 * @param passes how often the source is read
 * @param lanes how many parts of the video are encoded side by side at most; 1 for one after the other
 * @param reason why so, for people
 */
public record Execution(int passes, int lanes, String reason) {}
