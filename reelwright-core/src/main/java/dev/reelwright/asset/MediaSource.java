package dev.reelwright.asset;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an asset's bytes come from: something with a name and a fixed length that can be read at any place.
 *
 * <p>Its bytes must stay the same as long as it is used. {@link #open} is called from any thread, and its channels are used
 * by one thread at a time, which need not be the one that opened them.
 */
public interface MediaSource {
    /** What messages call it. */
    String name();

    /** A new, independent reader of all of it, which whoever opened it closes. */
    SeekableByteChannel open() throws IOException;

    /** The file that it is, if it is one. */
    default Optional<Path> path() {
        return Optional.empty();
    }

    /** A file, of the machine's own file system or of any other provider's. */
    static MediaSource of(Path file) {
        return new PathSource(file);
    }
}
