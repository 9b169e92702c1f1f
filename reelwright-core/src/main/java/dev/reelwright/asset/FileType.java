package dev.reelwright.asset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A container format that can be written. */
public enum FileType {
    MOV("com.apple.quicktime-movie"),
    MP4("public.mpeg-4"),
    M4V("com.apple.m4v-video"),
    M4A("com.apple.m4a-audio"),
    MOBILE_3GPP("public.3gpp"),
    MOBILE_3GPP2("public.3gpp2"),
    MKV("org.matroska.mkv"),
    WEBM("org.webmproject.webm"),
    TS("public.mpeg-2-transport-stream"),
    OGG("org.xiph.ogg-audio"),
    FLAC("org.xiph.flac"),
    MP3("public.mp3"),
    WAV("com.microsoft.waveform-audio"),
    AIFF("public.aiff-audio"),
    /** AIFF whose samples may be coded. */
    AIFC("public.aifc-audio"),
    CAF("com.apple.coreaudio-format");

    @SuppressWarnings("ImmutableEnumChecker") // its lists are made by List.copyOf
    private final ContentType contentType;

    FileType(String identifier) {
        this.contentType = ContentType.ofIdentifier(identifier).orElseThrow();
    }

    /** What such files are called: identifier, media types and path extensions. */
    public ContentType contentType() {
        return contentType;
    }

    /** The uniform type identifier. */
    public String identifier() {
        return contentType.identifier();
    }

    /** The preferred media type. */
    public String mimeType() {
        return contentType.mimeTypes().get(0);
    }

    /** The path extensions that belong to it, the preferred one first, without dots. */
    public List<String> extensions() {
        return contentType.extensions();
    }

    /** Its name on the command line. */
    public String commandName() {
        return extensions().get(0);
    }

    /** Whether it holds audio alone, here: Ogg could hold pictures, in codings that nothing here writes. */
    public boolean isAudioOnly() {
        return contentType.kind() == ContentType.Kind.AUDIO;
    }

    /** Whether the path's extension belongs to this type; letter case does not matter. */
    public boolean matches(Path path) {
        return extensions().contains(ContentType.extensionOf(path));
    }

    /** The type that the path's extension names. */
    public static Optional<FileType> ofPath(Path path) {
        return ContentType.ofPath(path).flatMap(ContentType::fileType);
    }

    /** The type of this media type; its parameters and letter case do not matter. */
    public static Optional<FileType> ofMimeType(String mimeType) {
        return ContentType.ofMimeType(mimeType).flatMap(ContentType::fileType);
    }

    /** The type by extension, command name or uniform type identifier. */
    public static Optional<FileType> ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ContentType.ofExtension(lower)
                .or(() -> ContentType.ofIdentifier(lower))
                .flatMap(ContentType::fileType);
    }
}
