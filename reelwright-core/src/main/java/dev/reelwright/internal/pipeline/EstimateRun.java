package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.SizeEstimate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** An estimate on a thread of its own. */
public final class EstimateRun {
    private final Cancellation cancellation = new Cancellation();
    private final CompletableFuture<SizeEstimate> result = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private EstimateRun() {}

    public static EstimateRun start(ExportSession session, FileType fileType) {
        EstimateRun run = new EstimateRun();
        run.result.whenComplete((estimate, e) -> {
            if (run.result.isCancelled()) {
                run.cancellation.cancel();
            }
        });
        Thread thread = new Thread(() -> run.run(session, fileType), "reelwright-estimate");
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    private void run(ExportSession session, FileType fileType) {
        SizeEstimate estimate = null;
        MediaException failure = null;
        try {
            estimate = new SizeEstimator(session, fileType, cancellation).estimate();
        } catch (MediaException e) {
            boolean cancelled = cancellation.isRequested() && e.code() != ErrorCode.OPERATION_CANCELLED;
            failure = (cancelled ? new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled", e) : e)
                    .in(Phase.PREPARE);
        } catch (RuntimeException | Error e) {
            failure = MediaException.unforeseen("the estimate", e);
        }
        ended.countDown();
        if (estimate != null) {
            result.complete(estimate);
        } else if (failure != null) {
            result.completeExceptionally(failure);
        }
    }

    /** Its result; cancelling it ends the run. */
    public CompletableFuture<SizeEstimate> result() {
        return result;
    }

    /** Waits for the end; a thread interrupted while it waits ends the run first. */
    public SizeEstimate await() {
        try {
            return result.get();
        } catch (InterruptedException e) {
            cancellation.cancel();
            awaitEnd();
            Thread.currentThread().interrupt();
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted", e).in(Phase.PREPARE);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MediaException m
                    ? m
                    : new MediaException(ErrorCode.UNKNOWN, String.valueOf(e.getMessage()), e);
        }
    }

    /** The natives are free when this returns; until then an interrupt waits. */
    private void awaitEnd() {
        while (true) {
            try {
                ended.await();
                return;
            } catch (InterruptedException e) {
                // told again by the caller of this method
                continue;
            }
        }
    }
}
