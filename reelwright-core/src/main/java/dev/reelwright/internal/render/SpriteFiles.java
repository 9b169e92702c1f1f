package dev.reelwright.internal.render;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.SaveOptions;
import dev.reelwright.internal.file.OutputFile;
import dev.reelwright.internal.file.ScratchFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The files of a set of thumbnails: written into a folder of their own first, in their places together, the WebVTT file last. */
final class SpriteFiles implements AutoCloseable {
    private static final String EXTENSION = ".vtt";

    private final Path webVtt;
    private final @Nullable Path source;
    private final SaveOptions options;
    private final String stem;
    private final ScratchFolder scratch;
    private final List<Path> images = new ArrayList<>();

    /** Checks that the first files can be written; creates nothing yet. */
    SpriteFiles(Path webVtt, @Nullable Path source, SaveOptions options) {
        String name = String.valueOf(webVtt.getFileName());
        if (!name.toLowerCase(Locale.ROOT).endsWith(EXTENSION)) {
            throw new MediaException(
                    ErrorCode.INVALID_OUTPUT_PATH_EXTENSION, webVtt + " does not end in the extension of WebVTT: vtt");
        }
        this.webVtt = webVtt;
        this.source = source;
        this.options = options;
        this.stem = name.substring(0, name.length() - EXTENSION.length());
        prepare(webVtt).close();
        requireFree(1);
        this.scratch = ScratchFolder.near(webVtt);
    }

    private OutputFile prepare(Path file) {
        return OutputFile.prepare(file, source, options.overwrite());
    }

    /** Fails when one of the first {@code count} images cannot be written to its place. */
    void requireFree(int count) {
        for (int i = 0; i < count; i++) {
            prepare(place(i)).close();
        }
    }

    /** Where the next image will be. */
    Path nextImage() {
        return place(images.size());
    }

    private Path place(int index) {
        String extension = options.format().extensions().get(0);
        return webVtt.resolveSibling(String.format(Locale.ROOT, "%s-%03d.%s", stem, index + 1, extension));
    }

    /** Where to write the next image now. */
    Path scratch() {
        return scratch.file("next");
    }

    /** What lies at {@link #scratch()} is the next image. */
    void accept() {
        Path place = nextImage();
        prepare(place).close();
        try {
            Files.move(scratch(), written(place));
        } catch (IOException e) {
            throw failed(place, e);
        }
        images.add(place);
    }

    private Path written(Path place) {
        return scratch.file(String.valueOf(place.getFileName()));
    }

    Path webVtt() {
        return webVtt;
    }

    List<Path> images() {
        return List.copyOf(images);
    }

    /** Brings all files to their places. When one of them cannot be, those that were not there before are removed again. */
    void commit(String text) {
        List<Path> all = new ArrayList<>(images);
        all.add(webVtt);
        List<Path> appeared = new ArrayList<>();
        try {
            Files.writeString(written(webVtt), text, StandardCharsets.UTF_8);
            for (Path place : all) {
                boolean isNew = Files.notExists(place);
                try (OutputFile output = prepare(place).writtenTo(written(place))) {
                    output.commit();
                }
                if (isNew) {
                    appeared.add(place);
                }
            }
        } catch (IOException e) {
            remove(appeared);
            throw failed(webVtt, e);
        } catch (RuntimeException | Error e) {
            remove(appeared);
            throw e;
        }
    }

    private static MediaException failed(Path file, @Nullable IOException e) {
        return new MediaException(ErrorCode.WRITE_FAILED, "cannot complete " + file + ": " + e, e);
    }

    private static void remove(List<Path> files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                System.getLogger(SpriteFiles.class.getName())
                        .log(System.Logger.Level.WARNING, "cannot delete " + file, e);
            }
        }
    }

    @Override
    public void close() {
        scratch.close();
    }
}
