package dev.reelwright.internal.render;

import dev.reelwright.image.SpriteSheet.FrameChoice;
import dev.reelwright.video.Size;

/** How thumbnails are put into images; in the words of {@link dev.reelwright.image.SpriteSheet.Builder}. */
public record SpriteSettings(
        Size tileSize, int columns, int tilesPerImage, int maximumEdge, long maximumBytes, FrameChoice frames) {}
