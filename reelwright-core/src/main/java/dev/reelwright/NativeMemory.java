package dev.reelwright;

import dev.reelwright.internal.engine.LiveNatives;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How many native objects of this library are open in the whole process at one moment, and how much memory the process
 * holds. Natives are freed by {@code close()} alone, so counts that do not come back after work has ended are leaks.
 *
 * <p>With the system property {@code dev.reelwright.leakDetection} set to {@code true} when the library is first used, an
 * object that became garbage without having been closed is reported as a warning to the {@link System.Logger} called
 * {@code dev.reelwright.leaks}, together with where it was opened. Nothing is freed thereby. The price is a stack trace for
 * each object, so it is for tests and for looking into a suspicion.
 *
 * @param live open objects of every kind
 * @param residentBytes memory of the whole process that is in RAM: the Java heap, natives and everything else; empty before
 *     the native libraries were loaded and where the platform does not tell
 */
public record NativeMemory(Map<Kind, Long> live, OptionalLong residentBytes) {
    /** Native objects that have an owner here. */
    public enum Kind {
        /** A picture or a run of samples, decoded. */
        FRAME,
        /** A coded sample. */
        PACKET,
        DECODER,
        ENCODER,
        /** A file that is being read. */
        DEMUXER,
        /** A file that is being written. */
        MUXER,
        /** A chain of picture filters. */
        FILTER_GRAPH,
        /** A converter of audio rates, layouts and sample formats. */
        RESAMPLER,
        /** Audio samples that wait for an encoder. */
        SAMPLE_QUEUE
    }

    public NativeMemory {
        EnumMap<Kind, Long> copy = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            copy.put(kind, live.getOrDefault(kind, 0L));
        }
        live = Collections.unmodifiableMap(copy);
    }

    /** The counts now. Cheap enough to be asked every second; may be called from any thread, and loads no libraries. */
    public static NativeMemory current() {
        Map<Kind, Long> live = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            live.put(kind, LiveNatives.count(kind));
        }
        return new NativeMemory(live, LiveNatives.residentBytes());
    }

    /** Open objects of this kind. */
    public long live(Kind kind) {
        return live.getOrDefault(kind, 0L);
    }
}
