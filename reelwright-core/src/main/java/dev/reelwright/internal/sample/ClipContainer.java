package dev.reelwright.internal.sample;

import static dev.reelwright.sample.SampleClip.Codec.AV1;
import static dev.reelwright.sample.SampleClip.Codec.H264;
import static dev.reelwright.sample.SampleClip.Codec.HEVC;
import static dev.reelwright.sample.SampleClip.Codec.MJPEG;
import static dev.reelwright.sample.SampleClip.Codec.MPEG2;
import static dev.reelwright.sample.SampleClip.Codec.MPEG4;
import static dev.reelwright.sample.SampleClip.Codec.PRORES;
import static dev.reelwright.sample.SampleClip.Codec.VP8;
import static dev.reelwright.sample.SampleClip.Codec.VP9;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.sample.SampleClip.Codec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A container that sample clips are written in, named by its path extension. */
enum ClipContainer {
    MP4("mp4", H264, HEVC, MPEG4, MPEG2, MJPEG, VP9, AV1),
    MOV("mov", H264, HEVC, PRORES, MPEG4, MPEG2, MJPEG),
    M4V("ipod", H264, HEVC, MPEG4),
    MKV("matroska", Codec.values()),
    WEBM("webm", VP8, VP9, AV1),
    AVI("avi", H264, MPEG4, MJPEG),
    TS("mpegts", H264, HEVC, MPEG4, MPEG2);

    private final String format;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Codec> codecs;

    ClipContainer(String format, Codec... codecs) {
        this.format = format;
        this.codecs = List.of(codecs);
    }

    /** The container that the path's extension names. */
    static ClipContainer ofPath(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(container -> name.endsWith("." + container.extension()))
                .findFirst()
                .orElseThrow(() -> new MediaException(
                        ErrorCode.INVALID_OUTPUT_PATH_EXTENSION,
                        "a sample clip cannot be written to " + file + "; the extension can be " + extensions()));
    }

    private static String extensions() {
        return Arrays.stream(values()).map(ClipContainer::extension).collect(Collectors.joining(", "));
    }

    static String extensionsFor(Codec codec) {
        return Arrays.stream(values())
                .filter(container -> container.holds(codec))
                .map(ClipContainer::extension)
                .collect(Collectors.joining(", "));
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** FFmpeg's name. */
    String format() {
        return format;
    }

    boolean holds(Codec codec) {
        return codecs.contains(codec);
    }

    String codecNames() {
        return codecs.stream().map(Codec::commandName).collect(Collectors.joining(", "));
    }

    boolean isIsoMedia() {
        return this == MP4 || this == MOV || this == M4V;
    }

    boolean holdsRotation() {
        return isIsoMedia() || this == MKV;
    }

    /** AVI has one frame interval for all frames, and MPEG-TS knows when a frame starts but not when the last one ends. */
    boolean timesEveryFrame() {
        return this != AVI && this != TS;
    }

    /** AVI stores no presentation times: pictures that are shown out of their order have to be guessed at. */
    boolean reordersByItself() {
        return this == AVI;
    }

    Sound sound(Codec codec) {
        return switch (this) {
            case WEBM -> Sound.OPUS;
            case AVI -> Sound.PCM;
            case MOV -> codec == PRORES ? Sound.PCM : Sound.AAC;
            case MP4, M4V, MKV, TS -> Sound.AAC;
        };
    }

    /** What the muxer is told. */
    Map<String, String> options(int movieTimescale) {
        return isIsoMedia()
                ? Map.of("movflags", "+write_colr", "movie_timescale", Integer.toString(movieTimescale))
                : Map.of();
    }
}
