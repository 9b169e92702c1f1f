package dev.reelwright.error;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A failure at run time, with everything that is known about it.
 *
 * <p>Programmer errors (an illegal argument, a call at the wrong moment) are not reported this way but as
 * {@link IllegalArgumentException} or {@link IllegalStateException} at once.
 */
public final class MediaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable Phase phase;
    private final int trackId;
    private final int nativeCode;
    private final transient List<String> logTail;

    private MediaException(
            ErrorCode code,
            String message,
            @Nullable Phase phase,
            int trackId,
            int nativeCode,
            List<String> logTail,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.phase = phase;
        this.trackId = trackId;
        this.nativeCode = nativeCode;
        this.logTail = List.copyOf(logTail);
    }

    public MediaException(ErrorCode code, String message) {
        this(code, message, null, 0, 0, List.of(), null);
    }

    public MediaException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, null, 0, 0, List.of(), cause);
    }

    /** A failure that the engine reported: its own code (0 for none) and the last lines of its log. */
    public MediaException(ErrorCode code, String message, int nativeCode, List<String> logTail) {
        this(code, message, null, 0, nativeCode, logTail, null);
    }

    /**
     * A failure that nobody foresaw: {@link ErrorCode#OUT_OF_MEMORY} where the heap ran out, else {@link ErrorCode#UNKNOWN}.
     *
     * @param what failed
     */
    public static MediaException unforeseen(String what, Throwable cause) {
        return cause instanceof OutOfMemoryError
                ? new MediaException(
                        ErrorCode.OUT_OF_MEMORY,
                        what + " failed for want of memory; let the JVM have more (-Xmx), or ask for smaller pictures",
                        cause)
                : new MediaException(ErrorCode.UNKNOWN, what + " failed: " + cause, cause);
    }

    /** The same failure, told to have happened in this phase; an already known phase is kept. */
    public MediaException in(Phase where) {
        if (phase != null) {
            return this;
        }
        return rebuilt(where, trackId);
    }

    /** The same failure, told to concern this track; an already known track is kept. */
    public MediaException onTrack(int id) {
        if (trackId != 0) {
            return this;
        }
        return rebuilt(phase, id);
    }

    private MediaException rebuilt(@Nullable Phase newPhase, int newTrack) {
        MediaException copy = new MediaException(
                code, String.valueOf(getMessage()), newPhase, newTrack, nativeCode, logTail, getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    public ErrorCode code() {
        return code;
    }

    /** Where in the work it happened; null when the failure belongs to no phase. */
    public @Nullable Phase phase() {
        return phase;
    }

    /** The id of the source's track that it concerns. */
    public OptionalInt trackId() {
        return trackId == 0 ? OptionalInt.empty() : OptionalInt.of(trackId);
    }

    /** FFmpeg's error code. */
    public OptionalInt nativeCode() {
        return nativeCode == 0 ? OptionalInt.empty() : OptionalInt.of(nativeCode);
    }

    /** The last lines of the engine's log before the failure, oldest first; may be empty. */
    public List<String> logTail() {
        return logTail == null ? List.of() : logTail;
    }
}
