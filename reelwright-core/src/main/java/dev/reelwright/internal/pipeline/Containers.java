package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FileType;
import java.util.HashMap;
import java.util.Map;

/** How FFmpeg names and sets up the containers. */
final class Containers {
    private Containers() {}

    static String format(FileType type) {
        return switch (type) {
            case MOV -> "mov";
            case MP4 -> "mp4";
            case M4V, M4A -> "ipod";
            case MKV -> "matroska";
            case WEBM -> "webm";
            case TS -> "mpegts";
            case OGG -> "ogg";
            case FLAC -> "flac";
            case MP3 -> "mp3";
            case WAV -> "wav";
        };
    }

    static Map<String, String> options(FileType type, boolean networkOptimized, int movieTimescale) {
        return switch (type) {
            case MOV, MP4, M4V, M4A -> movie(type, movieTimescale);
            case MKV, WEBM -> networkOptimized ? Map.of("cues_to_front", "1") : Map.of();
            // sizes beyond 4 GiB do not fit the plain header
            case WAV -> Map.of("rf64", "auto");
            case TS, OGG, FLAC, MP3 -> Map.of();
        };
    }

    /** The same for what is written from beginning to end, where nothing can be filled in afterwards. */
    static Map<String, String> streamOptions(FileType type, int movieTimescale) {
        return switch (type) {
            case MOV, MP4, M4V, M4A -> fragments(type, movieTimescale);
            case MKV, WEBM, WAV, TS, OGG, FLAC, MP3 -> options(type, false, movieTimescale);
        };
    }

    /**
     * Fragments begin at sync samples and are seconds long, because all of one is in memory until it is written. The index is
     * written after the first, which is when its edit lists are known.
     */
    private static Map<String, String> fragments(FileType type, int movieTimescale) {
        Map<String, String> options = new HashMap<>(movie(type, movieTimescale));
        options.merge("movflags", "+frag_keyframe+empty_moov+default_base_moof+delay_moov", String::concat);
        options.put("min_frag_duration", "1000000");
        options.put("frag_duration", "5000000");
        return options;
    }

    private static Map<String, String> movie(FileType type, int movieTimescale) {
        Map<String, String> options = new HashMap<>();
        options.put("movflags", "+write_colr");
        options.put("movie_timescale", Integer.toString(movieTimescale));
        if (type == FileType.M4V || type == FileType.M4A) {
            options.put("brand", type == FileType.M4V ? "M4V " : "M4A ");
        }
        return options;
    }
}
