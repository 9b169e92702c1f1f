package dev.reelwright.asset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A container format that can be written. */
public enum FileType {
    MOV("com.apple.quicktime-movie", "video/quicktime", "mov", "qt"),
    MP4("public.mpeg-4", "video/mp4", "mp4"),
    M4V("com.apple.m4v-video", "video/x-m4v", "m4v"),
    M4A("com.apple.m4a-audio", "audio/mp4", "m4a"),
    MKV("org.matroska.mkv", "video/matroska", "mkv", "mka"),
    WEBM("org.webmproject.webm", "video/webm", "webm", "weba"),
    TS("public.mpeg-2-transport-stream", "video/mp2t", "ts"),
    OGG("org.xiph.ogg-audio", "audio/ogg", "ogg", "oga", "opus"),
    FLAC("org.xiph.flac", "audio/flac", "flac"),
    MP3("public.mp3", "audio/mpeg", "mp3"),
    WAV("com.microsoft.waveform-audio", "audio/vnd.wave", "wav", "wave");

    private static final Set<FileType> SOUND = Set.of(M4A, OGG, FLAC, MP3, WAV);

    private final String identifier;
    private final String mimeType;

    @SuppressWarnings("ImmutableEnumChecker") // lists made by List.of are
    private final List<String> extensions;

    FileType(String identifier, String mimeType, String... extensions) {
        this.identifier = identifier;
        this.mimeType = mimeType;
        this.extensions = List.of(extensions);
    }

    /** The uniform type identifier. */
    public String identifier() {
        return identifier;
    }

    public String mimeType() {
        return mimeType;
    }

    /** The path extensions that belong to it, the preferred one first, without dots. */
    public List<String> extensions() {
        return extensions;
    }

    /** Its name on the command line. */
    public String commandName() {
        return extensions.get(0);
    }

    /** Whether it holds audio alone, here: Ogg could hold pictures, in codings that nothing here writes. */
    public boolean isAudioOnly() {
        return SOUND.contains(this);
    }

    /** Whether the path's extension belongs to this type; letter case does not matter. */
    public boolean matches(Path path) {
        return extensions.contains(extensionOf(path));
    }

    /** The type that the path's extension names. */
    public static Optional<FileType> ofPath(Path path) {
        return ofName(extensionOf(path));
    }

    /** The type by extension, command name or uniform type identifier. */
    public static Optional<FileType> ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (FileType type : values()) {
            if (type.extensions.contains(lower) || type.identifier.equals(lower)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static String extensionOf(Path path) {
        Path file = path.getFileName();
        String name = file == null ? "" : file.toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
