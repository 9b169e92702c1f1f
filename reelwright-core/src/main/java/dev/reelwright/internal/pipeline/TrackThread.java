package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Packet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs a track's worker on a thread of its own, fed through a bounded queue. */
final class TrackThread {
    private final int trackId;
    private final TrackWorker worker;
    private final RunContext context;
    private final Runnable onProgress;
    private final Runnable onEnd;
    private final PacketQueue queue = new PacketQueue();
    private final AtomicReference<@Nullable MediaException> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean complete;
    private volatile boolean abandoned;
    private volatile boolean hadEnough;

    /** @param onEnd called when the worker has written everything */
    TrackThread(int trackId, TrackWorker worker, RunContext context, Runnable onProgress, Runnable onEnd) {
        this.trackId = trackId;
        this.worker = worker;
        this.context = context;
        this.onProgress = onProgress;
        this.onEnd = onEnd;
        this.thread = new Thread(this::run, "reelwright-track-" + trackId);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!complete && !context.isOver()) {
                Packet packet = queue.take();
                if (packet == null) {
                    break;
                }
                try (packet) {
                    context.step();
                    worker.accept(packet);
                }
                onProgress.run();
                hadEnough = worker.isComplete();
                complete = hadEnough;
            }
            context.step();
            if (abandoned || context.isOver()) {
                return;
            }
            worker.finish();
            onEnd.run();
            onProgress.run();
        } catch (MediaException e) {
            failure.set(e.onTrack(trackId));
        } catch (InterruptedException e) {
            failure.set(new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted", e));
        } catch (RuntimeException | Error e) {
            failure.set(MediaException.unforeseen("track " + trackId, e).onTrack(trackId));
        } finally {
            complete = true;
            queue.close();
        }
    }

    /** Hands over a packet, waiting for room. */
    void put(Packet packet) throws InterruptedException {
        queue.put(packet);
    }

    /** Whether it needs no more packets, for whatever reason. */
    boolean isComplete() {
        return complete;
    }

    /** Whether it ended because it needed nothing more, not because nothing more came. */
    boolean hadEnough() {
        return hadEnough;
    }

    /** Says that no more packets come. */
    void endInput() {
        queue.end();
    }

    /** Waits until everything is worked off, and tells what went wrong. */
    void finish() throws InterruptedException {
        queue.end();
        thread.join();
        check();
    }

    /** Fails here if the worker failed there. */
    void check() {
        MediaException e = failure.get();
        if (e != null) {
            throw e;
        }
    }

    /** Ends it, working off nothing, and frees what it owns. */
    void abandon() {
        abandoned = true;
        queue.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        worker.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    TrackWorker worker() {
        return worker;
    }
}
