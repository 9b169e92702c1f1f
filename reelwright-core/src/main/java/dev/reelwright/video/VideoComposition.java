package dev.reelwright.video;

import dev.reelwright.time.MediaTime;
import java.util.List;
import java.util.Optional;

/**
 * How the pictures of an asset's tracks become one picture at each time: on a canvas of a size of its own, by a compositor.
 * Immutable; whoever uses it checks what it can do with it.
 */
public final class VideoComposition {
    private final VideoCompositor compositor;
    private final Size renderSize;
    private final double renderScale;
    private final MediaTime frameDuration;
    private final int sourceTrackIdForFrameTiming;
    private final Optional<List<String>> outputBufferDescription;

    private VideoComposition(Builder builder) {
        compositor = builder.compositor;
        renderSize = builder.renderSize;
        renderScale = builder.renderScale;
        frameDuration = builder.frameDuration;
        sourceTrackIdForFrameTiming = builder.sourceTrackIdForFrameTiming;
        outputBufferDescription = builder.outputBufferDescription;
    }

    public static Builder builder(VideoCompositor compositor) {
        return new Builder(compositor);
    }

    /** What composes the pictures. */
    public VideoCompositor customVideoCompositor() {
        return compositor;
    }

    /** Size of the canvas in pixels. */
    public Size renderSize() {
        return renderSize;
    }

    /** How many times larger than the canvas pictures are made; 1 unless set. */
    public double renderScale() {
        return renderScale;
    }

    /** How long each picture is shown. */
    public MediaTime frameDuration() {
        return frameDuration;
    }

    /** Number of the track at whose frames' times pictures are made; 0, unless set, for none. */
    public int sourceTrackIdForFrameTiming() {
        return sourceTrackIdForFrameTiming;
    }

    /** The views, such as {@code left} and {@code right}, that are made of each picture; empty, unless set, for one alone. */
    public Optional<List<String>> outputBufferDescription() {
        return outputBufferDescription;
    }

    /** Collects a composition's properties. */
    public static final class Builder {
        private final VideoCompositor compositor;
        private Size renderSize = Size.ZERO;
        private double renderScale = 1;
        private MediaTime frameDuration = MediaTime.of(1, 30);
        private int sourceTrackIdForFrameTiming;
        private Optional<List<String>> outputBufferDescription = Optional.empty();

        private Builder(VideoCompositor compositor) {
            this.compositor = compositor;
        }

        /** The canvas; that of the source's upright picture unless set. */
        public Builder renderSize(int width, int height) {
            this.renderSize = new Size(width, height);
            return this;
        }

        public Builder renderScale(double scale) {
            this.renderScale = scale;
            return this;
        }

        /** A thirtieth of a second unless set. */
        public Builder frameDuration(MediaTime duration) {
            this.frameDuration = duration;
            return this;
        }

        public Builder sourceTrackIdForFrameTiming(int trackId) {
            this.sourceTrackIdForFrameTiming = trackId;
            return this;
        }

        public Builder outputBufferDescription(List<String> views) {
            this.outputBufferDescription = Optional.of(List.copyOf(views));
            return this;
        }

        public VideoComposition build() {
            return new VideoComposition(this);
        }
    }
}
