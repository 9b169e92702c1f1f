package dev.reelwright.image;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.time.MediaTime;

/** What became of one requested time: an image, an error that concerns this time alone, or a cancellation. */
public sealed interface ImageResult {
    /** The time as it was asked for. */
    MediaTime requestedTime();

    /**
     * The image.
     *
     * @throws MediaException when there is none
     */
    GeneratedImage image();

    /** An image was taken. */
    record Succeeded(MediaTime requestedTime, GeneratedImage image) implements ImageResult {}

    /** No image could be taken. */
    record Failed(MediaTime requestedTime, MediaException error) implements ImageResult {
        @Override
        public GeneratedImage image() {
            throw error;
        }
    }

    /** The request was cancelled before its turn. */
    record Cancelled(MediaTime requestedTime) implements ImageResult {
        @Override
        public GeneratedImage image() {
            throw new MediaException(
                    ErrorCode.OPERATION_CANCELLED, "the image at " + requestedTime.inSeconds() + " was cancelled");
        }
    }
}
