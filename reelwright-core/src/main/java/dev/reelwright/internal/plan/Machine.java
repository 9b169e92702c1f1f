package dev.reelwright.internal.plan;

import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
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

    void requireDecoder(Track track) {
        String codec = track.format().codec();
        if (!canDecode.test(codec)) {
            throw new MediaException(ErrorCode.DECODER_NOT_FOUND, "the natives have no decoder for " + codec)
                    .onTrack(track.id());
        }
    }

    /** This one. */
    public static Machine here() {
        return new Machine(
                Natives::canEncode, Natives::hasDecoder, Runtime.getRuntime().availableProcessors());
    }
}
