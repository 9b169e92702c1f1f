package dev.reelwright.testing;

import dev.reelwright.NativeMemory;
import dev.reelwright.NativeMemory.Kind;
import java.util.Map;

/** Counts of open natives that a test can compare with. */
public final class OpenNatives {
    private OpenNatives() {}

    /** The counts when they no longer change: what earlier tests began may still be ending. */
    public static Map<Kind, Long> settled() {
        Map<Kind, Long> earlier;
        Map<Kind, Long> now = NativeMemory.current().live();
        try {
            do {
                earlier = now;
                Thread.sleep(50);
                now = NativeMemory.current().live();
            } while (!now.equals(earlier));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return now;
    }
}
