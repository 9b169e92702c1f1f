package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.plan.ContainerRules;

/** What cannot be done for a stream, which is written once and from beginning to end. */
final class StreamRules {
    private StreamRules() {}

    /** Nothing that may have to begin anew, or that goes back. */
    static ExportSession suited(ExportSession session) {
        return session.toBuilder()
                .parallelizedExport(false)
                .optimizeForNetworkUse(false)
                .build();
    }

    /** The muxer makes an empty track of the cover art of a file in fragments. */
    static ExportPlan suited(ExportPlan plan, Asset asset) {
        if (!ContainerRules.isMovie(plan.fileType())) {
            return plan;
        }
        return plan.withTracks(
                plan.tracks().stream().map(t -> withoutCoverArt(t, asset)).toList());
    }

    private static TrackPlan withoutCoverArt(TrackPlan track, Asset asset) {
        boolean isCoverArt =
                asset.track(track.sourceTrack()).map(Track::coverArt).orElse(false);
        return isCoverArt && !(track instanceof TrackPlan.Drop)
                ? new TrackPlan.Drop(
                        track.sourceTrack(), track.mediaType(), "a stream of fragments holds no cover art; a file does")
                : track;
    }
}
