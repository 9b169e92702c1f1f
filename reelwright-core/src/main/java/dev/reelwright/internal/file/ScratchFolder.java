package dev.reelwright.internal.file;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.source.LocalFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A hidden folder for what an export needs on the way; made when first asked for, gone when closed. */
public final class ScratchFolder implements AutoCloseable {
    private final Path folder;
    private boolean made;

    private ScratchFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A folder inside of {@code within}.
     *
     * @throws MediaException when that does not exist, is no folder, or is not writable
     */
    public static ScratchFolder in(Path within) {
        if (!LocalFile.is(within)) {
            throw invalid(within, "it is not on the machine's own file system");
        }
        if (!Files.isDirectory(within)) {
            throw invalid(within, Files.exists(within) ? "it is no folder" : "it does not exist");
        }
        if (!Files.isWritable(within)) {
            throw invalid(within, "it is not writable");
        }
        return new ScratchFolder(within.resolve(".reelwright-" + UUID.randomUUID()));
    }

    /** A folder beside this file; for one on another provider's file system among the machine's temporary files. */
    public static ScratchFolder near(Path file) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        return in(!LocalFile.is(file) ? temporary() : folder == null ? absolute : folder);
    }

    /** The machine's own. */
    public static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** An empty file among the machine's temporary files, which others cannot read. */
    static Path newFile() {
        try {
            return Files.createTempFile(temporary(), ".reelwright-", ".part");
        } catch (IOException e) {
            throw new MediaException(
                    ErrorCode.INVALID_TEMPORARY_DIRECTORY,
                    "temporary files cannot be written to " + temporary() + ": " + e.getMessage(),
                    e);
        }
    }

    private static MediaException invalid(Path folder, String why) {
        return new MediaException(
                ErrorCode.INVALID_TEMPORARY_DIRECTORY, "temporary files cannot be written to " + folder + ": " + why);
    }

    /** A file of this name in it, which does not exist yet. */
    public Path file(String name) {
        if (!made) {
            try {
                Files.createDirectory(folder);
                made = true;
            } catch (IOException e) {
                throw new MediaException(
                        ErrorCode.INVALID_TEMPORARY_DIRECTORY,
                        "temporary files cannot be written to " + folder.getParent() + ": " + e.getMessage(),
                        e);
            }
        }
        return folder.resolve(name);
    }

    /** Removes it with all that is inside. */
    @Override
    public void close() {
        if (!made) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            warn(e);
        }
    }

    private void warn(@Nullable Exception e) {
        System.getLogger(ScratchFolder.class.getName())
                .log(System.Logger.Level.WARNING, "cannot delete the scratch folder " + folder, e);
    }
}
