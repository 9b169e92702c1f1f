package dev.reelwright.internal.pipeline;

import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import java.util.List;

/**
 * How long samples are, in seconds of the source.
 *
 * @param counted what counts: with pictures that refer to others a whole interval of sync samples
 * @param encoded the same, and what the encoder has to see of the pictures after it
 */
record SampleShape(double counted, double encoded) {
    private static final double SOUND = 4;
    private static final double INTRA = 0.5;
    /** Encoders look ahead, and give frames less at the end of what they see. */
    private static final double LOOKED_AHEAD = 0.5;

    private static final double FEWEST_FRAMES_AHEAD = 8;
    private static final double LONGEST = 5;

    static SampleShape of(List<TrackPlan> tracks) {
        for (TrackPlan track : tracks) {
            if (track instanceof TrackPlan.EncodeVideo video) {
                return of(video.settings());
            }
        }
        return new SampleShape(SOUND, SOUND);
    }

    private static SampleShape of(VideoSettings settings) {
        if (settings.keyInterval() <= 1) {
            // the last frame that counts is to be shown as long as it is in the whole
            return new SampleShape(INTRA, INTRA + 2 / settings.frameRate());
        }
        double interval = settings.keyInterval() / settings.frameRate();
        double counted = Math.min(LONGEST, interval);
        double ahead = Math.max(LOOKED_AHEAD, FEWEST_FRAMES_AHEAD / settings.frameRate());
        return new SampleShape(counted, counted + Math.min(ahead, counted));
    }
}
