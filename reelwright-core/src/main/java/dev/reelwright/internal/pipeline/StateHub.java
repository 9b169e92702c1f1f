package dev.reelwright.internal.pipeline;

import dev.reelwright.export.ExportState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the state of one export and tells subscribers about it, each at a pace of its own. */
public final class StateHub {
    private static final ScheduledExecutorService TICKER = ticker();

    private final List<StateSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private volatile ExportState current = new ExportState.Pending();

    private static ScheduledExecutorService ticker() {
        ScheduledThreadPoolExecutor executor =
                (ScheduledThreadPoolExecutor) Executors.newScheduledThreadPool(1, task -> {
                    Thread thread = new Thread(task, "reelwright-states");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    public ExportState current() {
        return current;
    }

    /** Makes this the present state; a terminal one is never left. */
    public synchronized void publish(ExportState state) {
        if (current.isTerminal()) {
            return;
        }
        boolean change = isChange(current, state);
        current = state;
        if (change) {
            subscriptions.forEach(s -> s.changed(state));
        }
    }

    /** Progress alone is no change: subscribers hear of it by their ticks. */
    private static boolean isChange(ExportState before, ExportState after) {
        if (before instanceof ExportState.Exporting a && after instanceof ExportState.Exporting b) {
            return a.phase() != b.phase();
        }
        return true;
    }

    public Flow.Publisher<ExportState> publisher(Duration interval) {
        return subscriber -> subscribe(subscriber, interval);
    }

    private void subscribe(Flow.Subscriber<? super ExportState> subscriber, Duration interval) {
        StateSubscription subscription = new StateSubscription(subscriber);
        subscriber.onSubscribe(subscription);
        synchronized (this) {
            subscription.changed(current);
            subscriptions.add(subscription);
        }
        subscription.tickEvery(interval);
    }

    /** One subscriber's view: changes in order, and the latest progress when it asks for more. */
    private final class StateSubscription implements Flow.Subscription {
        private final Flow.Subscriber<? super ExportState> subscriber;
        private final Deque<ExportState> pending = new ArrayDeque<>();
        private long demand;
        private boolean draining;
        private boolean done;
        private @Nullable ScheduledFuture<?> ticks;

        StateSubscription(Flow.Subscriber<? super ExportState> subscriber) {
            this.subscriber = subscriber;
        }

        synchronized void tickEvery(Duration interval) {
            if (!done) {
                long nanos = interval.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE : interval.toNanos();
                ticks = TICKER.scheduleAtFixedRate(this::tick, nanos, nanos, TimeUnit.NANOSECONDS);
            }
        }

        private void tick() {
            synchronized (this) {
                if (!(current instanceof ExportState.Exporting) || !pending.isEmpty() || demand == 0) {
                    return;
                }
                pending.add(current);
            }
            drain();
        }

        void changed(ExportState state) {
            synchronized (this) {
                pending.add(state);
            }
            TICKER.execute(this::drain);
        }

        @Override
        public void request(long n) {
            synchronized (this) {
                if (n <= 0) {
                    finish();
                    subscriber.onError(new IllegalArgumentException("a subscriber asks for 1 or more, not " + n));
                    return;
                }
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            }
            TICKER.execute(this::drain);
        }

        private void drain() {
            synchronized (this) {
                if (draining) {
                    return;
                }
                draining = true;
            }
            try {
                deliverAll();
            } finally {
                synchronized (this) {
                    draining = false;
                }
            }
        }

        private void deliverAll() {
            while (true) {
                ExportState next;
                synchronized (this) {
                    if (done || demand == 0 || pending.isEmpty()) {
                        return;
                    }
                    demand--;
                    next = pending.remove();
                }
                subscriber.onNext(next);
                if (next.isTerminal()) {
                    finish();
                    subscriber.onComplete();
                    return;
                }
            }
        }

        @Override
        public void cancel() {
            finish();
        }

        private synchronized void finish() {
            done = true;
            if (ticks != null) {
                ticks.cancel(false);
            }
            subscriptions.remove(this);
        }
    }
}
