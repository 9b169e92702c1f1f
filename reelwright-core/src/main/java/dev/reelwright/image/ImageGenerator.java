package dev.reelwright.image;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.PacketIndex;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.render.ImageSettings;
import dev.reelwright.internal.render.ImageWorkshop;
import dev.reelwright.internal.render.PosterSearch;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import dev.reelwright.video.VideoComposition;
import dev.reelwright.video.VideoCompositor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes still pictures from an asset's first enabled video track at times on the asset's timeline.
 *
 * <p>With zero tolerances, the default, the picture at t is the frame on screen at t. Wider tolerances let a frame serve
 * that is cheaper to get. Settings are fixed when it is built. Its methods may be called from any thread. It holds
 * decoders, so close it.
 *
 * <p>Interlaced pictures are given as they are stored, both fields in one picture; an export makes whole ones of them.
 */
public final class ImageGenerator implements AutoCloseable {
    private final Asset asset;
    private final ImageSettings settings;
    private final ImageWorkshop workshop;
    private final Set<PosterSearch> searches = ConcurrentHashMap.newKeySet();

    private ImageGenerator(Builder builder) {
        asset = builder.asset;
        settings = new ImageSettings(
                builder.maximumSize,
                builder.apertureMode,
                builder.dynamicRangePolicy,
                builder.appliesTransform,
                builder.toleranceBefore,
                builder.toleranceAfter,
                builder.videoComposition,
                builder.saving);
        workshop = new ImageWorkshop(asset, settings, builder.index, GeneratedImage.from(asset));
    }

    /** A generator can be built for any asset; one without video fails each request. */
    public static Builder builder(Asset asset) {
        return new Builder(asset);
    }

    public Asset asset() {
        return asset;
    }

    public Size maximumSize() {
        return settings.maximumSize();
    }

    public ApertureMode apertureMode() {
        return settings.aperture();
    }

    public DynamicRangePolicy dynamicRangePolicy() {
        return settings.dynamicRange();
    }

    public boolean appliesPreferredTrackTransform() {
        return settings.appliesTransform();
    }

    public MediaTime toleranceBefore() {
        return settings.toleranceBefore();
    }

    public MediaTime toleranceAfter() {
        return settings.toleranceAfter();
    }

    /** How pictures are composed; empty where a track's own are taken. */
    public Optional<VideoComposition> videoComposition() {
        return Optional.ofNullable(settings.composition());
    }

    /** The compositor that pictures are made by, the instance itself. */
    public Optional<VideoCompositor> customVideoCompositor() {
        return videoComposition().map(VideoComposition::customVideoCompositor);
    }

    /**
     * Takes one picture and waits for it.
     *
     * @throws MediaException with {@link ErrorCode#NO_IMAGE_AT_TIME} when no frame is on screen at the time or within the
     *     tolerances
     */
    public GeneratedImage image(MediaTime time) {
        return workshop.take(time).image();
    }

    /**
     * Takes pictures in the order of the times, as they are pulled; each time gives one result, and an error concerns
     * its own time alone. Nothing is decoded before the first result is asked for.
     */
    public Stream<ImageResult> images(Collection<MediaTime> times) {
        return workshop.stream(List.copyOf(times));
    }

    /**
     * Takes the picture that stands best for a stretch of time, as a poster does: neither black nor flat nor blurred nor half of a
     * dissolve. A picture like any other of the generator's in size, aperture and turning, so it is asked of the generator; the
     * time is the answer here, and {@link GeneratedImage#actualTime()} tells it. Tolerances do not concern it.
     *
     * <p>Some dozens of small pictures spread over the window are judged by their light, contrast, variety of colours and
     * sharpness, sync samples where there are any, then those around the best ones. The same asset and window give the same picture. Waits
     * until it is there.
     *
     * @param window on the asset's timeline; {@code asset.timeRange()} for all of it
     * @throws MediaException with {@link ErrorCode#INVALID_TIME_RANGE} when the video is not shown within the window
     */
    public GeneratedImage bestImage(TimeRange window) {
        try (PosterSearch search = new PosterSearch(workshop, settings, shownWithin(window))) {
            searches.add(search);
            try {
                return search.best();
            } finally {
                searches.remove(search);
            }
        } catch (MediaException e) {
            throw e.in(Phase.IMAGE);
        }
    }

    private TimeRange shownWithin(TimeRange window) {
        TimeRange video = asset.videoTrack()
                .orElseThrow(() -> new MediaException(ErrorCode.NO_SOURCE_TRACK, asset.name() + " has no video"))
                .timeRange();
        TimeRange shown = window.isValid() ? window.intersection(video) : TimeRange.INVALID;
        if (!shown.isNumeric() || shown.isEmpty()) {
            throw new MediaException(
                    ErrorCode.INVALID_TIME_RANGE,
                    "the window " + window + " does not meet the video of " + asset.name() + ", shown in " + video);
        }
        return shown;
    }

    /** Takes one picture on a thread of the generator's own; to cancel the future ends the work on it. */
    public CompletableFuture<GeneratedImage> imageAsync(MediaTime time) {
        return workshop.submit(time);
    }

