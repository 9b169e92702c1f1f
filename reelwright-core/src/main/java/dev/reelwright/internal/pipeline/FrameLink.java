package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Uninterrupted;
import dev.reelwright.time.TimeRange;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Hands frames from the thread that decodes to one that encodes, by reference, a few at a time. */
final class FrameLink implements FrameSink {
    private static final long MOST_BYTES = 48L << 20;
    private static final int MOST_FRAMES = 8;
    private static final int FEWEST_FRAMES = 2;

    private final FrameSink next;
    private final Deque<Shown> waiting = new ArrayDeque<>();
    private final Thread thread;
    /** The thread starts with the first frame, so that what never ran need not be ended. */
    private boolean started;

    private boolean ended;
    private boolean closed;
    private @Nullable MediaException failure;

    private record Shown(Frame frame, TimeRange when, boolean last) {}

    FrameLink(String name, FrameSink next) {
        this.next = next;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    @Override
    public void accept(Frame frame, TimeRange shown, boolean last) {
        synchronized (this) {
            int room = room(frame);
            while (!closed && failure == null && waiting.size() >= room) {
                try {
                    pause();
                } catch (MediaException e) {
                    frame.close();
                    throw e;
                }
            }
            if (!started) {
                started = true;
                thread.start();
            }
            if (!closed && failure == null) {
                waiting.add(new Shown(frame, shown, last));
                notifyAll();
                return;
            }
        }
        frame.close();
        check();
    }

    /** Large pictures need not wait in great numbers. */
    private static int room(Frame frame) {
        long bytes = Math.max(1, 2L * frame.width() * frame.height());
        return (int) Math.max(FEWEST_FRAMES, Math.min(MOST_FRAMES, MOST_BYTES / bytes));
    }

    private void pause() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted", e);
        }
    }

    private void run() {
        try {
            Shown shown = take();
            while (shown != null) {
                next.accept(shown.frame(), shown.when(), shown.last());
                shown = take();
            }
            if (!isClosed()) {
                next.finish();
            }
        } catch (MediaException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(MediaException.unforeseen("encoding", e));
        } finally {
            close();
        }
    }

    private synchronized @Nullable Shown take() {
        while (waiting.isEmpty() && !ended && !closed) {
            pause();
        }
        notifyAll();
        return closed ? null : waiting.poll();
    }

    private synchronized void fail(MediaException e) {
        failure = e;
        notifyAll();
    }

    private synchronized void check() {
        if (failure != null) {
            throw failure;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void finish() {
        synchronized (this) {
            ended = true;
            notifyAll();
            if (!started) {
                started = true;
                thread.start();
            }
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted", e);
        }
        check();
    }

    @Override
    public boolean isComplete() {
        return next.isComplete();
    }

    /** Takes no more, frees what waits, and is over when the frame at work is. */
    private synchronized void close() {
        closed = true;
        waiting.forEach(s -> s.frame().close());
        waiting.clear();
        notifyAll();
    }

    @Override
    public void abandon() {
        close();
        Uninterrupted.join(thread);
        next.abandon();
    }
}
