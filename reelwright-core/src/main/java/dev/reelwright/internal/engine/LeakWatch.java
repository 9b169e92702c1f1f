package dev.reelwright.internal.engine;

import dev.reelwright.NativeMemory.Kind;
import java.lang.ref.Cleaner;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reports an owner of natives that became garbage without having been closed. It frees nothing. */
final class LeakWatch implements Runnable {
    /** Whether owners are watched in this process. */
    static final boolean ENABLED = Boolean.getBoolean("dev.reelwright.leakDetection");

    private final Kind kind;
    private final Throwable opening = new Throwable("opened here");
    private volatile boolean closed;
    private Cleaner.@Nullable Cleanable cleanable;

    private LeakWatch(Kind kind) {
        this.kind = kind;
    }

    static LeakWatch over(AutoCloseable owner, Kind kind) {
        LeakWatch watch = new LeakWatch(kind);
        watch.cleanable = Reaper.CLEANER.register(owner, watch);
        return watch;
    }

    /** The owner was closed: there is nothing to report. */
    void end() {
        closed = true;
        if (cleanable != null) {
            cleanable.clean();
        }
    }

    @Override
    public void run() {
        if (!closed) {
            String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            System.getLogger("dev.reelwright.leaks")
                    .log(System.Logger.Level.WARNING, "leak: a " + name + " was never closed", opening);
        }
    }

    /** Its thread starts with the first owner that is watched. */
    private static final class Reaper {
        static final Cleaner CLEANER = Cleaner.create(task -> {
            Thread thread = new Thread(task, "reelwright-leaks");
            thread.setDaemon(true);
            return thread;
        });
    }
}
