package dev.reelwright.internal.pipeline;

import dev.reelwright.error.Phase;
import dev.reelwright.export.ExportState;
import dev.reelwright.time.MediaTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns how far the work has come into states; what it tells never goes back. */
final class ProgressMeter {
    /** The share of all work that reading, coding and writing media takes; the rest is finishing. */
    private static final double MEDIA_SHARE = 0.97;

    private static final long MIN_NANOS_BETWEEN = 20_000_000;

    private final Consumer<ExportState> listener;
    private final double totalSeconds;
    private final long startNanos = System.nanoTime();
    private Phase phase = Phase.PREPARE;
    private double fraction;
    private double doneSeconds;
    private long lastNanos;

    ProgressMeter(Consumer<ExportState> listener, MediaTime total) {
        this.listener = listener;
        this.totalSeconds = Math.max(1e-6, total.toSeconds());
    }

    synchronized void enter(Phase next) {
        phase = next;
        if (next == Phase.FINISH) {
            fraction = Math.max(fraction, MEDIA_SHARE);
        }
        tell();
    }

    /** Tells that media up to this time of the output is written. */
    synchronized void reached(MediaTime time) {
        double seconds = Math.min(totalSeconds, Math.max(0, time.toSeconds()));
        doneSeconds = Math.max(doneSeconds, seconds);
        fraction = Math.max(fraction, MEDIA_SHARE * doneSeconds / totalSeconds);
        long now = System.nanoTime();
        if (now - lastNanos >= MIN_NANOS_BETWEEN) {
            lastNanos = now;
            tell();
        }
    }

    /** Tells how much of finishing is done, from 0 to 1. */
    synchronized void finished(double share) {
        fraction = Math.max(fraction, MEDIA_SHARE + (1 - MEDIA_SHARE) * Math.min(1, share));
        tell();
    }

    private void tell() {
        double elapsed = (System.nanoTime() - startNanos) / 1e9;
        double speed = elapsed > 0.05 ? doneSeconds / elapsed : 0;
        Optional<Duration> left = speed > 0
                ? Optional.of(Duration.ofMillis(Math.round((totalSeconds - doneSeconds) / speed * 1000)))
                : Optional.empty();
        listener.accept(new ExportState.Exporting(phase, fraction, speed, left));
    }
}
