package dev.reelwright.cli;

import dev.reelwright.export.ExportState;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Shows an export's states as they come. */
final class ExportProgress implements Flow.Subscriber<ExportState> {
    /** A result is printed after the last state was shown; this long at most, for showing it matters less. */
    private static final int PATIENCE_SECONDS = 2;

    private final Progress progress;
    private final CountDownLatch ended = new CountDownLatch(1);

    ExportProgress(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ExportState state) {
        if (state instanceof ExportState.Exporting at) {
            progress.show(tick(at));
        } else if (state instanceof ExportState.Waiting) {
            progress.show(new Progress.Tick("wait", 0, 0, "", OptionalDouble.empty()));
        } else if (state instanceof ExportState.Completed) {
            progress.complete();
        } else if (state.isTerminal()) {
            progress.abandon();
        }
    }

    private static Progress.Tick tick(ExportState.Exporting at) {
        OptionalDouble left = at.timeLeft()
                .map(Duration::toMillis)
                .map(millis -> OptionalDouble.of(millis / 1e3))
                .orElse(OptionalDouble.empty());
        String pace = at.speed() > 0 ? String.format(Locale.ROOT, "%.1f×", at.speed()) : "";
        return new Progress.Tick(at.phase().name().toLowerCase(Locale.ROOT), at.fraction(), at.speed(), pace, left);
    }

    @Override
    public void onError(Throwable thrown) {
        progress.abandon();
        ended.countDown();
    }

    @Override
    public void onComplete() {
        ended.countDown();
    }

    /** Waits until the last state was shown. */
    void awaitEnd() {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                progress.abandon();
            }
        } catch (InterruptedException e) {
            progress.abandon();
            Thread.currentThread().interrupt();
        }
    }
}
