package dev.reelwright.internal.plan;

import dev.reelwright.internal.engine.Natives;
import java.util.function.Predicate;

/**
 * What plans need to know of the machine that will run them.
 *
 * @param canEncode which encoders it can run
 * @param canDecode which codings it can decode
 * @param processors how many threads it runs at once
 */
public record Machine(Predicate<String> canEncode, Predicate<String> canDecode, int processors) {
    /** A machine that can decode everything. */
    public Machine(Predicate<String> canEncode, int processors) {
        this(canEncode, codec -> true, processors);
    }

    /** This one. */
    public static Machine here() {
        return new Machine(
                Natives::canEncode, Natives::hasDecoder, Runtime.getRuntime().availableProcessors());
    }
}
