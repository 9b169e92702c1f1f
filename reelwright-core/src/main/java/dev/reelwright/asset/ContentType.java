package dev.reelwright.asset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file is, as systems call it: all that the original reads or writes, and what is written here beyond that. Those that
 * can be written are {@link FileType}s.
 *
 * @param identifier the uniform type identifier
 * @param mimeTypes its media types (RFC 6838), the preferred one first; empty where none is in use
 * @param extensions the path extensions that belong to it, the preferred one first, without dots
 * @param kind what such files hold
 */
public record ContentType(String identifier, List<String> mimeTypes, List<String> extensions, Kind kind) {
    /** What files hold. */
    public enum Kind {
        /** Pictures that move, and sound. */
        MOVIE,
        /** Sound alone. */
        AUDIO,
        /** Still pictures. */
        IMAGE,
        /** Subtitles or captions alone. */
        TEXT,
        /** Anything else that is timed, such as haptics. */
        OTHER
    }

    private static final List<ContentType> ALL = List.of(
            movie("com.apple.quicktime-movie", "video/quicktime", "mov qt"),
            audio("com.apple.quicktime-audio", "audio/quicktime", "qta"),
            movie("public.mpeg-4", "video/mp4", "mp4"),
            movie("com.apple.m4v-video", "video/x-m4v", "m4v"),
            audio("com.apple.m4a-audio", "audio/mp4 audio/x-m4a audio/m4a", "m4a"),
            movie("public.3gpp", "video/3gpp audio/3gpp", "3gp 3gpp sdv"),
            movie("public.3gpp2", "video/3gpp2 audio/3gpp2", "3g2 3gp2"),
            audio("com.apple.coreaudio-format", "audio/x-caf", "caf"),
            audio("com.microsoft.waveform-audio", "audio/vnd.wave audio/wav audio/wave audio/x-wav", "wav wave bwf"),
            audio("public.aiff-audio", "audio/aiff audio/x-aiff", "aiff aif"),
            audio("public.aifc-audio", "audio/x-aifc audio/aifc", "aifc cdda"),
            audio("org.3gpp.adaptive-multi-rate-audio", "audio/amr", "amr"),
            audio("public.mp3", "audio/mpeg audio/mp3 audio/x-mp3", "mp3"),
            audio("public.au-audio", "audio/basic audio/x-au", "au snd"),
            audio("public.ac3-audio", "audio/ac3 audio/x-ac3", "ac3"),
            audio("public.enhanced-ac3-audio", "audio/eac3", "eac3"),
            image("public.jpeg", "image/jpeg image/jpg", "jpg jpeg"),
            image("com.adobe.raw-image", "image/x-adobe-dng", "dng"),
            image("public.heic", "image/heic", "heic"),
            image("public.avci", "image/avci", "avci"),
            image("public.heif", "image/heif", "heif"),
            image("public.tiff", "image/tiff", "tiff tif"),
            type(Kind.TEXT, "com.apple.itunes-timed-text", "application/ttml+xml", "itt"),
            type(Kind.TEXT, "com.scenarist.closed-caption", "", "scc"),
            type(Kind.OTHER, "public.haptics-content", "", "ahap"),
            image("org.nema.dicom", "application/dicom", "dcm"),
            movie("org.matroska.mkv", "video/matroska video/x-matroska audio/matroska audio/x-matroska", "mkv mka"),
            movie("org.webmproject.webm", "video/webm audio/webm", "webm weba"),
            movie("public.mpeg-2-transport-stream", "video/mp2t", "ts"),
            audio("org.xiph.ogg-audio", "audio/ogg application/ogg", "ogg oga opus"),
            audio("org.xiph.flac", "audio/flac audio/x-flac", "flac"));

    public ContentType {
        mimeTypes = List.copyOf(mimeTypes);
        extensions = List.copyOf(extensions);
    }

    /** The whole table. */
    public static List<ContentType> all() {
        return ALL;
    }

    /** The type of this uniform type identifier; letter case does not matter. */
    public static Optional<ContentType> ofIdentifier(String identifier) {
        return ALL.stream()
                .filter(t -> t.identifier.equalsIgnoreCase(identifier))
                .findFirst();
    }

    /** The type of this media type; its parameters and letter case do not matter. */
    public static Optional<ContentType> ofMimeType(String mimeType) {
        int end = mimeType.indexOf(';');
        String wanted =
                (end < 0 ? mimeType : mimeType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return ALL.stream().filter(t -> t.mimeTypes.contains(wanted)).findFirst();
    }

    /** The type of this path extension, without its dot; letter case does not matter. */
    public static Optional<ContentType> ofExtension(String extension) {
        String wanted = extension.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(t -> t.extensions.contains(wanted)).findFirst();
    }

    /** The type that the path's extension names. */
    public static Optional<ContentType> ofPath(Path path) {
        return ofExtension(extensionOf(path));
    }

    /** As what it can be written; empty where it cannot. */
    public Optional<FileType> fileType() {
        return Arrays.stream(FileType.values())
                .filter(type -> type.contentType().equals(this))
                .findFirst();
    }

    static String extensionOf(Path path) {
        Path file = path.getFileName();
        String name = file == null ? "" : file.toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static ContentType movie(String identifier, String mimeTypes, String extensions) {
        return type(Kind.MOVIE, identifier, mimeTypes, extensions);
    }

    private static ContentType audio(String identifier, String mimeTypes, String extensions) {
        return type(Kind.AUDIO, identifier, mimeTypes, extensions);
    }

    private static ContentType image(String identifier, String mimeTypes, String extensions) {
        return type(Kind.IMAGE, identifier, mimeTypes, extensions);
    }

    private static ContentType type(Kind kind, String identifier, String mimeTypes, String extensions) {
        return new ContentType(identifier, words(mimeTypes), words(extensions), kind);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf(' ', start);
            words.add(end < 0 ? text.substring(start) : text.substring(start, end));
            start = end < 0 ? text.length() : end + 1;
        }
        return words;
    }
}
