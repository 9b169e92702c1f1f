package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset.Copies;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.TrimMode;
import dev.reelwright.internal.plan.ContainerRules;

/** What cannot be done for a stream, which is written once and from beginning to end. */
final class StreamRules {
    private StreamRules() {}

    /** Nothing that may have to begin anew, or that goes back. */
    static ExportSession suited(ExportSession session) {
        return session.toBuilder()
                .parallelizedExport(false)
                .optimizeForNetworkUse(false)
                .trimMode(
                        session.preset().copies() == Copies.EVERYTHING
                                ? suited(session.trimMode())
                                : session.trimMode())
                .build();
    }

    /** Seams are looked at in the finished file, and edit lists are completed there. */
    private static TrimMode suited(TrimMode mode) {
        return switch (mode) {
            case AUTO, ENCODE -> TrimMode.ENCODE;
            case KEYFRAME -> TrimMode.KEYFRAME;
            case SMART_CUT, EDIT_LIST ->
                throw new MediaException(
                        ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET,
                        "a stream cannot be looked at once it is written, so neither smart cuts nor edit lists go into"
                                + " one; write a file, or choose the trim mode keyframe or encode");
        };
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
