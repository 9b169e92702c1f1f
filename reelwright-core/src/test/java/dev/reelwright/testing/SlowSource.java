package dev.reelwright.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A file with a hole of gigabytes after its media, which takes no place on the disk. Readers look through it byte by byte
 * for what may come, within one call that takes a minute.
 */
public final class SlowSource {
    private static final long HOLE = 4L << 30;

    private SlowSource() {}

    /** Two seconds of sound in Matroska, without the hole: in the hole, the next packet is looked for. */
    public static Path sound(Path folder) {
        return make(folder.resolve("slow.mka"), "-vn", "-c", "copy");
    }

    /** Two seconds in an MPEG program stream, without the hole: opening it looks for the last packet's time. */
    public static Path programStream(Path folder) {
        return make(folder.resolve("slow.mpg"), "-c:v", "mpeg2video", "-c:a", "mp2");
    }

    /** Two seconds of bare AC-3, without the hole: for want of an index, seeking reads through everything. */
    public static Path bareSound(Path folder) {
        return make(folder.resolve("slow.ac3"), "-vn", "-c:a", "ac3");
    }

    private static Path make(Path file, String... coding) {
        Assumptions.assumeFalse(System.getProperty("os.name").startsWith("Windows"), "skipped: holes are filled here");
        List<String> arguments =
                new ArrayList<>(List.of("-v", "error", "-i", Fixtures.small().toString()));
        arguments.addAll(List.of(coding));
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        return file;
    }

    /** Adds the hole. */
    public static Path withHole(Path file) {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(Files.size(file) + HOLE);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
