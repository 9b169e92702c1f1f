package dev.reelwright.asset;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.source.SharedChannel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an asset's bytes come from: something with a name and a fixed length that can be read at any place.
 *
 * <p>Its bytes must stay the same as long as it is used, and sources that are equal must have the same bytes: what was read
 * of a source is kept for its next reader. Other providers' files and channels are read in blocks of 256 KiB and more, ahead
 * of their use where reading takes time. {@link #open} is called from any thread, and its channels are used
 * by one thread at a time, which need not be the one that opened them.
 */
public interface MediaSource {
    /** What messages call it. */
    String name();

    /**
     * A new, independent reader of all of it, which whoever opened it closes. A thread that waits for one to open, to read or
     * to close is interrupted when the work that needs it is cancelled.
     */
    SeekableByteChannel open() throws IOException;

    /** The file that it is, if it is one. */
    default Optional<Path> path() {
        return Optional.empty();
    }

    /** A file, of the machine's own file system or of any other provider's. */
    static MediaSource of(Path file) {
        return new PathSource(file);
    }

    /**
     * A channel that is open already. It stays the caller's, who leaves it open and its place alone as long as the source is
     * used, and closes it afterwards; whoever reads takes turns, so that many readers at once gain little.
     *
     * @param name what messages call it
     */
    static MediaSource of(SeekableByteChannel channel, String name) {
        return new SharedChannel(channel, name);
    }

    /**
     * A stream, whose bytes are first written to a temporary file of the options' folder. The stream stays the caller's; it
     * is read to its end, or to where the limit is passed.
     *
     * @throws MediaException with {@link ErrorCode#SOURCE_NOT_READABLE} when the stream fails, with
     *     {@link ErrorCode#INVALID_SOURCE_MEDIA} when it gives more bytes than the limit, with
     *     {@link ErrorCode#OPERATION_CANCELLED} when the thread is interrupted, or when the file cannot be written; the file
     *     is gone then
     */
    static SpooledSource spool(InputStream stream, SpoolOptions options) {
        return SpooledSource.of(stream, options);
    }

    /** The same with {@link SpoolOptions#DEFAULT}. */
    static SpooledSource spool(InputStream stream) {
        return spool(stream, SpoolOptions.DEFAULT);
    }
}
