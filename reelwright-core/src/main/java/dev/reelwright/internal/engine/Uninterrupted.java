package dev.reelwright.internal.engine;

/** Waits to the end, also where the waiting thread is interrupted meanwhile; it is told so afterwards. */
public final class Uninterrupted {
    private Uninterrupted() {}

    public static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
