package dev.reelwright.export;

import dev.reelwright.asset.Asset;
import dev.reelwright.time.TimeRange;

/**
 * A stretch of an asset that is to be joined with others.
 *
 * @param range on the asset's timeline, {@link TimeRange#ALL} for all of it
 */
public record Clip(Asset asset, TimeRange range) {
    /** All of an asset. */
    public static Clip of(Asset asset) {
        return new Clip(asset, TimeRange.ALL);
    }
}
