package dev.reelwright.internal.source;

import java.util.function.BooleanSupplier;

/** Whether work is to end. Once true it stays true. */
public interface StopSignal extends BooleanSupplier {
    /** Asked by whatever moves bytes, and may take the asking for a sign that something moves. */
    @Override
    boolean getAsBoolean();

    /** The same, asked by who waits: nothing moves. */
    default boolean isRaised() {
        return getAsBoolean();
    }

    static StopSignal of(BooleanSupplier asked) {
        return asked instanceof StopSignal signal ? signal : asked::getAsBoolean;
    }
}
