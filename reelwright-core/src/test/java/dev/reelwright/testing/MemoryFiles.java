package dev.reelwright.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A provider of files in memory, in one folder, that can do no more than a provider must, and less where it is told so. It
 * keeps every name that a file ever had.
 */
public final class MemoryFiles extends FileSystemProvider {
    /** What a provider may be unable to do. */
    public enum Lack {
        ATOMIC_MOVES,
        MOVES,
        /** Writing ends with an error after a few bytes. */
        SPACE
    }

    private static final int SPACE = 1000;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Set<Lack> lacks;
    private final MemoryFileSystem system = new MemoryFileSystem(this);

    public MemoryFiles(Lack... lacks) {
        this.lacks = lacks.length == 0 ? EnumSet.noneOf(Lack.class) : EnumSet.copyOf(List.of(lacks));
    }

    public Path path(String name) {
        return new MemoryPath(system, "/" + name);
    }

    /** The names of all files there are. */
    public synchronized List<String> names() {
        return List.copyOf(files.keySet());
    }

    synchronized byte[] bytes(Path path) throws NoSuchFileException {
        byte[] bytes = files.get(path.toString());
        if (bytes == null) {
            throw new NoSuchFileException(path.toString());
        }
        return bytes;
    }

    private synchronized void put(Path path, byte[] bytes) {
        files.put(path.toString(), bytes);
    }

    private synchronized boolean has(Path path) {
        return files.containsKey(path.toString());
    }

    private static boolean isFolder(Path path) {
        return path.toString().equals("/");
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... with)
            throws IOException {
        boolean writes = options.contains(StandardOpenOption.WRITE);
        if (options.contains(StandardOpenOption.CREATE_NEW) && has(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        boolean mayBegin =
                options.contains(StandardOpenOption.CREATE) || options.contains(StandardOpenOption.CREATE_NEW);
        if (writes && mayBegin && (!has(path) || options.contains(StandardOpenOption.TRUNCATE_EXISTING))) {
            put(path, new byte[0]);
        }
        return new MemoryChannel(path, bytes(path));
    }

    @Override
    public synchronized void move(Path from, Path to, CopyOption... options) throws IOException {
        List<CopyOption> wanted = Arrays.asList(options);
        if (lacks.contains(Lack.MOVES)) {
            throw new UnsupportedOperationException("move");
        }
        if (lacks.contains(Lack.ATOMIC_MOVES) && wanted.contains(StandardCopyOption.ATOMIC_MOVE)) {
            throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "no");
        }
        if (has(to) && !wanted.contains(StandardCopyOption.REPLACE_EXISTING)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        put(to, bytes(from));
        delete(from);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        bytes(path);
        files.remove(path.toString());
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        if (!isFolder(path)) {
            bytes(path);
        }
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return type.cast(new Attributes(isFolder(path), isFolder(path) ? 0 : bytes(path).length));
    }

    @Override
    public boolean isSameFile(Path path, Path other) {
        return path.toString().equals(other.toString());
    }

    private record Attributes(boolean isDirectory, long size) implements BasicFileAttributes {
        @Override
        public FileTime lastModifiedTime() {
            return FileTime.fromMillis(0);
        }

        @Override
        public FileTime lastAccessTime() {
            return FileTime.fromMillis(0);
        }

        @Override
        public FileTime creationTime() {
            return FileTime.fromMillis(0);
        }

        @Override
        public boolean isRegularFile() {
            return !isDirectory;
        }

        @Override
        public boolean isSymbolicLink() {
            return false;
        }

        @Override
        public boolean isOther() {
            return false;
        }

        @Override
        public Object fileKey() {
            return this;
        }
    }

    /** A file that is read, or written to its end. */
    private final class MemoryChannel implements SeekableByteChannel {
        private final Path path;
        private byte[] bytes;
        private int position;
        private boolean closed;

        MemoryChannel(Path path, byte[] bytes) {
            this.path = path;
            this.bytes = bytes;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            requireOpen();
            int count = Math.min(target.remaining(), bytes.length - position);
            if (count <= 0) {
                return -1;
            }
            target.put(bytes, position, count);
            position += count;
            return count;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            requireOpen();
            int count = source.remaining();
            if (lacks.contains(Lack.SPACE) && position + count > SPACE) {
                throw new IOException("no space in memory");
            }
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length, position + count));
            source.get(bytes, position, count);
            position += count;
            put(path, bytes);
            return count;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long to) {
            position = (int) to;
            return this;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        private void requireOpen() throws IOException {
            if (closed) {
                throw new ClosedChannelException();
            }
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return !closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Override
    public String getScheme() {
        return "memory";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        return path(uri.getPath());
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... with) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }
}
