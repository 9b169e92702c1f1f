package dev.reelwright.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A file format for still images. */
public enum ImageFormat {
    JPEG("jpg", "jpeg"),
    PNG("png"),
    WEBP("webp"),
    AVIF("avif");

    @SuppressWarnings("ImmutableEnumChecker") // lists made by List.of are
    private final List<String> extensions;

    ImageFormat(String... extensions) {
        this.extensions = List.of(extensions);
    }

    /** The path extensions that belong to it, the preferred one first, without dots. */
    public List<String> extensions() {
        return extensions;
    }

    /** The format of this name or extension. */
    public static Optional<ImageFormat> ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (ImageFormat format : values()) {
            if (format.extensions.contains(lower) || format.name().equalsIgnoreCase(lower)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The format that the path's extension names. */
    public static Optional<ImageFormat> ofPath(Path path) {
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : ofName(name.substring(dot + 1));
    }
}
