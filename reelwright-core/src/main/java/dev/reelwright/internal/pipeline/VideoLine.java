package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Track;
import dev.reelwright.export.Deinterlace;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;

/**
 * How a video track goes from its source to its encoder.
 *
 * @param globalHeader whether the container wants the coding's parameters outside of the packets
 */
record VideoLine(
        Track source, VideoSettings settings, TrackTimes times, EncoderSettings.Video encoder, boolean globalHeader) {

    /** Frames that follow sooner, in the source's time, are left out: a little less than the frame interval, for jitter. */
    MediaTime minInterval() {
        if (settings.maxFrameRate() == 0) {
            return MediaTime.ZERO;
        }
        MediaTime shown = MediaTime.of(95, 100 * settings.maxFrameRate());
        return shown.timesRatio(times.speed().numerator(), times.speed().denominator());
    }

    boolean deinterlaces() {
        return settings.deinterlace() == Deinterlace.AUTO;
    }

    /** Frames a second of the source. */
    double sourceFrameRate() {
        return settings.frameRate() / times.speed().toDouble();
    }
}
