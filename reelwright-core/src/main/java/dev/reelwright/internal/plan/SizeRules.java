package dev.reelwright.internal.plan;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.Track;
import dev.reelwright.export.AudioSettings;
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
    /** Without a cap hard footage takes several times what ordinary footage takes. */
    private static final int UNCAPPED = 5;

    /** Seconds between sync samples that few files exceed. */
    private static final double LONGEST_GROUP = 10;

    private SizeRules() {}

    static SizeRange expect(Asset asset, TimeRange range, Ratio speed, List<TrackPlan> tracks) {
        SizeRange sum = new SizeRange(HEADER_BYTES, 500, 10_000);
        for (TrackPlan plan : tracks) {
            TimeRange media = SourceSpan.of(asset, plan).intersection(range);
            double seconds = media.duration().toSeconds() / speed.toDouble();
            if (plan instanceof TrackPlan.EncodeVideo video) {
                sum = sum.plus(video(video.settings(), seconds));
            } else if (plan instanceof TrackPlan.EncodeAudio audio) {
                sum = sum.plus(audio(audio.settings(), seconds));
            } else if (plan.isCarriedOver()) {
                Track track = asset.track(plan.sourceTrack()).orElseThrow();
                sum = sum.plus(carriedOver(plan, track, seconds));
            }
        }
        return sum;
    }

    /** A part may lie where there is more or less than on average, and more is in the file than is presented, or is encoded well. */
    private static SizeRange carriedOver(TrackPlan plan, Track track, double seconds) {
        double rate = track.bitRate() / 8.0;
        double usual = rate * seconds;
        double group = Math.min(seconds, LONGEST_GROUP);
        if (plan instanceof TrackPlan.SmartCut cut && !cut.encoder().isEmpty()) {
            return range(usual, usual * 0.5, usual * 1.5 + rate * group * (UNCAPPED - 1));
        }
        if (plan instanceof TrackPlan.EditList && track.isVideo()) {
            return range(usual, usual * 0.5, usual * 1.5 + rate * LONGEST_GROUP);
        }
        return around(usual, 0.9, 1.1);
    }

    private static SizeRange video(VideoSettings settings, double seconds) {
        double index = settings.frameRate() * seconds * INDEX_BYTES;
        double usual = settings.usualBitRate() / 8.0 * seconds;
        double low = settings.lowBitRate() / 8.0 * seconds;
        double cap = settings.maxBitRate() > 0
                ? settings.maxBitRate() / 8.0 * seconds
                : usual * (settings.codec().equals("prores") ? 1 : UNCAPPED);
        return new SizeRange(
                Math.round(usual + index), Math.round(low), Math.round(Math.max(usual, cap * 1.1) + index));
    }

    private static SizeRange audio(AudioSettings settings, double seconds) {
        double index = 50 * INDEX_BYTES * seconds;
        if (settings.bitRate() > 0) {
            return around(settings.bitRate() / 8.0 * seconds + index, 0.8, 1.15);
        }
        int depth = settings.sampleFormat().startsWith("s32") ? 24 : 16;
        double whole = (double) depth / 8 * settings.sampleRate() * settings.channels() * seconds;
        // samples as they are take what they take; music without loss takes half of that, silence next to nothing
        return settings.codec().startsWith("pcm") ? around(whole, 1, 1.01) : around(whole * 0.55 + index, 0.05, 1.95);
    }

    private static SizeRange around(double bytes, double low, double high) {
        return range(bytes, bytes * low, bytes * high);
    }

    private static SizeRange range(double bytes, double low, double high) {
        return new SizeRange(Math.round(bytes), Math.round(low), Math.round(high));
    }
}