    /**
     * Takes pictures on threads of the generator's own and hands over one result for each time, one after the other, in
     * the order of the times.
     *
     * @return completes when the last result was handed over
     */
    public CompletableFuture<Void> images(Collection<MediaTime> times, Consumer<ImageResult> callback) {
        return workshop.deliver(List.copyOf(times), callback);
    }

    /** Cancels everything that is not delivered yet; the generator stays usable. */
    public void cancelAll() {
        workshop.cancelAll();
        searches.forEach(PosterSearch::cancel);
    }

    /** Cancels what is under way and frees the decoders. Images that were delivered stay valid. */
    @Override
    public void close() {
        searches.forEach(PosterSearch::cancel);
        workshop.close();
    }

    /** Collects a generator's settings. */
    public static final class Builder {
        private final Asset asset;
        private Size maximumSize = Size.ZERO;
        private ApertureMode apertureMode = ApertureMode.CLEAN;
        private DynamicRangePolicy dynamicRangePolicy = DynamicRangePolicy.FORCE_SDR;
        private boolean appliesTransform = true;
        private MediaTime toleranceBefore = MediaTime.ZERO;
        private MediaTime toleranceAfter = MediaTime.ZERO;
        private @Nullable TrackIndex index;
        private @Nullable VideoComposition videoComposition;
        private @Nullable SaveOptions saving;

        private Builder(Asset asset) {
            this.asset = asset;
        }

        /** The box that pictures are scaled down into, as shown; a side of 0 is free. Pictures are never enlarged. */
        public Builder maximumSize(int width, int height) {
            return maximumSize(new Size(width, height));
        }

        public Builder maximumSize(Size box) {
            this.maximumSize = box;
            return this;
        }

        /** {@link ApertureMode#CLEAN} unless set. */
        public Builder apertureMode(ApertureMode mode) {
            this.apertureMode = mode;
            return this;
        }

        /** {@link DynamicRangePolicy#FORCE_SDR} unless set. */
        public Builder dynamicRangePolicy(DynamicRangePolicy policy) {
            this.dynamicRangePolicy = policy;
            return this;
        }

        /** Whether pictures are turned and mirrored as the track says; true unless set. */
        public Builder appliesPreferredTrackTransform(boolean applies) {
            this.appliesTransform = applies;
            return this;
        }

        /** How much earlier than asked a frame may begin; zero unless set, positive infinity for any. */
        public Builder toleranceBefore(MediaTime tolerance) {
            this.toleranceBefore = requireTolerance(tolerance);
            return this;
        }

        /** How much later than asked a frame may begin; zero unless set, positive infinity for any. */
        public Builder toleranceAfter(MediaTime tolerance) {
            this.toleranceAfter = requireTolerance(tolerance);
            return this;
        }

        /**
         * Says how images are going to be written, so that no time goes into what the file cannot hold: those for JPEG
         * files stay in the colours and the chroma resolution of such a file. They can still be used in every other way,
         * and have then the pixels that the file would show, but for its compression.
         */
        public Builder savedAs(SaveOptions options) {
            this.saving = options;
            return this;
        }

        private static MediaTime requireTolerance(MediaTime tolerance) {
            boolean usable =
                    tolerance.isPositiveInfinity() || (tolerance.isNumeric() && !tolerance.isBefore(MediaTime.ZERO));
            if (!usable) {
                throw new IllegalArgumentException(
                        "a tolerance is zero, positive or positive infinity, not " + tolerance);
            }
            return tolerance;
        }

        /**
         * Lets a compositor make the pictures, out of those of the first enabled video track, at exactly the times asked for.
         * They are turned upright whatever {@link #appliesPreferredTrackTransform} says, and scaled down into the maximum
         * size when they are made. Where the track shows nothing, the compositor gets none and is asked all the same.
         *
         * @throws IllegalArgumentException when its render scale is not 1, its frame duration is not positive, its track for
         *     frame timing is negative, or it describes output buffers
         */
        public Builder videoComposition(VideoComposition composition) {
            if (composition.renderScale() != 1) {
                throw new IllegalArgumentException(
                        "images are made at a render scale of 1, not " + composition.renderScale());
            }
            if (!composition.frameDuration().isNumeric()
                    || !composition.frameDuration().isAfter(MediaTime.ZERO)) {
                throw new IllegalArgumentException("a frame duration is positive, not " + composition.frameDuration());
            }
            if (composition.sourceTrackIdForFrameTiming() < 0) {
                throw new IllegalArgumentException("a track's number is not negative, as "
                        + composition.sourceTrackIdForFrameTiming() + " for frame timing is");
            }
            if (composition.outputBufferDescription().isPresent()) {
                throw new IllegalArgumentException("an image is one view; leave the output buffers undescribed");
            }
            this.videoComposition = composition;
            return this;
        }

        /**
         * The packet index of the track that pictures are taken from, made or read before, which saves making it.
         *
         * @throws IllegalArgumentException when it is of another track
         */
        public Builder index(PacketIndex trackIndex) {
            boolean matches = trackIndex instanceof TrackIndex known
                    && known.isOf(asset.source())
                    && asset.videoTrack().map(Track::id).orElse(-1) == known.trackId();
            if (!matches) {
                throw new IllegalArgumentException("the index is of another track than the video of " + asset.name());
            }
            this.index = (TrackIndex) trackIndex;
            return this;
        }

        public ImageGenerator build() {
            return new ImageGenerator(this);
        }
    }
}
