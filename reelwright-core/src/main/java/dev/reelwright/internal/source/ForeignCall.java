package dev.reelwright.internal.source;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A call of a channel or stream that others wrote, which may block for as long as it likes: made on a thread of its own, so
 * that whoever waits for it can leave.
 */
public final class ForeignCall<T> {
    private static final long MILLIS_BETWEEN_LOOKS = 10;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final ExecutorService THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "reelwright-io-" + NUMBER.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Object lock = new Object();
    private @Nullable Thread runner;

    private ForeignCall() {}

    public static <T> ForeignCall<T> begin(Callable<T> task) {
        ForeignCall<T> call = new ForeignCall<>();
        THREADS.execute(() -> call.run(task));
        return call;
    }

    private void run(Callable<T> task) {
        synchronized (lock) {
            runner = Thread.currentThread();
        }
        try {
            T value = task.call();
            end();
            result.complete(value);
        } catch (Throwable e) {
            end();
            result.completeExceptionally(e);
        }
    }

    private void end() {
        synchronized (lock) {
            runner = null;
        }
        // an interrupt that came too late concerns nobody else
        Thread.interrupted();
    }

    /** Interrupts the thread that makes the call, if it still does. */
    public void interrupt() {
        synchronized (lock) {
            if (runner != null) {
                runner.interrupt();
            }
        }
    }

    boolean isDone() {
        return result.isDone();
    }

    /** Waits for the end of the call for a while, and says whether it came and was a good one. */
    public boolean hasSucceededWithin(long millis) {
        try {
            result.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Has this done when the call has ended, however it ended, not on this thread; waits no longer than that for it. */
    void endWith(Runnable after, long millis) {
        CompletableFuture<Void> end = result.handleAsync(
                (value, failure) -> {
                    after.run();
                    return null;
                },
                THREADS);
        try {
            end.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // it goes on, or it failed, which it has told
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits for the result.
     *
     * @throws MediaException with {@link ErrorCode#OPERATION_CANCELLED} when the work is to end or the waiting thread is
     *     interrupted; the call goes on then
     * @throws IOException what the call threw, or with that as its cause; a {@link MediaException} as it is
     */
    public T await(StopSignal stop) throws IOException {
        while (true) {
            try {
                return result.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (stop.isRaised()) {
                    throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted", e);
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                if (cause instanceof MediaException known) {
                    throw known;
                }
                throw cause instanceof IOException failure ? failure : new IOException(String.valueOf(cause), cause);
            }
        }
    }
}
