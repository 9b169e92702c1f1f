package dev.reelwright.export;

import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.events.ExportRecord;
import dev.reelwright.internal.pipeline.ExportQueue;
import dev.reelwright.internal.pipeline.RunControl;
import dev.reelwright.internal.pipeline.StateHub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A running export. Its methods may be called from any thread; states and completions are delivered on threads of the
 * library's own, which must not be blocked for long.
 */
public final class Export implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Work work;
    private final Destination destination;
    private final FileType fileType;
    private final RunControl control = new RunControl();
    private final StateHub states = new StateHub();
    private final CompletableFuture<ExportResult> result = new CompletableFuture<>();

    Export(Work work, Destination destination, FileType fileType) {
        this.work = work;
        this.destination = destination;
        this.fileType = fileType;
    }

    /**
     * What is done.
     *
     * @param preset by name
     * @param source by name
     * @param stallTimeout how long nothing may move
     */
    record Work(String preset, String source, Duration stallTimeout, Runner runner) {
        interface Runner {
            ExportResult run(RunControl control, Consumer<ExportState> listener);
        }
    }

    void enqueue() {
        ExportQueue.shared().submit(this::run, () -> states.publish(new ExportState.Waiting()), control.cancellation());
    }

    private void run() {
        ExportRecord record = ExportRecord.begin(work.preset(), fileType, work.source(), destination.name());
        try (RunControl.Watch watch = control.watch(work.stallTimeout(), e -> stalled(e, record))) {
            control.cancellation().check();
            ExportResult done = work.runner().run(control, record.listening(states::publish));
            record.completed(done.bytes());
            states.publish(new ExportState.Completed(done));
            tell(() -> result.complete(done));
        } catch (MediaException e) {
            fail(e, record);
        } catch (RuntimeException | Error e) {
            fail(MediaException.unforeseen("the export", e), record);
        }
    }

    /** What stands still may never give way: after a while its failure is told although it has not cleaned up. */
    private void stalled(MediaException e, ExportRecord record) {
        RunControl.later(GRACE, () -> fail(e, record));
    }

    private void fail(MediaException e, ExportRecord record) {
        record.failed(e);
        states.publish(
                e.code() == ErrorCode.OPERATION_CANCELLED ? new ExportState.Cancelled() : new ExportState.Failed(e));
        tell(() -> result.completeExceptionally(e));
    }

    /** On a thread of its own: what callers do on completion must not hold the place of a running export. */
    private static void tell(Runnable completion) {
        Thread thread = new Thread(completion, "reelwright-export-result");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it stands now. */
    public ExportState state() {
        return states.current();
    }

    /**
     * Its states: the present one at once, then every change, and while it works a tick every {@code interval}. Completes
     * after a terminal state. A slow subscriber misses ticks, never changes.
     *
     * @throws IllegalArgumentException when the interval is zero or negative
     */
    public Flow.Publisher<ExportState> states(Duration interval) {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("the interval is positive, not " + interval);
        }
        return states.publisher(interval);
    }

    /** Its changes of state without ticks: the present state at once, then every change. */
    public Flow.Publisher<ExportState> states() {
        return states(Duration.ofSeconds(Long.MAX_VALUE));
    }

    /**
     * Asks it to end now with what it has: a valid, shorter file, whose tracks end together. What the encoders were given
     * already is still worked off. Has no effect after the end.
     */
    public void finishEarly() {
        control.ending().request();
    }

    /** Asks it to stop as soon as it can and to leave nothing behind. Has no effect after the end. */
    public void cancel() {
        control.cancellation().cancel();
    }

    /** Its result; completes exceptionally with a {@link MediaException} when it fails or is cancelled. */
    public CompletionStage<ExportResult> result() {
        return result.minimalCompletionStage();
    }

    /** Waits for the end, and fails as the export does. */
    ExportResult awaitResult() {
        try {
            return await();
        } catch (CompletionException e) {
            throw e.getCause() instanceof MediaException m
                    ? m
                    : new MediaException(ErrorCode.UNKNOWN, String.valueOf(e.getMessage()), e);
        }
    }

    private ExportResult await() {
        while (true) {
            try {
                return result.get();
            } catch (InterruptedException e) {
                cancel();
                // The run still has to clean up; its end is near, and the interrupt is told again afterwards.
                try {
                    return result.join();
                } finally {
                    Thread.currentThread().interrupt();
                }
            } catch (ExecutionException e) {
                throw new CompletionException(e.getCause());
            }
        }
    }

    /** Cancels it when it still runs, and waits until it has cleaned up. */
    @Override
    public void close() {
        cancel();
        try {
            result.join();
        } catch (CompletionException | java.util.concurrent.CancellationException e) {
            // Told by result() and state(); closing is not the place to tell it again.
            return;
        }
    }
}
