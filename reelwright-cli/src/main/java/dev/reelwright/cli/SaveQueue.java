package dev.reelwright.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Writes files side by side, a few at a time, and tells what became of each in the order in which they were added. */
final class SaveQueue<T> implements AutoCloseable {
    private static final int THREADS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final Consumer<T> told;
    private final Deque<Future<T>> waiting = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "reelwright-save");
        thread.setDaemon(true);
        return thread;
    });

    /** @param told is given each outcome on the thread that adds */
    SaveQueue(Consumer<T> told) {
        this.told = told;
    }

    /** Adds a file; waits while many are under way, for each holds a picture in memory. */
    void add(Callable<T> save) {
        waiting.add(threads.submit(save));
        while (waiting.size() > THREADS || (!waiting.isEmpty() && waiting.peek().isDone())) {
            tell(waiting.remove());
        }
    }

    /** Waits for all. */
    void finish() {
        while (!waiting.isEmpty()) {
            tell(waiting.remove());
        }
    }

    private void tell(Future<T> save) {
        try {
            told.accept(save.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while files are written", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        }
    }

    /** Waits for what is under way, so that no file is left half written when the command ends. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
