package dev.reelwright.internal.plan;

import dev.reelwright.export.Execution;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.TrackPlan;
import java.util.List;

/** How often the source is read, and how many parts of it are worked on side by side. */
final class ExecutionRules {
    private ExecutionRules() {}

    static Execution choose(ExportSession session, List<TrackPlan> tracks, Machine machine) {
        return new Execution(1, 1, "one after the other");
    }
}
