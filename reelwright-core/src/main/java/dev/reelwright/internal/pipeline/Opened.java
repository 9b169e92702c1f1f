package dev.reelwright.internal.pipeline;

import dev.reelwright.export.AudioSettings;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.engine.Encoder;

/** Plans of tracks as their opened encoders have them. */
final class Opened {
    private Opened() {}

    static TrackPlan video(TrackPlan.EncodeVideo planned, Encoder encoder) {
        VideoSettings s = planned.settings();
        // the encoder keeps rates as fractions of thousandths
        double rate = Math.abs(encoder.frameRate() - s.frameRate()) < 0.001 ? s.frameRate() : encoder.frameRate();
        VideoSettings opened = new VideoSettings(
                s.codec(),
                encoder.name(),
                encoder.size(),
                s.transform(),
                s.crop(),
                encoder.pixelFormat(),
                encoder.color(),
                s.hdr(),
                s.conversion(),
                s.peakLuminance(),
                rate,
                s.maxFrameRate(),
                encoder.keyInterval(),
                s.maxBitRate(),
                s.usualBitRate(),
                s.lowBitRate(),
                s.options());
        return new TrackPlan.EncodeVideo(planned.sourceTrack(), opened, planned.reason());
    }

    static TrackPlan audio(TrackPlan.EncodeAudio planned, Encoder encoder) {
        AudioSettings s = planned.settings();
        AudioSettings opened = new AudioSettings(
                s.codec(),
                encoder.name(),
                encoder.sampleFormat(),
                encoder.sampleRate(),
                encoder.channels(),
                s.channelLayout(),
                s.bitRate() == 0 ? 0 : encoder.bitRate());
        return planned.withSettings(opened);
    }
}
