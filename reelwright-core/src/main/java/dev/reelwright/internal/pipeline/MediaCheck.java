package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.plan.SourceSpan;
import dev.reelwright.time.MediaTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a source held what its header promises. */
final class MediaCheck {
    private final RunContext context;
    private final Asset asset;
    private final ExportPlan plan;
    private final List<Lane> lanes;

    MediaCheck(RunContext context, List<Lane> lanes) {
        this.context = context;
        this.asset = context.asset();
        this.plan = context.plan();
        this.lanes = lanes;
    }

    /** A file whose header promises media that is not there must not end as an empty or short success. */
    void requireMedia() {
        MediaTime reached = MediaTime.ZERO;
        for (Lane lane : lanes) {
            reached = MediaTime.max(reached, lane.output().end());
        }
        MediaTime wanted = wanted();
        MediaTime slack = MediaTime.max(MediaTime.of(1, 2), wanted.timesRatio(1, 50));
        boolean nothing = lanes.stream()
                .allMatch(lane -> lane.source().coverArt() || lane.output().samples() == 0);
        boolean mayBeShort = context.ending().isRequested() || context.isOver();
        if (context.gate() instanceof LengthGate gate && gate.isEmpty()) {
            throw new MediaException(
                    ErrorCode.CANNOT_FIT,
                    "not even the beginning of " + asset.name() + " fits into " + plan.fileLengthLimit()
                            + " bytes; allow more, or choose a smaller preset");
        }
        if (nothing || (!mayBeShort && reached.plus(slack).isBefore(wanted))) {
            throw new MediaException(
                    ErrorCode.FAILED_TO_LOAD_MEDIA_DATA,
                    "the media of " + asset.name() + " ends after " + reached.inSeconds() + " of the "
                            + wanted.inSeconds() + " to export: the file is cut off or holds no media data. "
                            + "Export what is there by an earlier end of the time range");
        }
    }

    /** How far the tracks that are worked on reach, on the output's timeline. */
    private MediaTime wanted() {
        MediaTime end = MediaTime.ZERO;
        for (Lane lane : lanes) {
            if (lane.source().coverArt()) {
                continue;
            }
            MediaTime media = MediaTime.min(
                    SourceSpan.of(lane.sources()).end(), plan.timeRange().end());
            end = MediaTime.max(end, media.minus(plan.timeRange().start()));
        }
        return end.timesRatio(plan.speed().denominator(), plan.speed().numerator());
    }

    /** Reading came to the end of the file: for a file that was cut between two samples that looks like any other end. */
    void requireWholeFile(Demuxer demuxer) {
        Set<Integer> streams = new HashSet<>();
        lanes.forEach(lane -> lane.sources().forEach(source -> streams.add(source.index())));
        if (asset.formatName().equals("mov") && demuxer.isCutOff(streams)) {
            throw cutOff(asset);
        }
    }

    /** What is told of such a file. */
    static MediaException cutOff(Asset asset) {
        return new MediaException(
                ErrorCode.FAILED_TO_LOAD_MEDIA_DATA,
                "the media data of " + asset.name() + " is cut off: its index points beyond the file's end. "
                        + "Export what is there by an earlier end of the time range");
    }
}
