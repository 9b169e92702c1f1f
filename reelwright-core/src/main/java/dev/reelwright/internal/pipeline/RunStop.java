package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.source.StopSignal;

/** Whether a run is to end; that it is asked by who moves bytes tells that something moves. */
record RunStop(Cancellation cancellation, Heartbeat heartbeat) implements StopSignal {
    @Override
    public boolean getAsBoolean() {
        heartbeat.beat();
        return cancellation.isRequested();
    }

    @Override
    public boolean isRaised() {
        return cancellation.isRequested();
    }
}
