package dev.reelwright.internal.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets as many exports run at once as there are cores; the others wait in order. */
public final class ExportQueue {
    /** System property that sets how many exports run at once. */
    public static final String LIMIT_PROPERTY = "dev.reelwright.maxConcurrentExports";

    private static final ExportQueue SHARED = new ExportQueue(
            Integer.getInteger(LIMIT_PROPERTY, Runtime.getRuntime().availableProcessors()));
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final int limit;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    ExportQueue(int limit) {
        this.limit = Math.max(1, limit);
    }

    public static ExportQueue shared() {
        return SHARED;
    }

    /** How many exports run now. */
    int running() {
        synchronized (waiting) {
            return running;
        }
    }

    /**
     * Runs a job on a thread of its own, now or when its turn comes.
     *
     * @param onWaiting called when it must wait
     * @param cancellation a waiting job whose cancellation is requested runs at once, to end itself
     */
    public void submit(Runnable job, Runnable onWaiting, Cancellation cancellation) {
        synchronized (waiting) {
            if (running < limit) {
                running++;
                begin(() -> runThenNext(job));
                return;
            }
            waiting.add(job);
            // told before the job can begin, so that states come in order
            onWaiting.run();
        }
        cancellation.onCancel(() -> {
            boolean stillWaiting;
            synchronized (waiting) {
                stillWaiting = waiting.remove(job);
            }
            if (stillWaiting) {
                begin(job);
            }
        });
    }

    private void runThenNext(Runnable first) {
        Runnable job = first;
        while (job != null) {
            job.run();
            synchronized (waiting) {
                job = waiting.poll();
                if (job == null) {
                    running--;
                }
            }
        }
    }

    private static void begin(Runnable job) {
        Thread thread = new Thread(job, "reelwright-export-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }
}
