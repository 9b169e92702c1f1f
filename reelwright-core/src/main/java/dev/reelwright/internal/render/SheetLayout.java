package dev.reelwright.internal.render;

import dev.reelwright.internal.plan.SpriteGrid;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything stands on a contact sheet, in pixels from the top left: a title, lines of details, and pictures in rows with
 * their captions below.
 *
 * @param places of the pictures, in the order of time
 * @param captions below the pictures, the line being centred in its box
 */
record SheetLayout(Size size, Line title, List<Line> details, List<Box> places, List<Box> captions, int captionSize) {
    static final int MARGIN = 28;
    static final int GAP = 14;
    static final int TITLE_HEIGHT = 44;
    static final int DETAIL_HEIGHT = 26;
    static final int HEADER_GAP = 22;
    static final int CAPTION_HEIGHT = 30;

    private static final int TITLE_SIZE = 30;
    private static final int SMALLEST_TITLE = 20;
    private static final int DETAIL_SIZE = 19;
    private static final int CAPTION_SIZE = 17;
    private static final int SMALLEST_CAPTION = 11;
    private static final int CAPTION_TOP = 8;
    private static final String SEPARATOR = "   ·   ";

    /** A rectangle. */
    record Box(int x, int y, int width, int height) {
        boolean overlaps(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    /** A line of text that fits into its box at this size of letters. */
    record Line(String text, Box box, int fontSize) {}

    /**
     * What is to be placed.
     *
     * @param details in the order of their worth; as many in a line as fit
     * @param widestCaption a caption no narrower than any other
     */
    record Wish(int columns, int count, Size tile, String title, List<String> details, String widestCaption) {}

    /** @throws IllegalArgumentException when the sheet would be too large */
    static SheetLayout of(Wish wish, Lettering lettering) {
        Size tile = wish.tile();
        int columns = Math.min(wish.columns(), wish.count());
        int captionSize = lettering.size(wish.widestCaption(), CAPTION_SIZE, SMALLEST_CAPTION, tile.width());
        int cell = Math.max(tile.width(), (int) Math.ceil(lettering.width(wish.widestCaption(), captionSize)));
        int rows = (wish.count() + columns - 1) / columns;
        long width = 2L * MARGIN + (long) columns * cell + (columns - 1L) * GAP;
        int room = (int) Math.min(Integer.MAX_VALUE, width - 2 * MARGIN);
        List<Line> details = details(wish.details(), room, lettering);
        int top = MARGIN + TITLE_HEIGHT + details.size() * DETAIL_HEIGHT + HEADER_GAP;
        long height = top + (long) rows * (tile.height() + CAPTION_HEIGHT) + (rows - 1L) * GAP + MARGIN;
        requireRoom(width, height, wish);
        List<Box> places = new ArrayList<>();
        List<Box> captions = new ArrayList<>();
        for (int i = 0; i < wish.count(); i++) {
            int x = MARGIN + i % columns * (cell + GAP);
            int y = top + i / columns * (tile.height() + CAPTION_HEIGHT + GAP);
            places.add(new Box(x + (cell - tile.width()) / 2, y, tile.width(), tile.height()));
            captions.add(new Box(x, y + tile.height() + CAPTION_TOP, cell, CAPTION_HEIGHT - CAPTION_TOP));
        }
        Size size = new Size((int) width, (int) height);
        return new SheetLayout(size, title(wish.title(), room, lettering), details, places, captions, captionSize);
    }

    private static void requireRoom(long width, long height, Wish wish) {
        if (width * height > SpriteGrid.MOST_PIXELS || Math.max(width, height) > SpriteGrid.LARGEST_EDGE) {
            throw new IllegalArgumentException("a sheet of " + wish.count() + " pictures of " + wish.tile() + " in "
                    + wish.columns() + " columns would have " + width + "x" + height
                    + " pixels; choose fewer or smaller ones");
        }
    }

    private static Line title(String text, int room, Lettering lettering) {
        String drawable = lettering.drawable(text).strip();
        int size = lettering.size(drawable, TITLE_SIZE, SMALLEST_TITLE, room);
        // smaller letters stand on the same line
        int lower = (TITLE_SIZE - size) / 2;
        Box box = new Box(MARGIN, MARGIN + lower, room, TITLE_HEIGHT - lower);
        return new Line(lettering.shortened(drawable, size, room), box, size);
    }

    private static List<Line> details(List<String> parts, int room, Lettering lettering) {
        List<String> texts = new ArrayList<>();
        String current = "";
        for (String part : parts) {
            String longer = current.isEmpty() ? part : current + SEPARATOR + part;
            if (current.isEmpty() || lettering.width(longer, DETAIL_SIZE) <= room) {
                current = longer;
            } else {
                texts.add(current);
                current = part;
            }
        }
        texts.add(current);
        List<Line> lines = new ArrayList<>();
        for (String text : texts) {
            Box box = new Box(MARGIN, MARGIN + TITLE_HEIGHT + lines.size() * DETAIL_HEIGHT, room, DETAIL_HEIGHT);
            lines.add(new Line(lettering.shortened(text, DETAIL_SIZE, room), box, DETAIL_SIZE));
        }
        return lines;
    }
}
