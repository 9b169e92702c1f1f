package dev.reelwright.internal.render;

import org.jspecify.annotations.Nullable;

/**
 * What is done to the frames of one kind.
 *
 * @param chain filters in FFmpeg's notation, from the input {@code in} to the output {@code out}
 * @param cube what tone-maps, at the chain's input {@code cube}; null where nothing is tone-mapped
 */
public record PictureFilters(String chain, @Nullable ColorCube cube) {}
