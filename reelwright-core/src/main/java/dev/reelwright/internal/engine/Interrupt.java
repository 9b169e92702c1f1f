package dev.reelwright.internal.engine;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.source.StopSignal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the reading or writing of one file early. FFmpeg asks before each transfer between a file and its buffer, on the
 * thread that reads or writes; whoever works on packets asks once more for each of them, by {@link #check}.
 */
final class Interrupt implements AutoCloseable {
    /**
     * Who is asked, by the address that FFmpeg hands back. There is but one hook for all files: the bindings have no more
     * than ten native entry points for a class of callbacks, and give out empty ones after that without a word.
     */
    private static final Map<Long, BooleanSupplier> ASKED = new ConcurrentHashMap<>();

    private final BooleanSupplier cancelled;
    private final @Nullable AVIOInterruptCB callback;

    private Interrupt(BooleanSupplier cancelled, @Nullable AVIOInterruptCB callback) {
        this.cancelled = cancelled;
        this.callback = callback;
    }

    /** An interrupt that never comes and costs nothing. */
    static Interrupt never() {
        return new Interrupt(() -> false, null);
    }

    /** @param cancelled asked often and from any thread; once true it stays true */
    static Interrupt when(BooleanSupplier cancelled) {
        AVIOInterruptCB callback = new AVIOInterruptCB();
        // its own address names it
        callback.callback(Hook.ONLY).opaque(callback);
        ASKED.put(callback.address(), cancelled);
        return new Interrupt(cancelled, callback);
    }

    /** What FFmpeg takes; it keeps a copy. */
    @Nullable
    AVIOInterruptCB callback() {
        return callback;
    }

    /** Who says that the work is to end, for those who wait or move bytes themselves. */
    StopSignal signal() {
        return StopSignal.of(cancelled);
    }

    /** Asks as FFmpeg does; for who moves bytes in its place. */
    boolean isAsked() {
        return cancelled.getAsBoolean();
    }

    /** Ends the work here when it was cancelled. */
    void check() {
        if (cancelled.getAsBoolean()) {
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
        }
    }

    /** The value itself, or an exception: that it was cancelled if so, FFmpeg's words for the failure otherwise. */
    int ok(int result, ErrorCode code, String what) {
        if (result < 0) {
            // demuxers tell an interrupted read as the end of the file, as broken data or as what it is
            check();
        }
        return Check.ok(result, code, what);
    }

    /** Called when FFmpeg has freed everything that holds the copy. */
    @Override
    public void close() {
        if (callback != null && !callback.isNull()) {
            ASKED.remove(callback.address());
            callback.close();
        }
    }

    private static final class Hook extends AVIOInterruptCB.Callback_Pointer {
        /** Kept reachable for good: the native side holds its address. */
        static final Hook ONLY = new Hook();

        @Override
        public int call(Pointer opaque) {
            try {
                BooleanSupplier cancelled = ASKED.get(opaque.address());
                return cancelled != null && cancelled.getAsBoolean() ? 1 : 0;
            } catch (RuntimeException e) {
                // No exception may cross into native code; asked again on the way out, it is thrown there.
                return 1;
            }
        }
    }
}
