package dev.reelwright.video;

import dev.reelwright.time.MediaTime;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link VideoCompositor} is asked for.
 *
 * @param compositionTime on the asset's timeline
 * @param renderSize size in pixels of the picture to make
 * @param sourceFrames the picture on screen of each source track that has one at this time, by the track's number: upright, in
 *     sRGB, its pixels square
 */
public record CompositionRequest(MediaTime compositionTime, Size renderSize, Map<Integer, BufferedImage> sourceFrames) {
    public CompositionRequest {
        sourceFrames = Map.copyOf(sourceFrames);
    }

    /** The picture of this track; none where it shows nothing at this time. */
    public Optional<BufferedImage> sourceFrame(int trackId) {
        return Optional.ofNullable(sourceFrames.get(trackId));
    }
}
