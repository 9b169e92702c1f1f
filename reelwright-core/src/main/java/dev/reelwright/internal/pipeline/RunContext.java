package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.internal.engine.EncoderSettings.Pass;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.plan.SegmentPlanner;
import dev.reelwright.internal.source.StopSignal;

/**
 * What all parts of one run over the source share.
 *
 * @param pass which of several passes it is
 * @param gate what stands between the encoders and the file
 * @param lanes how many parts of the video are encoded side by side at most
 */
record RunContext(
        Asset asset,
        ExportPlan plan,
        Cancellation cancellation,
        Ending ending,
        Heartbeat heartbeat,
        Pass pass,
        OutputTrack.Gate gate,
        int lanes) {

    /** Whether the work is to end; asked by whatever moves bytes, so that asking tells that something moves. */
    StopSignal stop() {
        return new RunStop(cancellation, heartbeat);
    }

    /** Whether the file takes nothing any more. */
    boolean isOver() {
        return gate instanceof LengthGate g && g.isCut();
    }

    /** How many threads a part of a video works with. */
    int threads(int part, int parts) {
        return SegmentPlanner.threads(part, parts, lanes, Runtime.getRuntime().availableProcessors());
    }

    /** Ends the work here when it was cancelled, and tells that it goes on when not. */
    void step() {
        cancellation.check();
        heartbeat.beat();
    }
}
