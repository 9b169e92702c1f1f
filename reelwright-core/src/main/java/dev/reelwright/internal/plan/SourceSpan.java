package dev.reelwright.internal.plan;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.List;

/** Where what becomes one track of the output has media on the asset's timeline. */
public final class SourceSpan {
    private SourceSpan() {}

    /** The source's tracks that a planned track is made of. */
    public static List<Track> sources(Asset asset, TrackPlan plan) {
        List<Integer> ids = plan instanceof TrackPlan.EncodeAudio audio ? audio.sources() : List.of(plan.sourceTrack());
        return ids.stream().map(id -> asset.track(id).orElseThrow()).toList();
    }

    /** From where the first of its sources begins to where the last one ends. */
    public static TimeRange of(Asset asset, TrackPlan plan) {
        return of(sources(asset, plan));
    }

    public static TimeRange of(List<Track> sources) {
        MediaTime start = sources.get(0).timeRange().start();
        MediaTime end = sources.get(0).timeRange().end();
        for (Track source : sources) {
            start = MediaTime.min(start, source.timeRange().start());
            end = MediaTime.max(end, source.timeRange().end());
        }
        return TimeRange.between(start, end);
    }
}
