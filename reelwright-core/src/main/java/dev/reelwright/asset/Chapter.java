package dev.reelwright.asset;

import dev.reelwright.time.TimeRange;

/**
 * A named part of an asset.
 *
 * @param timeRange where it is on the asset's timeline
 * @param title its name, empty when it has none
 * @param language of the title: ISO 639-2/T code, {@code und} when unknown
 */
public record Chapter(TimeRange timeRange, String title, String language) {}
