package dev.reelwright.image;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.plan.CueTimes;
import dev.reelwright.internal.render.SpriteRun;
import dev.reelwright.internal.render.SpriteSettings;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thumbnails of a player's scrub bar: pictures at even distances, side by side in one or several images, and a WebVTT file
 * that tells which rectangle of which image to show when.
 *
 * <p>The asset's duration is divided into cues without gap or overlap; a cue's thumbnail is the frame on screen in its middle,
 * which is never farther from any time of the cue than half of it. Frames that stay on screen are kept once and shared by their
 * cues. A cue whose own picture cannot be had, such as after the end of a video whose sound goes on, shows the nearest earlier one.
 *
 * <p>Memory holds the pixels of one image at a time, whatever the duration. An instance is immutable and may be used from any
 * thread.
 */
public final class SpriteSheet {
    private final Asset asset;
    private final List<TimeRange> cues;
    private final SpriteSettings settings;
    private final Set<SpriteRun> running = ConcurrentHashMap.newKeySet();

    private SpriteSheet(Builder builder) {
        asset = builder.asset;
        cues = List.copyOf(builder.cues());
        settings = new SpriteSettings(
                builder.tileSize,
                builder.columns,
                builder.tilesPerImage,
                builder.maximumEdge,
                builder.maximumBytes,
                builder.frames);
    }

    /** Which frame stands for a stretch of time. */
    public enum FrameChoice {
        /** The frame on screen in the middle of the cue. */
        EXACT,
        /**
         * A sync sample no farther from the middle of the cue than half a cue, where there is one; else as {@link #EXACT}. Most
         * of the decoding is saved where sync samples are closer together than cues, and each cue still shows a moment of
         * its own.
         */
        SYNC_IN_CUE,
        /**
         * The sync sample nearest to the middle of the cue, be it outside of the cue. Only sync samples are decoded, which is many
         * times as fast; where they are far apart, several cues share one.
         */
        NEAREST_SYNC
    }

    /**
     * One thumbnail.
     *
     * @param image the file that holds it
     * @param x left edge in pixels
     * @param y upper edge in pixels
     * @param size in pixels
     * @param actualTime when the frame appears on the asset's timeline
     */
    public record Tile(Path image, int x, int y, Size size, MediaTime actualTime) {}

    /**
     * A stretch of time and its thumbnail.
     *
     * @param range in whole milliseconds, as the WebVTT file has it
     */
    public record Cue(TimeRange range, Tile tile) {}

    /**
     * What was written.
     *
     * @param images in the order of time
     * @param tiles in the order of time; fewer than cues where cues share one
     */
    public record Result(Path webVtt, List<Path> images, List<Tile> tiles, List<Cue> cues) {
        public Result {
            images = List.copyOf(images);
            tiles = List.copyOf(tiles);
            cues = List.copyOf(cues);
        }
    }

    public static Builder builder(Asset asset) {
        return new Builder(asset);
    }

    /** The stretches of time that get a thumbnail each; from zero to the asset's end in whole milliseconds. */
    public List<TimeRange> cues() {
        return cues;
    }

    /** The same as {@link #write(Path, SaveOptions, Consumer)} without telling how far it has come. */
    public Result write(Path webVtt, SaveOptions options) {
        return write(webVtt, options, progress -> {});
    }

    /**
     * Writes the images and then the WebVTT file beside them, and waits until all are there. The images are called like the
     * WebVTT file: {@code thumbs.vtt} names {@code thumbs-001.jpg} and so on. No file appears before all of them are
     * complete; after a failure or cancellation there are none.
     *
     * @param webVtt ends in {@code .vtt}
     * @param options of the images; {@code overwrite} concerns the WebVTT file as well
     * @param progress called on the calling thread after each picture
     * @throws MediaException with {@link ErrorCode#FILE_ALREADY_EXISTS} where a file is in the way, at the latest
     *     after the first picture, {@link ErrorCode#NO_SOURCE_TRACK} without video, {@link ErrorCode#CANNOT_FIT} where a single thumbnail is
     *     above the limit of bytes, {@link ErrorCode#OPERATION_CANCELLED} after {@link #cancelAll()}; and as taking the
     *     first picture fails when none can be taken
     */
    public Result write(Path webVtt, SaveOptions options, Consumer<ImageProgress> progress) {
        if (asset.videoTrack().isEmpty()) {
            throw new MediaException(ErrorCode.NO_SOURCE_TRACK, asset.name() + " has no video");
        }
        try (SpriteRun run = new SpriteRun(asset, cues, settings, webVtt, options)) {
            running.add(run);
            try {
                return run.write(progress);
            } finally {
                running.remove(run);
            }
        }
    }

