package dev.reelwright.asset;

import java.nio.file.Path;

/**
 * How a stream becomes a file that can be read at any place.
 *
 * @param name what messages call the stream
 * @param limit more bytes than this are refused
 * @param directory where the file is written, on the machine's own file system
 */
public record SpoolOptions(String name, long limit, Path directory) {
    /** Up to 4 GiB, in the system's folder of temporary files. */
    public static final SpoolOptions DEFAULT =
            new SpoolOptions("a stream", 4L << 30, Path.of(System.getProperty("java.io.tmpdir")));

    public SpoolOptions {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is 1 or more bytes, not " + limit);
        }
    }

    public SpoolOptions withName(String other) {
        return new SpoolOptions(other, limit, directory);
    }

    public SpoolOptions withLimit(long bytes) {
        return new SpoolOptions(name, bytes, directory);
    }

    public SpoolOptions withDirectory(Path other) {
        return new SpoolOptions(name, limit, other);
    }
}
