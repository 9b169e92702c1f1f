package dev.reelwright.internal.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The files of the native libraries, noted down by one process for those that come after it. JavaCPP finds them anew in
 * every process, by annotations and by what lies in jars, which takes several times as long as loading them.
 *
 * <p>Only for programs that have a process to themselves and that name a file for the note, for JavaCPP then loads nothing
 * any more, for nobody.
 */
final class NativeFiles {
    /** Names the file of the note. Unless it is set, nothing is noted. */
    static final String PROPERTY = "reelwright.natives";

    private static final String JAVACPP_LOADS = "org.bytedeco.javacpp.loadlibraries";

    private final Path note;

    private NativeFiles(Path note) {
        this.note = note;
    }

    /** The note of this process, null where none is wanted. */
    static @Nullable NativeFiles ofThisProcess() {
        String file = System.getProperty(PROPERTY);
        // a library belongs to the class loader of whoever loads it
        boolean oneLoader = NativeFiles.class.getClassLoader() == Loader.class.getClassLoader();
        return file == null || file.isEmpty() || !oneLoader ? null : new NativeFiles(Path.of(file));
    }

    /** Loads what an earlier process noted. Where anything is amiss, JavaCPP loads as it always does. */
    boolean load() {
        try {
            List<String> noted = Files.readAllLines(note);
            System.setProperty(JAVACPP_LOADS, "false");
            List<String> loaded = loadAsideOf(noted, initializing());
            if (!loaded.equals(noted)) {
                write(loaded);
            }
            return true;
        } catch (IOException | UnsatisfiedLinkError e) {
            System.clearProperty(JAVACPP_LOADS);
            return false;
        }
    }

    /**
     * Initializes JavaCPP's classes, which takes as long as loading libraries that know nothing of Java. Those that do need the
     * classes; and Java 17 loads one library at a time, so that nothing here may wait for one that waits for a class: the
     * first to read a compressed file of a jar loads a library for that.
     */
    private static Thread initializing() {
        new Inflater().end();
        Thread thread = new Thread("reelwright-javacpp") {
            @Override
            public void run() {
                try {
                    initialize();
                } catch (RuntimeException | LinkageError e) {
                    // whoever needs the classes comes across it too and tells it
                    return;
                }
            }
        };
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void initialize() {
        Loader.loadProperties();
        Pointer.maxBytes();
        // looks up versions in jars
        new org.bytedeco.ffmpeg.presets.avutil();
    }

    // no streams: the first process, by which the JDK learns what to keep for quick starts, does not come here
    private static List<String> loadAsideOf(List<String> files, Thread initializing) {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        for (String file : files) {
            (knowsJava(file) ? second : first).add(file);
        }
        List<String> loaded;
        try {
            loaded = loadAll(first);
        } finally {
            Uninterrupted.join(initializing);
        }
        loaded.addAll(loadAll(second));
        return loaded;
    }

    /** JavaCPP names so what it made between Java and a library. */
    private static boolean knowsJava(String file) {
        Path name = Path.of(file).getFileName();
        return name != null && name.toString().contains("jni");
    }

    /** Loads all of these and returns them in an order in which none needs a later one, which JavaCPP does not tell. */
    private static List<String> loadAll(List<String> files) {
        List<String> loaded = new ArrayList<>();
        List<String> left = files;
        while (!left.isEmpty()) {
            left = loadOnce(left, loaded);
        }
        return loaded;
    }

    /** Loads what can be loaded, and returns what needs others first. */
    private static List<String> loadOnce(List<String> files, List<String> loaded) {
        List<String> left = new ArrayList<>();
        UnsatisfiedLinkError refusal = null;
        for (String file : files) {
            try {
                System.load(file);
                loaded.add(file);
            } catch (UnsatisfiedLinkError e) {
                left.add(file);
                refusal = e;
            }
        }
        if (refusal != null && left.size() == files.size()) {
            throw refusal;
        }
        return left;
    }

    /** Notes what JavaCPP loaded. */
    void note() {
        write(Loader.getLoadedLibraries().values().stream().distinct().toList());
    }

    private void write(List<String> files) {
        Path unfinished = note.resolveSibling(
                note.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.write(unfinished, files);
            Files.move(unfinished, note, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // the next process looks for them again, and loses only time
            return;
        }
    }
}
