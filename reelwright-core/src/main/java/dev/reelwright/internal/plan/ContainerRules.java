package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which codings the containers hold, by FFmpeg's names: what their specifications define and players read, which is less
 * than what FFmpeg would write.
 */
public final class ContainerRules {
    private static final Map<FileType, Set<String>> HOLDS = new EnumMap<>(FileType.class);

    private static final Set<FileType> ONE_TRACK = Set.of(FileType.FLAC, FileType.MP3, FileType.WAV);

    static {
        hold(
                FileType.MP4,
                "h264 hevc av1 vp9 mpeg4 mpeg2video mpeg1video mjpeg png",
                "aac mp3 mp2 ac3 eac3 opus flac alac vorbis",
                "mov_text");
        hold(
                FileType.MOV,
                "h264 hevc mpeg4 mpeg2video mpeg1video mjpeg png prores dnxhd dvvideo h263",
                "aac mp3 mp2 ac3 eac3 alac",
                "pcm_s16le pcm_s16be pcm_s24le pcm_s24be pcm_s32le pcm_s32be pcm_f32le pcm_f32be pcm_f64le pcm_u8 pcm_s8",
                "mov_text");
        hold(FileType.M4V, "h264 mpeg4", "aac ac3 alac", "mov_text");
        hold(FileType.M4A, "aac alac ac3");
        hold(
                FileType.MKV,
                "h264 hevc av1 vp9 vp8 mpeg4 mpeg2video mpeg1video mjpeg prores theora ffv1 msmpeg4v3",
                "aac mp3 mp2 ac3 eac3 dts truehd opus vorbis flac alac wavpack tta",
                "pcm_s16le pcm_s16be pcm_s24le pcm_s24be pcm_s32le pcm_s32be pcm_f32le pcm_f64le pcm_u8",
                "subrip ass webvtt hdmv_pgs_subtitle dvd_subtitle");
        hold(FileType.WEBM, "av1 vp9 vp8", "opus vorbis", "webvtt");
        hold(FileType.TS, "h264 hevc mpeg4 mpeg2video mpeg1video", "aac mp3 mp2 ac3 eac3 dts opus", "dvb_subtitle");
        hold(FileType.OGG, "opus vorbis flac speex");
        hold(FileType.FLAC, "flac");
        hold(FileType.MP3, "mp3");
        hold(FileType.WAV, "pcm_u8 pcm_s16le pcm_s24le pcm_s32le pcm_f32le pcm_f64le");
    }

    private ContainerRules() {}

    private static void hold(FileType type, String... codecs) {
        Set<String> all = new TreeSet<>();
        for (String group : codecs) {
            all.addAll(Arrays.asList(group.split(" ")));
        }
        HOLDS.put(type, Collections.unmodifiableSet(all));
    }

    /** Whether files of this type hold this coding; {@code pcm} is what presets call samples as they are. */
    public static boolean holds(FileType type, String codec) {
        return codecs(type).contains(codec.equals("pcm") ? "pcm_s16le" : codec);
    }

    /** Whether its files are one coded sound and nothing else. */
    static boolean holdsOneTrack(FileType type) {
        return ONE_TRACK.contains(type);
    }

    /** All codings that files of this type hold. */
    public static Set<String> codecs(FileType type) {
        return HOLDS.getOrDefault(type, Set.of());
    }
}
