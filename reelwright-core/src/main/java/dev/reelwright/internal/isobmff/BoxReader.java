package dev.reelwright.internal.isobmff;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** Lists the boxes of a file without reading what is in them. */
public final class BoxReader {

    private BoxReader() {}

    /**
     * Returns the file's top-level boxes in order. The walk ends at the end of the file, or before it at bytes that
     * cannot be a box: a size smaller than the header.
     *
     * @param file the file, read from its first byte on; its position is moved
     * @throws MalformedBoxException if the headers take more than 16 MiB, about a million boxes
     */
    public static List<Box> topLevel(SeekableByteChannel file) throws IOException {
        return new BoxSource(file).topLevel();
    }
}
