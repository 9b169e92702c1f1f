package dev.reelwright.internal.pipeline;

import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.ExportResult.Optimization;
import dev.reelwright.export.ExportResult.WrittenTrack;
import java.util.ArrayList;
import java.util.List;

/**
 * What one run over the source has written.
 *
 * @param carriedOut the plan with what was really done
 * @param isAsPlanned whether nothing was changed on the way on purpose
 * @param bytes size of the written file
 */
record Outcome(
        ExportPlan carriedOut,
        boolean isAsPlanned,
        ExportResult.Ending ending,
        long bytes,
        List<WrittenTrack> tracks,
        List<Optimization> optimizations,
        List<String> warnings) {

    /** The same with something more to tell. */
    Outcome with(Optimization more) {
        List<Optimization> all = new ArrayList<>(optimizations);
        all.add(more);
        return new Outcome(carriedOut, isAsPlanned, ending, bytes, tracks, all, warnings);
    }

    /** The same with the plan changed on purpose. */
    Outcome changed(ExportPlan plan) {
        return new Outcome(plan, false, ending, bytes, tracks, optimizations, warnings);
    }

    /** Coded bytes of the tracks that were encoded as video. */
    long videoBytes() {
        return tracks.stream()
                .filter(t -> t.plan() instanceof dev.reelwright.export.TrackPlan.EncodeVideo)
                .mapToLong(WrittenTrack::mediaBytes)
                .sum();
    }

    static Optimization applied(String name, String reason) {
        return new Optimization(name, Optimization.Outcome.APPLIED, reason);
    }

    static Optimization notApplied(String name, String reason) {
        return new Optimization(name, Optimization.Outcome.NOT_APPLIED, reason);
    }
}
