package dev.reelwright.cli;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.ImageFormat;
import dev.reelwright.time.MediaTime;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where images go: a folder, or a pattern in which {@code {index}} stands for an image's number from 1 and {@code {time}}
 * for the time asked for, in seconds.
 *
 * @param pattern the path of each image, with its extension
 */
record ImageFiles(String pattern, ImageFormat format) {
    private static final String INDEX = "{index}";
    private static final String TIME = "{time}";
    private static final int FEWEST_DIGITS = 4;

    /**
     * Understands what was given as {@code --out} and {@code --format}. A path without a placeholder is one file when its
     * extension is an image's, and a folder when it has none, when it ends as folders' paths do or when a folder is there.
     */
    static ImageFiles of(String out, @Nullable ImageFormat wanted) {
        Path path = Path.of(out);
        String extension = extension(path);
        boolean pattern = out.contains(INDEX) || out.contains(TIME);
        if (!pattern && (extension.isEmpty() || isFolder(out))) {
            ImageFormat format = wanted == null ? ImageFormat.JPEG : wanted;
            return new ImageFiles(
                    path.resolve("image-" + INDEX + "." + preferred(format)).toString(), format);
        }
        if (extension.isEmpty()) {
            ImageFormat format = wanted == null ? ImageFormat.JPEG : wanted;
            return new ImageFiles(out + "." + preferred(format), format);
        }
        ImageFormat named = ImageFormat.ofName(extension)
                .orElseThrow(() -> new MediaException(
                        ErrorCode.INVALID_OUTPUT_PATH_EXTENSION,
                        "the extension of " + out + " names no image format; use jpg, png, webp or avif"
                                + (pattern ? "" : ", or end it with a / if it is to be a folder")));
        if (wanted != null && wanted != named) {
            throw new MediaException(
                    ErrorCode.INVALID_OUTPUT_PATH_EXTENSION,
                    "the extension of " + out + " does not belong to "
                            + wanted.name().toLowerCase(Locale.ROOT) + "; use ." + preferred(wanted));
        }
        return new ImageFiles(out, named);
    }

    private static boolean isFolder(String out) {
        return out.endsWith("/") || out.endsWith(File.separator) || Files.isDirectory(Path.of(out));
    }

    private static String preferred(ImageFormat format) {
        return format.extensions().get(0);
    }

    /** What follows the last dot of the name, empty when a placeholder does. */
    private static String extension(Path path) {
        String name = String.valueOf(path.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return extension.equals(name) || extension.contains("{") ? "" : extension;
    }

    /** One path for each time. */
    List<Path> forTimes(List<MediaTime> times) {
        int digits = Math.max(FEWEST_DIGITS, Integer.toString(times.size()).length());
        List<Path> files = new ArrayList<>();
        Set<Path> taken = new HashSet<>();
        for (int i = 0; i < times.size(); i++) {
            String index = Text.digits(i + 1, digits);
            Path file = Path.of(pattern.replace(INDEX, index).replace(TIME, Text.seconds(times.get(i))));
            if (!taken.add(file)) {
                throw new IllegalArgumentException(
                        "more than one image would be written to " + file + "; put {index} into --out");
            }
            files.add(file);
        }
        return files;
    }
}
