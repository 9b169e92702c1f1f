package dev.reelwright.internal.pipeline;

import dev.reelwright.error.Phase;
import dev.reelwright.export.ExportState;
import dev.reelwright.time.MediaTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns how far the work has come into states; what it tells never goes back. Any thread may tell it. */
final class ProgressMeter {
    /** The share of all work that reading, coding and writing media takes; the rest is finishing. */
    static final double MEDIA_SHARE = 0.97;

    private static final long MIN_NANOS_BETWEEN = 20_000_000;

    private final Consumer<ExportState> listener;
    private final double totalSeconds;
    private final long startNanos = System.nanoTime();
    private Phase phase = Phase.PREPARE;
    /** The stretch of all work that the present stage is. */
    private double stageFrom;

    private double stageTo;
    private double fraction;
    private double doneSeconds;
    private double stageSeconds;
    private long lastNanos;

    ProgressMeter(Consumer<ExportState> listener, MediaTime total) {
        this.listener = listener;
        this.totalSeconds = Math.max(1e-6, total.toSeconds());
    }

    /** Begins a run over all the media, which makes up the work up to this fraction. */
    synchronized void enter(Phase next, double upTo) {
        phase = next;
        stageFrom = fraction;
        stageTo = Math.max(fraction, upTo);
        doneSeconds += stageSeconds;
        stageSeconds = 0;
        tell();
    }

    /** Tells that the present stage has come to this time of the output. */
    synchronized void reached(MediaTime time) {
        stageSeconds = Math.max(stageSeconds, Math.min(totalSeconds, Math.max(0, time.toSeconds())));
        fraction = Math.max(fraction, stageFrom + (stageTo - stageFrom) * stageSeconds / totalSeconds);
        long now = System.nanoTime();
        if (now - lastNanos >= MIN_NANOS_BETWEEN) {
            lastNanos = now;
            tell();
        }
    }

    /** Tells how much of finishing is done, from 0 to 1. */
    synchronized void finishing(double share) {
        phase = Phase.FINISH;
        fraction = Math.max(fraction, MEDIA_SHARE + (1 - MEDIA_SHARE) * Math.min(1, share));
        tell();
    }

    private void tell() {
        double elapsed = (System.nanoTime() - startNanos) / 1e9;
        double seconds = doneSeconds + stageSeconds;
        boolean known = elapsed > 0.05 && fraction > 0 && seconds > 0;
        Optional<Duration> left = known
                ? Optional.of(Duration.ofMillis(Math.round(elapsed * (1 - fraction) / fraction * 1000)))
                : Optional.empty();
        listener.accept(new ExportState.Exporting(phase, fraction, known ? seconds / elapsed : 0, left));
    }
}
