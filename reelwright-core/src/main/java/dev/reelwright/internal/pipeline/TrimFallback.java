package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FileType;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.HiddenMedia;
import dev.reelwright.export.TrimMode;
import dev.reelwright.internal.plan.TrimRules;
import java.util.function.UnaryOperator;

/** Has a trim in the next best way where the seams of a smart cut do not hold. */
final class TrimFallback {
    private TrimFallback() {}

    /**
     * Runs a plan, and another one where that is needed.
     *
     * @param suited what is changed in plans of this session
     */
    static Outcome run(
            ExportSession session,
            FileType type,
            ExportPlan plan,
            UnaryOperator<ExportPlan> suited,
            Passes passes,
            Cancellation cancellation) {
        try {
            return passes.run(plan);
        } catch (CutException e) {
            cancellation.check();
            ExportPlan other = suited.apply(
                    session.toBuilder().trimMode(next(session, type)).build().plan(type));
            Outcome outcome = passes.run(other);
            return outcome.changed(outcome.carriedOut())
                    .with(Outcome.notApplied("smart-cut", String.valueOf(e.getMessage())));
        }
    }

    private static TrimMode next(ExportSession session, FileType type) {
        boolean mayHide = session.hiddenMedia() == HiddenMedia.ALLOWED && TrimRules.hasEditLists(type);
        return mayHide ? TrimMode.EDIT_LIST : TrimMode.ENCODE;
    }
}
