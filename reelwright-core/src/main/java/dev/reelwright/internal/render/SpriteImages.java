package dev.reelwright.internal.render;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageFormat;
import dev.reelwright.image.SaveOptions;
import dev.reelwright.image.SpriteSheet.Tile;
import dev.reelwright.internal.plan.SpriteGrid;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects thumbnails in one image after the other; holds the pixels of one. */
final class SpriteImages {
    /** Steps of quality tried for an image of too many bytes, down to the lowest that is still worth looking at. */
    private static final int QUALITY_STEP = 15;

    private static final int LOWEST_QUALITY = 40;

    private static final int BLACK = 0xFF000000;

    private final SpriteFiles files;
    private final SaveOptions options;
    private final long maximumBytes;
    private final Runnable checkpoint;
    private final List<Tile> tiles = new ArrayList<>();

    private @Nullable SpriteGrid grid;
    private int awaited;
    private @Nullable Canvas canvas;
    /** When the frames in the image that is being filled appear. */
    private final List<MediaTime> times = new ArrayList<>();

    /** @param checkpoint called before each image is written; may throw to end the work */
    SpriteImages(SpriteFiles files, SaveOptions options, long maximumBytes, Runnable checkpoint) {
        this.files = files;
        this.options = options;
        this.maximumBytes = maximumBytes;
        this.checkpoint = checkpoint;
    }

    boolean isOpen() {
        return grid != null;
    }

    /**
     * Fixes how the images look.
     *
     * @param most thumbnails that may come
     */
    void open(SpriteGrid form, int most) {
        files.requireFree((most + form.capacity() - 1) / form.capacity());
        grid = form;
        awaited = most;
    }

    /** Puts a thumbnail at the next place. */
    void add(GeneratedImage image) {
        SpriteGrid form = form();
        if (canvas == null) {
            canvas = new Canvas(form.size(Math.min(form.capacity(), awaited)), BLACK);
        }
        canvas.picture(
                form.x(times.size()), form.y(times.size()), new Size(image.width(), image.height()), image.pixels());
        times.add(image.actualTime());
        awaited--;
        if (times.size() == form.capacity()) {
            flush();
        }
    }

    private SpriteGrid form() {
        if (grid == null) {
            throw new IllegalStateException("the size of the thumbnails is not known yet");
        }
        return grid;
    }

    /** Writes what is collected. */
    void flush() {
        if (canvas != null) {
            write(canvas, 0, times.size());
            canvas = null;
            times.clear();
        }
    }

    /** All thumbnails that were written, in the order in which they came. */
    List<Tile> tiles() {
        return List.copyOf(tiles);
    }

    /** Writes the places from {@code from} on, which is the first of a row unless all are in one row. */
    private void write(Canvas from, int first, int count) {
        SpriteGrid form = form();
        checkpoint.run();
        Size size = form.size(count);
        if (isSmallEnough(from.part(form.x(first), form.y(first), size), size)) {
            Path place = files.nextImage();
            for (int i = first; i < first + count; i++) {
                int x = form.x(i) - form.x(first);
                int y = form.y(i) - form.y(first);
                tiles.add(new Tile(place, x, y, form.tile(), times.get(i)));
            }
            files.accept();
            return;
        }
        if (count == 1) {
            throw new MediaException(
                    ErrorCode.CANNOT_FIT,
                    "a single thumbnail of " + form.tile() + " has more than " + maximumBytes
                            + " bytes; choose a smaller tile size or a format with quality");
        }
        int rows = (count + form.columns() - 1) / form.columns();
        int half = rows > 1 ? rows / 2 * form.columns() : count / 2;
        write(from, first, half);
        write(from, first + half, count - half);
    }

    /** Whether the image could be written within the limit of bytes, which it then is. */
    private boolean isSmallEnough(int[] pixels, Size size) {
        int quality = options.quality();
        while (true) {
            StillWriter.write(
                    files.scratch(),
                    null,
                    new SaveOptions(options.format(), quality, true),
                    new StillPicture.Sdr(size, false, pixels));
            if (bytes() <= maximumBytes) {
                return true;
            }
            if (options.format() == ImageFormat.PNG || quality <= LOWEST_QUALITY) {
                return false;
            }
            quality = Math.max(LOWEST_QUALITY, quality - QUALITY_STEP);
        }
    }

    private long bytes() {
        try {
            return Files.size(files.scratch());
        } catch (IOException e) {
            throw new MediaException(ErrorCode.WRITE_FAILED, "cannot read what was written: " + e, e);
        }
    }
}
