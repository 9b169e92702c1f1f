package dev.reelwright.testing;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/** A path of {@link MemoryFiles}: a name in the only folder, or that folder. */
record MemoryPath(MemoryFileSystem system, String text) implements Path {
    @Override
    public FileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return text.startsWith("/");
    }

    @Override
    public Path getRoot() {
        return new MemoryPath(system, "/");
    }

    @Override
    public Path getFileName() {
        return new MemoryPath(system, text.substring(text.lastIndexOf('/') + 1));
    }

    @Override
    public Path getParent() {
        return text.equals("/") ? null : getRoot();
    }

    @Override
    public int getNameCount() {
        return 1;
    }

    @Override
    public Path getName(int index) {
        return getFileName();
    }

    @Override
    public Path subpath(int from, int to) {
        return getFileName();
    }

    @Override
    public boolean startsWith(Path other) {
        return text.startsWith(other.toString());
    }

    @Override
    public boolean endsWith(Path other) {
        return text.endsWith(other.toString());
    }

    @Override
    public Path normalize() {
        return this;
    }

    @Override
    public Path resolve(Path other) {
        return other.isAbsolute() ? other : new MemoryPath(system, "/" + other);
    }

    @Override
    public Path relativize(Path other) {
        return other.getFileName();
    }

    @Override
    public URI toUri() {
        return URI.create("memory:" + text);
    }

    @Override
    public Path toAbsolutePath() {
        return isAbsolute() ? this : new MemoryPath(system, "/" + text);
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return toAbsolutePath();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] kinds, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
        return text.compareTo(other.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
