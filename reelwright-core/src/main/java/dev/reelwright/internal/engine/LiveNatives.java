package dev.reelwright.internal.engine;

import dev.reelwright.NativeMemory.Kind;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Counts the native objects that are open. Every owner tells of its opening once and of its closing once. */
public final class LiveNatives {
    private static final LongAdder[] OPEN = new LongAdder[Kind.values().length];

    static {
        for (int i = 0; i < OPEN.length; i++) {
            OPEN[i] = new LongAdder();
        }
    }

    private LiveNatives() {}

    /** Open objects of this kind; exact when nothing is being opened or closed meanwhile. */
    public static long count(Kind kind) {
        return OPEN[kind.ordinal()].sum();
    }

    /** Bytes of the whole process in RAM; empty while the libraries are not loaded and where nobody knows. */
    public static OptionalLong residentBytes() {
        if (!Natives.isLoaded()) {
            return OptionalLong.empty();
        }
        long bytes = Pointer.physicalBytes();
        return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    }

    /** Counts an owner whose natives are there now. What it returns goes to {@link #closed}. */
    static @Nullable LeakWatch opened(Kind kind, AutoCloseable owner) {
        OPEN[kind.ordinal()].increment();
        return LeakWatch.ENABLED ? LeakWatch.over(owner, kind) : null;
    }

    static void closed(Kind kind, @Nullable LeakWatch watch) {
        OPEN[kind.ordinal()].decrement();
        if (watch != null) {
            watch.end();
        }
    }
}
