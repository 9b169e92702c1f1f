package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Track;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.engine.OutputTrack;
import org.jspecify.annotations.Nullable;

/**
 * One track on its way from the source to the output.
 *
 * @param opened the plan as the opened encoder has it
 * @param worker what the common reader feeds; null where the track reads for itself
 * @param ownReader what reads the track by itself, null elsewhere
 */
record Lane(
        Track source,
        TrackPlan plan,
        TrackPlan opened,
        OutputTrack output,
        @Nullable TrackWorker worker,
        @Nullable OwnReader ownReader) {}
