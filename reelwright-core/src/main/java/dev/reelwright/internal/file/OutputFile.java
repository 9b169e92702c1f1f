package dev.reelwright.internal.file;

import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.source.LocalFile;
import dev.reelwright.internal.source.StopSignal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The destination, all or nothing: written beside its place, moved there complete, gone otherwise. For a place on another
 * provider's file system it is written among the machine's temporary files first.
 */
public final class OutputFile implements AutoCloseable {
    private static final int COPY_BLOCK = 8 << 20;
    /** Bytes: a disk with less than this left is full. */
    private static final long FULL = 1 << 16;

    private final Path destination;
    private @Nullable Path scratch;
    private final boolean overwrite;
    private final Storage storage;

    private OutputFile(Path destination, @Nullable Path scratch, boolean overwrite, Storage storage) {
        this.destination = destination;
        this.scratch = scratch;
        this.overwrite = overwrite;
        this.storage = storage;
    }

    /** Checks that the destination can be written; creates nothing yet. */
    public static OutputFile prepare(Path destination, FileType type, @Nullable Path source, boolean overwrite) {
        if (!type.matches(destination)) {
            throw new MediaException(
                    ErrorCode.INVALID_OUTPUT_PATH_EXTENSION,
                    destination + " does not end in an extension of " + type.commandName() + ": "
                            + String.join(", ", type.extensions()));
        }
        return prepare(destination, source, overwrite);
    }

    /** The same where any extension is right. */
    public static OutputFile prepare(Path destination, @Nullable Path source, boolean overwrite) {
        return prepare(destination, source, overwrite, Storage.REAL);
    }

