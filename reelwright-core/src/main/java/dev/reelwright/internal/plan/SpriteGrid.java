package dev.reelwright.internal.plan;

import dev.reelwright.video.Size;

/**
 * How thumbnails of one size stand in one image: in rows from the top left, edge to edge.
 *
 * @param tile of one thumbnail
 * @param columns thumbnails in a row
 * @param capacity thumbnails in an image
 */
public record SpriteGrid(Size tile, int columns, int capacity) {
    /** Pixels of one image: what a browser still decodes, and what bounds the memory while it is made. */
    public static final int MOST_PIXELS = 1 << 26;

    /** Pixels of a side that all formats but WebP can have. */
    public static final int LARGEST_EDGE = 65_500;

    /**
     * The grid nearest to what is wanted whose images stay within the limits.
     *
     * @param columns wanted in a row
     * @param capacity wanted in an image
     * @param edge most pixels on a side of an image; no less than the tile's sides
     */
    public static SpriteGrid within(Size tile, int columns, int capacity, int edge) {
        int across = Math.max(1, Math.min(Math.min(columns, capacity), edge / tile.width()));
        int highest = Math.min(edge, MOST_PIXELS / (across * tile.width())) / tile.height();
        long room = (long) across * Math.max(1, highest);
        return new SpriteGrid(tile, across, (int) Math.min(capacity, room));
    }

    /** Size of an image that holds this many, which are at least one. */
    public Size size(int tiles) {
        int rows = (tiles + columns - 1) / columns;
        return new Size(Math.min(tiles, columns) * tile.width(), rows * tile.height());
    }

    /** Left edge of a thumbnail by its place in the image, from 0. */
    public int x(int place) {
        return place % columns * tile.width();
    }

    /** Upper edge of a thumbnail by its place in the image, from 0. */
    public int y(int place) {
        return place / columns * tile.height();
    }
}
