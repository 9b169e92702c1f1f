package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a contact sheet says in words and numbers. */
final class SheetText {
    private static final int SECONDS_IN_AN_HOUR = 3600;

    private static final Map<String, String> CODECS = Map.ofEntries(
            Map.entry("h264", "H.264"),
            Map.entry("hevc", "HEVC"),
            Map.entry("vvc", "VVC"),
            Map.entry("av1", "AV1"),
            Map.entry("vp8", "VP8"),
            Map.entry("vp9", "VP9"),
            Map.entry("mpeg4", "MPEG-4"),
            Map.entry("mpeg2video", "MPEG-2"),
            Map.entry("mpeg1video", "MPEG-1"),
            Map.entry("prores", "ProRes"),
            Map.entry("mjpeg", "Motion JPEG"),
            Map.entry("aac", "AAC"),
            Map.entry("ac3", "AC-3"),
            Map.entry("eac3", "E-AC-3"),
            Map.entry("alac", "ALAC"),
            Map.entry("flac", "FLAC"),
            Map.entry("mp3", "MP3"),
            Map.entry("opus", "Opus"),
            Map.entry("vorbis", "Vorbis"));

    private final Asset asset;
    private final int count;

    /** @param count pictures on the sheet */
    SheetText(Asset asset, int count) {
        this.asset = asset;
        this.count = count;
    }

    /** Facts of the asset, the most telling first. */
    List<String> details() {
        List<String> parts = new ArrayList<>();
        parts.add(clock(asset.duration()));
        asset.videoTrack().ifPresent(video -> describe(video, parts));
        asset.audioTrack().ifPresent(audio -> parts.add(describe(audio)));
        return parts;
    }

    private static void describe(Track video, List<String> parts) {
        Size natural = video.transform().apply(video.naturalSize());
        parts.add(natural.width() + "×" + natural.height());
        if (video.nominalFrameRate().isKnown()) {
            parts.add(trimmed(video.nominalFrameRate().toDouble()) + " fps");
        }
        parts.add(codec(video));
        if (video.format() instanceof FormatDescription.Video v && v.color().isHdr()) {
            parts.add(v.color().isPq() ? "HDR PQ" : "HDR HLG");
        }
    }

    private static String describe(Track audio) {
        FormatDescription.Audio format = (FormatDescription.Audio) audio.format();
        return codec(audio) + " " + trimmed(format.sampleRate() / 1000.0) + " kHz " + format.channelLayout();
    }

    private static String codec(Track track) {
        String name = track.format().codec();
        return name.startsWith("pcm_") ? "PCM" : CODECS.getOrDefault(name, name);
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    /** A picture's time. Short clips need milliseconds to tell their pictures apart. */
    String caption(MediaTime time) {
        if (asset.duration().compareTo(MediaTime.seconds(count)) >= 0) {
            return clock(time);
        }
        long millis = time.toTicks(1, 1000, Rounding.HALF_AWAY_FROM_ZERO);
        return String.format(Locale.ROOT, "%02d:%02d.%03d", millis / 60_000, millis / 1000 % 60, millis % 1000);
    }

    /** As wide as any caption: the last, in the font's digits, which are all of one width. */
    String widestCaption() {
        return caption(asset.duration());
    }

    private static String clock(MediaTime time) {
        long tenths = time.toTicks(1, 10, Rounding.HALF_AWAY_FROM_ZERO);
        long seconds = tenths / 10;
        String rest = String.format(Locale.ROOT, "%02d:%02d.%d", seconds / 60 % 60, seconds % 60, tenths % 10);
        return seconds >= SECONDS_IN_AN_HOUR ? seconds / SECONDS_IN_AN_HOUR + ":" + rest : rest;
    }
}