    static OutputFile prepare(Path destination, @Nullable Path source, boolean overwrite, Storage storage) {
        Path absolute = destination.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new MediaException(
                    ErrorCode.CANNOT_CREATE_FILE, "cannot create " + destination + ": the folder does not exist");
        }
        if (!isWritable(folder)) {
            throw new MediaException(
                    ErrorCode.CANNOT_CREATE_FILE, "cannot create " + destination + ": the folder is not writable");
        }
        if (isSame(absolute, source)) {
            throw new MediaException(
                    ErrorCode.FILE_ALREADY_EXISTS, destination + " is the source itself, which is never written");
        }
        if (Files.exists(absolute) && (!overwrite || Files.isDirectory(absolute))) {
            throw alreadyExists(destination);
        }
        Path scratch = LocalFile.is(absolute) ? absolute.resolveSibling(ScratchName.next() + ".part") : null;
        return new OutputFile(absolute, scratch, overwrite, storage);
    }

    private static boolean isWritable(Path folder) {
        try {
            return Files.isWritable(folder);
        } catch (UnsupportedOperationException e) {
            // not every provider can tell
            return true;
        }
    }

    private static boolean isSame(Path destination, @Nullable Path source) {
        if (source != null
                && source.getFileSystem().provider()
                        != destination.getFileSystem().provider()) {
            return false;
        }
        try {
            return source != null && Files.exists(destination) && Files.isSameFile(destination, source);
        } catch (IOException e) {
            return source != null && destination.equals(source.toAbsolutePath());
        }
    }

    private static MediaException alreadyExists(Path destination) {
        return new MediaException(
                ErrorCode.FILE_ALREADY_EXISTS, destination + " exists already; delete it first, or allow overwriting");
    }

    /** Where to write. */
    public Path scratch() {
        Path known = scratch;
        if (known == null) {
            known = ScratchFolder.newFile();
            scratch = known;
        }
        return known;
    }

    /** Writes all of the content. */
    public void write(byte[] content) {
        try {
            Files.write(scratch(), content);
        } catch (IOException e) {
            throw incomplete(e);
        }
    }

    /** The same destination, written to this file first, which may lie in another folder or on another disk. */
    public OutputFile writtenTo(Path file) {
        return new OutputFile(destination, file, overwrite, storage);
    }

    /** Brings the written file to storage and to its place, and returns its size in bytes. */
    public long commit() {
        if (!LocalFile.is(destination)) {
            return commitElsewhere(() -> false);
        }
        return isOnTheSameDisk() ? commit(() -> storage.force(scratch())) : commitCopy(() -> false);
    }

    /**
     * The same, which takes seconds for large files; ends with {@link ErrorCode#OPERATION_CANCELLED} soon after
     * {@code cancelled} says so, unless the file is in its place by then.
     */
    public long commit(BooleanSupplier cancelled) {
        if (!LocalFile.is(destination)) {
            return commitElsewhere(StopSignal.of(cancelled));
        }
        if (!isOnTheSameDisk()) {
            return commitCopy(cancelled);
        }
        return commit(() -> {
            storage.force(scratch(), cancelled);
            if (cancelled.getAsBoolean()) {
                throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
            }
        });
    }

    private long commitElsewhere(StopSignal stop) {
        try {
            return new ForeignPlace(destination, overwrite).take(scratch(), stop);
        } catch (FileAlreadyExistsException e) {
            throw alreadyExists(destination);
        } catch (IOException e) {
            throw new MediaException(
                    ErrorCode.WRITE_FAILED, "cannot complete " + destination + ": " + e.getMessage(), e);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private long commit(Step beforeMoving) {
        try {
            beforeMoving.run();
            long size = Files.size(scratch());
            if (overwrite) {
                Files.move(scratch(), destination, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                moveWithoutReplacing();
            }
            return size;
        } catch (FileAlreadyExistsException e) {
            throw alreadyExists(destination);
        } catch (IOException e) {
            throw incomplete(e);
        }
    }

    /** Java tells a full disk by the system's words alone; what is left of it tells more surely. */
    private MediaException incomplete(IOException e) {
        ErrorCode code = ErrorCode.WRITE_FAILED;
        try {
            Path folder = destination.getParent();
            if (folder != null && Files.getFileStore(folder).getUsableSpace() < FULL) {
                code = ErrorCode.DISK_FULL;
            }
        } catch (IOException unknown) {
            e.addSuppressed(unknown);
        }
        return new MediaException(code, "cannot complete " + destination + ": " + e.getMessage(), e);
    }

    private boolean isOnTheSameDisk() {
        Path folder = destination.getParent();
        // finding the disk of a path takes a walk through all mounts
        if (folder == null || folder.equals(scratch().getParent())) {
            return true;
        }
        try {
            return Files.getFileStore(scratch()).equals(Files.getFileStore(folder));
        } catch (IOException e) {
            return true;
        }
    }

    /** Moves between disks are not atomic: the file is brought beside its place first. */
    private long commitCopy(BooleanSupplier cancelled) {
        Path beside = destination.resolveSibling(ScratchName.next() + ".part");
        try (OutputFile near = new OutputFile(destination, beside, overwrite, storage)) {
            copy(beside, cancelled);
            return near.commit(cancelled);
        }
    }

    private void copy(Path to, BooleanSupplier cancelled) {
        try (FileChannel from = FileChannel.open(scratch(), StandardOpenOption.READ);
                FileChannel into = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = from.size();
            for (long at = 0; at < size; ) {
                if (cancelled.getAsBoolean()) {
                    throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
                }
                at += from.transferTo(at, Math.min(COPY_BLOCK, size - at), into);
            }
        } catch (IOException e) {
            // here, as long as what fills the disk is there
            throw incomplete(e);
        }
    }

    /** An atomic move replaces silently on most systems; a hard link fails when the name is taken. */
    private void moveWithoutReplacing() throws IOException {
        try {
            Files.createLink(destination, scratch());
        } catch (UnsupportedOperationException | SecurityException e) {
            Files.move(scratch(), destination);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            Files.move(scratch(), destination);
        }
    }

    /** Removes what was written beside the place. */
    @Override
    public void close() {
        Path written = scratch;
        if (written == null) {
            return;
        }
        try {
            Files.deleteIfExists(written);
        } catch (IOException e) {
            System.getLogger(OutputFile.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot delete the scratch file " + written, e);
        }
    }
}