    /** Ends all writing that is under way with {@link ErrorCode#OPERATION_CANCELLED}. Later writing is not concerned. */
    public void cancelAll() {
        running.forEach(SpriteRun::cancel);
    }

    /** Collects the settings. */
    public static final class Builder {
        private static final int LARGEST_EDGE = 65_535;

        private final Asset asset;
        private @Nullable MediaTime interval;
        private int count;
        private Size tileSize = new Size(160, 160);
        private int columns = 10;
        private int tilesPerImage = 100;
        private int maximumEdge = 4096;
        private long maximumBytes = Long.MAX_VALUE;
        private FrameChoice frames = FrameChoice.EXACT;

        private Builder(Asset asset) {
            this.asset = asset;
        }

        /**
         * How long a cue is, a millisecond or more; the last one is what remains. Takes the place of {@link #count}. Unless
         * either is set: a hundredth of the duration, but 1 s at least and 10 s at most.
         */
        public Builder every(MediaTime length) {
            if (!length.isNumeric() || length.isBefore(MediaTime.of(1, 1000))) {
                throw new IllegalArgumentException("thumbnails are a millisecond or more apart, not " + length);
            }
            this.interval = length;
            return this;
        }

        /** How many cues of equal length there are. Takes the place of {@link #every}. */
        public Builder count(int number) {
            this.count = requirePositive(number, "cues");
            this.interval = null;
            return this;
        }

        /** The box that pictures are scaled down into; a side of 0 is free; 160x160 unless set. */
        public Builder tileSize(Size box) {
            this.tileSize = box;
            return this;
        }

        /** Thumbnails in a row at most; 10 unless set. Fewer where the image would become too wide. */
        public Builder columns(int number) {
            this.columns = requirePositive(number, "columns");
            return this;
        }

        /** Thumbnails in one image at most; 100 unless set. Fewer where it would become too large. */
        public Builder tilesPerImage(int number) {
            this.tilesPerImage = requirePositive(number, "tiles in an image");
            return this;
        }

        /** Longest side of an image in pixels; 4096 unless set. WebP ends at 16383 in any case, JPEG at 65500. */
        public Builder maximumEdge(int pixels) {
            if (pixels < 16 || pixels > LARGEST_EDGE) {
                throw new IllegalArgumentException("an edge is 16 to " + LARGEST_EDGE + " pixels, not " + pixels);
            }
            this.maximumEdge = pixels;
            return this;
        }

        /**
         * Largest size of an image file; without limit unless set. An image above it is written at lower quality where its
         * format has any, and is split into several when that does not suffice.
         */
        public Builder maximumBytes(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("a file has one or more bytes, not " + bytes);
            }
            this.maximumBytes = bytes;
            return this;
        }

        /** {@link FrameChoice#EXACT} unless set. */
        public Builder frames(FrameChoice choice) {
            this.frames = choice;
            return this;
        }

        private static int requirePositive(int number, String what) {
            if (number < 1) {
                throw new IllegalArgumentException("there are one or more " + what + ", not " + number);
            }
            return number;
        }

        private List<TimeRange> cues() {
            MediaTime duration = asset.duration();
            if (interval != null) {
                return CueTimes.every(interval, duration);
            }
            return count > 0 ? CueTimes.count(count, duration) : CueTimes.usual(duration);
        }

        /** @throws IllegalArgumentException when there would be more than 100,000 cues */
        public SpriteSheet build() {
            return new SpriteSheet(this);
        }
    }
}
