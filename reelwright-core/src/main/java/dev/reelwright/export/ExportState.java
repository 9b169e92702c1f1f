package dev.reelwright.export;

import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import java.time.Duration;
import java.util.Optional;

/** Where an {@link Export} stands. The last three are terminal. */
public sealed interface ExportState {
    /** Not started yet. */
    record Pending() implements ExportState {}

    /** Started, and queued behind other exports. */
    record Waiting() implements ExportState {}

    /**
     * At work.
     *
     * @param fraction of all the work, from 0 to 1, never falling
     * @param speed media seconds done in a second, 0 while unknown
     * @param timeLeft until the end at this speed, empty while unknown
     */
    record Exporting(Phase phase, double fraction, double speed, Optional<Duration> timeLeft) implements ExportState {}

    /** The file is complete and in its place. */
    record Completed(ExportResult result) implements ExportState {}

    /** It failed; nothing is left at the destination. */
    record Failed(MediaException error) implements ExportState {}

    /** It was cancelled; nothing is left at the destination. */
    record Cancelled() implements ExportState {}

    default boolean isTerminal() {
        return this instanceof Completed || this instanceof Failed || this instanceof Cancelled;
    }
}
