package dev.reelwright.internal.events;

import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.export.ExportState;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the recorder of one export and its phases. */
public final class ExportRecord {
    private final @Nullable Recording recording;

    private ExportRecord(@Nullable Recording recording) {
        this.recording = recording;
    }

    /** Begins with an export that leaves the queue now. */
    public static ExportRecord begin(String preset, FileType type, String source, String destination) {
        return new ExportRecord(Recorder.isOn() ? new Recording(preset, type, source, destination) : null);
    }

    /** A listener that hands every state on and learns from it which phase the export is in. */
    public Consumer<ExportState> listening(Consumer<ExportState> next) {
        Recording known = recording;
        if (known == null) {
            return next;
        }
        return state -> {
            if (state instanceof ExportState.Exporting exporting) {
                known.enter(exporting.phase());
            }
            next.accept(state);
        };
    }

    /** The file of this many bytes is in its place. */
    public void completed(long bytes) {
        if (recording != null) {
            recording.end(bytes, "completed", "");
        }
    }

    public void failed(MediaException e) {
        if (recording != null) {
            boolean cancelled = e.code() == ErrorCode.OPERATION_CANCELLED;
            recording.end(0, cancelled ? "cancelled" : "failed", e.code().name());
        }
    }

    /** Apart, so that nothing of the recorder is loaded without need. */
    private static final class Recording {
        private final ExportEvent export = new ExportEvent();
        private @Nullable PhaseEvent phase;
        private boolean ended;

        Recording(String preset, FileType type, String source, String destination) {
            export.preset = preset;
            export.fileType = type.commandName();
            export.source = source;
            export.destination = destination;
            export.begin();
        }

        /** States come from every thread that makes progress. */
        synchronized void enter(Phase next) {
            String name = next.name().toLowerCase(Locale.ROOT);
            if (ended || (phase != null && phase.name.equals(name))) {
                return;
            }
            leave();
            PhaseEvent event = new PhaseEvent();
            event.name = name;
            event.destination = export.destination;
            event.begin();
            phase = event;
        }

        private void leave() {
            if (phase != null) {
                phase.commit();
                phase = null;
            }
        }

        synchronized void end(long bytes, String outcome, String errorCode) {
            if (ended) {
                return;
            }
            ended = true;
            leave();
            export.bytes = bytes;
            export.outcome = outcome;
            export.errorCode = errorCode;
            export.commit();
        }
    }
}
