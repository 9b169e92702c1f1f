package dev.reelwright.internal.pipeline;

/** When anything of an export moved last. Any thread may tell, and ask. */
final class Heartbeat {
    private volatile long last = System.nanoTime();

    void beat() {
        last = System.nanoTime();
    }

    long nanosSince() {
        return System.nanoTime() - last;
    }
}
