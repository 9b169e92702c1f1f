package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.source.StopSignal;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** How a running export is reached from outside: to be cancelled, to end early, and to be watched for standing still. */
public final class RunControl {
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "reelwright-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final Cancellation cancellation = new Cancellation();
    private final Ending ending = new Ending();
    private final Heartbeat heartbeat = new Heartbeat();

    public Cancellation cancellation() {
        return cancellation;
    }

    public Ending ending() {
        return ending;
    }

    /** Whether the work is to end; asked by whatever moves bytes, so that asking tells that something moves. */
    StopSignal stop() {
        return new RunStop(cancellation, heartbeat);
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    /**
     * Fails the run when nothing of it has moved for this long.
     *
     * @param onStall called with the failure, on a thread of the watch
     * @return stops watching when closed
     */
    public Watch watch(Duration timeout, java.util.function.Consumer<MediaException> onStall) {
        heartbeat.beat();
        long limit = timeout.toNanos();
        long period = Math.max(TimeUnit.MILLISECONDS.toNanos(5), Math.min(limit / 4, TimeUnit.SECONDS.toNanos(1)));
        ScheduledFuture<?> checks = WATCH.scheduleAtFixedRate(
                () -> {
                    if (heartbeat.nanosSince() > limit && !cancellation.isRequested()) {
                        MediaException stalled = new MediaException(
                                ErrorCode.STALLED,
                                "nothing has moved for " + timeout.toMillis()
                                        + " ms: the source or the destination does not answer, or a coder hangs");
                        cancellation.fail(stalled);
                        onStall.accept(stalled);
                    }
                },
                period,
                period,
                TimeUnit.NANOSECONDS);
        return () -> checks.cancel(false);
    }

    /** Calls back after a while, on a thread of the watch. */
    public static void later(Duration delay, Runnable task) {
        WATCH.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends what {@link #watch} began. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
