package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FileType;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.export.Destination;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.ExportState;
import dev.reelwright.internal.file.ScratchFolder;
import dev.reelwright.internal.plan.PlanComparison;
import dev.reelwright.time.MediaTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs one export from plan to finished file: plan, write in one pass or several, finish, bring to its place. */
public final class ExportRun {
    private final ExportSession session;
    private final Destination destination;
    private final FileType fileType;
    private final RunControl control;
    private final Consumer<ExportState> listener;
    private final long startNanos = System.nanoTime();
    private volatile Phase phase = Phase.PREPARE;

    public ExportRun(
            ExportSession session,
            Destination destination,
            FileType fileType,
            RunControl control,
            Consumer<ExportState> listener) {
        this.session = destination instanceof Destination.Stream ? StreamRules.suited(session) : session;
        this.destination = destination;
        this.fileType = fileType;
        this.control = control;
        this.listener = listener;
    }

    public ExportResult run() {
        tell(new ExportState.Exporting(Phase.PREPARE, 0, 0, Optional.empty()));
        Cancellation cancellation = control.cancellation();
        try (Delivery delivery = Delivery.to(destination, fileType, session);
                ScratchFolder scratch = scratch()) {
            delivery.use(scratch);
            ExportPlan plan = plan();
            ProgressMeter meter = new ProgressMeter(this::tell, plan.duration());
            Passes passes =
                    new Passes(session.asset(), delivery, scratch, control, meter, session.allowsMultiplePasses());
            Outcome outcome = TrimFallback.run(session, fileType, plan, p -> p, passes, cancellation);
            cancellation.check();
            long bytes = delivery.commit(control.stop());
            meter.finishing(1);
            return result(plan, outcome, bytes);
        } catch (MediaException e) {
            // what fails because it is being ended is told as what ended it
            MediaException told = cancellation.isRequested() ? cancellation.reason() : e;
            throw told.in(phase);
        }
    }

    private ExportPlan plan() {
        ExportPlan plan = session.plan(fileType);
        return destination instanceof Destination.Stream ? StreamRules.suited(plan, session.asset()) : plan;
    }

    private ScratchFolder scratch() {
        Path temporary = session.directoryForTemporaryFiles().orElse(null);
        if (temporary == null && destination instanceof Destination.File file) {
            return ScratchFolder.near(file.path());
        }
        return ScratchFolder.in(temporary == null ? ScratchFolder.temporary() : temporary);
    }

    private void tell(ExportState state) {
        if (state instanceof ExportState.Exporting e) {
            phase = e.phase();
        }
        listener.accept(state);
    }

    private ExportResult result(ExportPlan plan, Outcome outcome, long bytes) {
        MediaTime duration = MediaTime.ZERO;
        for (ExportResult.WrittenTrack track : outcome.tracks()) {
            duration = MediaTime.max(duration, track.duration());
        }
        List<String> warnings = new ArrayList<>(plan.warnings());
        warnings.addAll(outcome.warnings());
        List<String> differences = PlanComparison.differences(plan, outcome.carriedOut());
        assert differences.isEmpty() || !outcome.isAsPlanned() : "the plan said otherwise: " + differences;
        return new ExportResult(
                destination,
                bytes,
                duration,
                Duration.ofNanos(System.nanoTime() - startNanos),
                plan,
                outcome.carriedOut(),
                outcome.ending(),
                outcome.tracks(),
                outcome.optimizations(),
                warnings);
    }
}
