package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.Track;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.metadata.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How FFmpeg names and sets up the containers. */
final class Containers {
    /** Without these the muxer writes plain AIFF, which is no AIFF-C (Apple, "Audio Interchange File Format AIFF-C"). */
    private static final Map<String, String> AIFC_TAGS =
            Map.of("pcm_s16be", "twos", "pcm_s24be", "in24", "pcm_s32be", "in32");

    private Containers() {}

    static String format(FileType type) {
        return switch (type) {
            case MOV -> "mov";
            case MP4 -> "mp4";
            case M4V, M4A -> "ipod";
            case MOBILE_3GPP -> "3gp";
            case MOBILE_3GPP2 -> "3g2";
            case MKV -> "matroska";
            case WEBM -> "webm";
            case TS -> "mpegts";
            case OGG -> "ogg";
            case FLAC -> "flac";
            case MP3 -> "mp3";
            case WAV -> "wav";
            case AIFF, AIFC -> "aiff";
            case CAF -> "caf";
        };
    }

    static Map<String, String> options(FileType type, boolean networkOptimized, int movieTimescale) {
        return switch (type) {
            case MOV, MP4, M4V, M4A, MOBILE_3GPP, MOBILE_3GPP2 -> movie(type, movieTimescale);
            case MKV, WEBM -> networkOptimized ? Map.of("cues_to_front", "1") : Map.of();
            // sizes beyond 4 GiB do not fit the plain header
            case WAV -> Map.of("rf64", "auto");
            // titles, covers and chapters
            case AIFF, AIFC -> Map.of("write_id3v2", "1");
            case TS, OGG, FLAC, MP3, CAF -> Map.of();
        };
    }

    /** The four-character code that says of a coding that it is coded, where the muxer would not say it. */
    static Optional<String> tag(FileType type, String codec) {
        return type == FileType.AIFC ? Optional.ofNullable(AIFC_TAGS.get(codec)) : Optional.empty();
    }

    /** Writes it where there is one. */
    static void tag(Muxer muxer, int stream, ExportPlan plan, String codec) {
        tag(plan.fileType(), codec).ifPresent(tag -> muxer.tag(stream, tag));
    }

    /** Tags of tracks, where the format's own writer keeps them; movies get theirs when they are finished. */
    static void describe(Muxer muxer, int stream, ExportPlan plan, Track source) {
        FileType type = plan.fileType();
        if (type == FileType.MKV || type == FileType.WEBM) {
            muxer.metadata(stream, Tags.tags(type, plan.metadata().track(source.id())));
        }
    }

    /** The same for what is written from beginning to end, where nothing can be filled in afterwards. */
    static Map<String, String> streamOptions(FileType type, int movieTimescale) {
        return switch (type) {
            case MOV, MP4, M4V, M4A, MOBILE_3GPP, MOBILE_3GPP2 -> fragments(type, movieTimescale);
            default -> options(type, false, movieTimescale);
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
        // Dolby Vision, stereoscopic and spherical pictures, which sources that are no movies have too
        options.put("strict", "unofficial");
        options.put("movie_timescale", Integer.toString(movieTimescale));
        if (type == FileType.M4V || type == FileType.M4A) {
            options.put("brand", type == FileType.M4V ? "M4V " : "M4A ");
        }
        return options;
    }
}
