package dev.reelwright.internal.plan;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.Track;
import dev.reelwright.export.SizeRange;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.time.TimeRange;
import java.util.List;

/** What a file is expected to be by the usual rates, without reading any media. */
final class SizeRules {
    /** Bytes that the file's index takes for a sample, about. */
    private static final int INDEX_BYTES = 16;

    private static final int HEADER_BYTES = 2000;

    private SizeRules() {}

    static SizeRange expect(Asset asset, TimeRange range, Ratio speed, List<TrackPlan> tracks) {
        SizeRange sum = new SizeRange(HEADER_BYTES, 500, 10_000);
        for (TrackPlan plan : tracks) {
            Track track = asset.track(plan.sourceTrack()).orElseThrow();
            double seconds = track.timeRange().intersection(range).duration().toSeconds() / speed.toDouble();
            if (plan instanceof TrackPlan.EncodeVideo video) {
                sum = sum.plus(video(video.settings(), seconds));
            } else if (plan instanceof TrackPlan.EncodeAudio audio) {
                long bits = audio.settings().bitRate() > 0
                        ? audio.settings().bitRate()
                        : 16L * audio.settings().sampleRate() * audio.settings().channels();
                sum = sum.plus(around(bits / 8.0 * seconds + 50 * INDEX_BYTES * seconds, 0.8, 1.15));
            } else if (plan instanceof TrackPlan.Copy) {
                sum = sum.plus(around(track.bitRate() / 8.0 * seconds, 0.9, 1.1));
            }
        }
        return sum;
    }

    private static SizeRange video(VideoSettings settings, double seconds) {
        double pixels = (double) settings.size().width() * settings.size().height() * settings.frameRate() * seconds;
        double index = settings.frameRate() * seconds * INDEX_BYTES;
        double cap = settings.maxBitRate() > 0 ? settings.maxBitRate() / 8.0 * seconds : pixels / 2;
        double usual = Math.min(cap, settings.maxBitRate() > 0 ? cap * 0.35 : cap);
        return new SizeRange(Math.round(usual + index), Math.round(usual * 0.1), Math.round(cap * 1.1 + index));
    }

    private static SizeRange around(double bytes, double low, double high) {
        return new SizeRange(Math.round(bytes), Math.round(bytes * low), Math.round(bytes * high));
    }
}
