package dev.reelwright.internal.source;

import dev.reelwright.asset.MediaSource;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Optional;

/** The sources that are files of the machine's own file system, which FFmpeg opens by itself. */
public final class LocalFile {
    private LocalFile() {}

    public static Optional<Path> of(MediaSource source) {
        return source.path().filter(LocalFile::is);
    }

    /** Whether the path is of the machine's own file system, and not of another provider's. */
    public static boolean is(Path path) {
        return path.getFileSystem() == FileSystems.getDefault();
    }
}
