package dev.reelwright.cli;

import java.util.OptionalDouble;

/** Counts images. */
final class ImagesProgress {
    private static final long MIN_NANOS_BETWEEN = 50_000_000;

    private final Progress progress;
    private final int total;
    private final long startNanos = System.nanoTime();
    private long lastNanos = startNanos;

    ImagesProgress(Progress progress, int total) {
        this.progress = progress;
        this.total = total;
    }

    /** This many are done. */
    void done(int number) {
        long now = System.nanoTime();
        if (number < total && now - lastNanos < MIN_NANOS_BETWEEN) {
            return;
        }
        lastNanos = now;
        double seconds = Math.max(1e-3, (now - startNanos) / 1e9);
        double speed = number / seconds;
        progress.show(new Progress.Tick(
                "image",
                (double) number / total,
                speed,
                number + "/" + total,
                OptionalDouble.of((total - number) / speed)));
    }

    void complete() {
        progress.complete();
    }

    /** Has no effect after completion. */
    void abandon() {
        progress.abandon();
    }
}
