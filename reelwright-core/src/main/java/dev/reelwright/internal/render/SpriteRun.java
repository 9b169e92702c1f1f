package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageFormat;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.image.ImageProgress;
import dev.reelwright.image.ImageResult;
import dev.reelwright.image.SaveOptions;
import dev.reelwright.image.SpriteSheet.Cue;
import dev.reelwright.image.SpriteSheet.FrameChoice;
import dev.reelwright.image.SpriteSheet.Result;
import dev.reelwright.image.SpriteSheet.Tile;
import dev.reelwright.internal.plan.SpriteGrid;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One writing of thumbnails: pulls pictures one by one, fills an image with them, writes it when it is full. */
public final class SpriteRun implements AutoCloseable {
    private static final int NO_TILE = -1;

    private final List<TimeRange> ranges;
    private final SpriteSettings settings;
    private final int edge;
    private final ImageGenerator generator;
    private final SpriteFiles files;
    private final SpriteImages images;
    private volatile boolean cancelled;

    /** @param ranges the cues */
    public SpriteRun(Asset asset, List<TimeRange> ranges, SpriteSettings settings, Path webVtt, SaveOptions options) {
        this.ranges = ranges;
        this.settings = settings;
        this.edge = Math.min(settings.maximumEdge(), largestEdge(options.format()));
        this.files = new SpriteFiles(webVtt, asset.source().path().orElse(null), options);
        this.images = new SpriteImages(files, options, settings.maximumBytes(), this::checkpoint);
        MediaTime tolerance = tolerance(settings.frames());
        this.generator = ImageGenerator.builder(asset)
                .maximumSize(
                        limited(settings.tileSize().width()),
                        limited(settings.tileSize().height()))
                .toleranceBefore(tolerance)
                .toleranceAfter(tolerance)
                .build();
    }

    /** WebP stores sides in 14 bits; FFmpeg's JPEG encoder takes a little less than the format. */
    private static int largestEdge(ImageFormat format) {
        return switch (format) {
            case WEBP -> 16_383;
            case JPEG -> 65_500;
            case PNG, AVIF -> 65_535;
        };
    }

    private MediaTime tolerance(FrameChoice choice) {
        return switch (choice) {
            case EXACT -> MediaTime.ZERO;
            case SYNC_IN_CUE -> ranges.get(0).duration().timesRatio(1, 2);
            case NEAREST_SYNC -> MediaTime.POSITIVE_INFINITY;
        };
    }

    private int limited(int side) {
        return side == 0 ? edge : Math.min(side, edge);
    }

    /** Makes the thread that writes end soon. */
    public void cancel() {
        cancelled = true;
        generator.cancelAll();
    }

    private void checkpoint() {
        if (cancelled) {
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
        }
    }

    /** Does all of it on the calling thread; once. */
    public Result write(Consumer<ImageProgress> progress) {
        int[] tileOfCue = take(progress);
        images.flush();
        List<Tile> tiles = images.tiles();
        List<Cue> cues = new ArrayList<>();
        for (int i = 0; i < tileOfCue.length; i++) {
            cues.add(new Cue(ranges.get(i), tiles.get(tileOfCue[i])));
        }
        checkpoint();
        files.commit(WebVtt.of(cues));
        return new Result(files.webVtt(), files.images(), tiles, cues);
    }

    /** The tile of each cue. */
    private int[] take(Consumer<ImageProgress> progress) {
        int[] tileOfCue = new int[ranges.size()];
        int tile = NO_TILE;
        MediaException firstError = null;
        MediaTime lastTime = MediaTime.INVALID;
        try (Stream<ImageResult> results = generator.images(middles())) {
            Iterator<ImageResult> each = results.iterator();
            for (int cue = 0; each.hasNext(); cue++) {
                checkpoint();
                ImageResult result = each.next();
                if (result instanceof ImageResult.Failed failed) {
                    firstError = firstError == null ? failed.error() : firstError;
                } else {
                    GeneratedImage image = result.image();
                    if (!image.actualTime().equals(lastTime)) {
                        open(image);
                        images.add(image);
                        lastTime = image.actualTime();
                        tile++;
                    }
                }
                tileOfCue[cue] = Math.max(0, tile);
                progress.accept(new ImageProgress(cue + 1, ranges.size()));
            }
        }
        if (tile == NO_TILE) {
            throw firstError == null
                    ? new MediaException(ErrorCode.NO_IMAGE_AT_TIME, "there is not one picture")
                    : firstError;
        }
        return tileOfCue;
    }

    private List<MediaTime> middles() {
        return ranges.stream()
                .map(range -> range.start().plus(range.duration().timesRatio(1, 2)))
                .toList();
    }

    /** The first picture tells the size of all. */
    private void open(GeneratedImage first) {
        if (images.isOpen()) {
            return;
        }
        SpriteGrid grid = SpriteGrid.within(
                new Size(first.width(), first.height()),
                Math.min(settings.columns(), ranges.size()),
                settings.tilesPerImage(),
                edge);
        images.open(grid, ranges.size());
    }

    @Override
    public void close() {
        generator.close();
        files.close();
    }
}
