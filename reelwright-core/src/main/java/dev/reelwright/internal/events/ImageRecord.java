package dev.reelwright.internal.events;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.image.ImageResult;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import org.jspecify.annotations.Nullable;

/** Tells the recorder of one image. */
public final class ImageRecord {
    private static final ImageRecord OFF = new ImageRecord(null);

    private final @Nullable Recording recording;

    private ImageRecord(@Nullable Recording recording) {
        this.recording = recording;
    }

    /** Begins with an image whose frame is looked for now. */
    public static ImageRecord begin(String source) {
        return Recorder.isOn() ? new ImageRecord(new Recording(source)) : OFF;
    }

    /** Ends with this result, for which so many frames were decoded. */
    public void end(ImageResult result, long decodedFrames) {
        if (recording != null) {
            recording.end(result, decodedFrames);
        }
    }

    /** Apart, so that nothing of the recorder is loaded without need. */
    private static final class Recording {
        private static final int NANOS = 1_000_000_000;
        /** What nanoseconds can count. */
        private static final double LONGEST_SECONDS = 9e9;

        private final ImageEvent event = new ImageEvent();

        Recording(String source) {
            event.source = source;
            event.begin();
        }

        void end(ImageResult result, long decodedFrames) {
            event.requestedTime = nanos(result.requestedTime());
            event.decodedFrames = decodedFrames;
            if (result instanceof ImageResult.Succeeded succeeded) {
                event.actualTime = nanos(succeeded.image().actualTime());
            } else if (result instanceof ImageResult.Failed failed) {
                event.errorCode = failed.error().code().name();
            } else {
                event.errorCode = ErrorCode.OPERATION_CANCELLED.name();
            }
            event.commit();
        }

        private static long nanos(MediaTime time) {
            boolean fits = time.isNumeric() && Math.abs(time.toSeconds()) < LONGEST_SECONDS;
            return fits ? time.toTicks(1, NANOS, Rounding.HALF_AWAY_FROM_ZERO) : Long.MIN_VALUE;
        }
    }
}
