package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.image.ImageProgress;
import dev.reelwright.image.ImageResult;
import dev.reelwright.internal.render.SheetLayout.Box;
import dev.reelwright.internal.render.SheetLayout.Line;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One drawing of a contact sheet: pulls pictures one by one and puts each into its place. */
public final class SheetRun implements AutoCloseable {
    private static final int BACKGROUND = 0xFF15171C;
    private static final int EMPTY_TILE = 0xFF22252C;
    private static final int EMPTY_BORDER = 0xFF3A3F4A;
    private static final int TITLE_COLOR = 0xFFF2F3F5;
    private static final int DETAIL_COLOR = 0xFF9AA1AD;
    private static final String EMPTY_MARK = "no picture";
    private static final int MARK_SIZE = 17;
    private static final int SMALLEST_MARK = 9;

    private final List<MediaTime> times;
    private final SheetSettings settings;
    private final SheetText text;
    private final ImageGenerator generator;
    private volatile boolean cancelled;

    private @Nullable SheetLayout layout;
    private @Nullable Canvas canvas;

    /** A finished sheet as packed pixels, handed on once and never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Drawn(Size size, int[] pixels) {}

    /** @param times of the pictures */
    public SheetRun(Asset asset, List<MediaTime> times, SheetSettings settings) {
        this.times = times;
        this.settings = settings;
        this.text = new SheetText(asset, times.size());
        this.generator =
                ImageGenerator.builder(asset).maximumSize(settings.tileSize()).build();
    }

    /** Makes the thread that draws end soon. */
    public void cancel() {
        cancelled = true;
        generator.cancelAll();
    }

    /** Does all of it on the calling thread; once. */
    public Drawn draw(Consumer<ImageProgress> progress) {
        List<Integer> missing = new ArrayList<>();
        MediaException firstError = null;
        try (Stream<ImageResult> results = generator.images(times)) {
            Iterator<ImageResult> each = results.iterator();
            for (int i = 0; each.hasNext(); i++) {
                if (cancelled) {
                    throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
                }
                ImageResult result = each.next();
                if (result instanceof ImageResult.Failed failed) {
                    firstError = firstError == null ? failed.error() : firstError;
                    missing.add(i);
                } else {
                    put(i, result.image());
                }
                progress.accept(new ImageProgress(i + 1, times.size()));
            }
        }
        if (layout == null || canvas == null) {
            throw firstError == null
                    ? new MediaException(ErrorCode.NO_IMAGE_AT_TIME, "there is not one picture")
                    : firstError;
        }
        for (int i : missing) {
            markEmpty(canvas, layout.places().get(i));
            caption(canvas, layout, i, times.get(i));
        }
        write(canvas, layout.title(), TITLE_COLOR);
        for (Line line : layout.details()) {
            write(canvas, line, DETAIL_COLOR);
        }
        return new Drawn(layout.size(), canvas.finish());
    }

    private void put(int place, GeneratedImage image) {
        Size size = new Size(image.width(), image.height());
        SheetLayout arranged = layout;
        Canvas sheet = canvas;
        if (arranged == null || sheet == null) {
            // the first picture tells the size of all
            arranged = SheetLayout.of(
                    new SheetLayout.Wish(
                            settings.columns(),
                            times.size(),
                            size,
                            settings.title(),
                            text.details(),
                            text.widestCaption()),
                    settings.lettering());
            sheet = new Canvas(arranged.size(), BACKGROUND, settings.lettering());
            layout = arranged;
            canvas = sheet;
        }
        Box box = arranged.places().get(place);
        sheet.picture(box.x(), box.y(), size, image.pixels());
        caption(sheet, arranged, place, image.actualTime());
    }

    private void caption(Canvas sheet, SheetLayout arranged, int place, MediaTime time) {
        Box box = arranged.captions().get(place);
        sheet.centeredText(
                text.caption(time), box.x() + box.width() / 2, box.y(), arranged.captionSize(), DETAIL_COLOR);
    }

    private void markEmpty(Canvas sheet, Box box) {
        sheet.fill(box.x(), box.y(), new Size(box.width(), box.height()), EMPTY_BORDER);
        if (box.width() > 2 && box.height() > 2) {
            sheet.fill(box.x() + 1, box.y() + 1, new Size(box.width() - 2, box.height() - 2), EMPTY_TILE);
        }
        int size = settings.lettering().size(EMPTY_MARK, MARK_SIZE, SMALLEST_MARK, box.width() - 4);
        if (settings.lettering().width(EMPTY_MARK, size) <= box.width() - 4 && box.height() > 2 * size) {
            int y = box.y() + (box.height() - size) / 2;
            sheet.centeredText(EMPTY_MARK, box.x() + box.width() / 2, y, size, DETAIL_COLOR);
        }
    }

    private static void write(Canvas sheet, Line line, int color) {
        sheet.text(
                line.text(),
                line.box().x(),
                line.box().y(),
                line.fontSize(),
                line.box().width(),
                color);
    }

    @Override
    public void close() {
        generator.close();
    }
}
