package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Track;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.engine.OutputTrack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One track on its way from the source to the output.
 *
 * @param sources the tracks whose packets it takes, the one that it is named after first
 * @param opened the plan as the opened encoder has it
 * @param worker what the common reader feeds; null where the track reads for itself
 * @param ownReader what reads the track by itself, null elsewhere
 */
record Lane(
        List<Track> sources,
        TrackPlan plan,
        TrackPlan opened,
        OutputTrack output,
        @Nullable TrackWorker worker,
        @Nullable OwnReader ownReader) {
    Lane(
            Track source,
            TrackPlan plan,
            TrackPlan opened,
            OutputTrack output,
            @Nullable TrackWorker worker,
            @Nullable OwnReader ownReader) {
        this(List.of(source), plan, opened, output, worker, ownReader);
    }

    /** The track that it is named after. */
    Track source() {
        return sources.get(0);
    }
}
