package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.AudioRule;
import dev.reelwright.export.AudioSettings;
import java.util.List;
import java.util.function.Predicate;

/** From a preset's rule and a track's facts to the settings of its encode. */
final class AudioRules {
    private static final int CD_DEPTH = 16;

    private AudioRules() {}

    /** Settings for what several tracks are mixed to: what holds the most of each of them. */
    static AudioSettings settings(List<Track> tracks, AudioRule rule, FileType type, Predicate<String> canEncode) {
        return settings(
                tracks.stream()
                        .map(t -> (FormatDescription.Audio) t.format())
                        .reduce(AudioRules::both)
                        .orElseThrow(),
                rule,
                type,
                canEncode);
    }

    private static FormatDescription.Audio both(FormatDescription.Audio a, FormatDescription.Audio b) {
        FormatDescription.Audio wider = b.channels() > a.channels() ? b : a;
        return new FormatDescription.Audio(
                wider.codec(),
                wider.profile(),
                Math.max(a.sampleRate(), b.sampleRate()),
                wider.channels(),
                wider.channelLayout(),
                Math.max(a.bitDepth(), b.bitDepth()));
    }

    private static AudioSettings settings(
            FormatDescription.Audio source, AudioRule rule, FileType type, Predicate<String> canEncode) {
        boolean deep = source.bitDepth() > CD_DEPTH;
        String codec = rule.codec().equals("pcm") ? ContainerRules.pcm(type, deep ? 24 : CD_DEPTH) : rule.codec();
        String encoder = EncoderTable.choose(codec, canEncode)
                .orElseThrow(() -> new MediaException(ErrorCode.ENCODER_NOT_FOUND, EncoderTable.missing(codec)));
        int channels = channels(source, rule);
        int rate = Codings.sampleRate(
                rule.codec(), rule.sampleRate() > 0 ? rule.sampleRate() : Math.max(1, source.sampleRate()));
        return new AudioSettings(
                rule.codec().equals("pcm") ? encoder : rule.codec(),
                encoder,
                sampleFormat(rule.codec(), deep),
                rate,
                channels,
                layout(rule.codec(), source, channels),
                bitRate(rule, channels, rate));
    }

    private static int channels(FormatDescription.Audio source, AudioRule rule) {
        int most = Codings.mostChannels(rule.codec());
        int limit = rule.maxChannels() > 0 ? Math.min(rule.maxChannels(), most) : most;
        return Math.max(1, Math.min(source.channels(), limit));
    }

    /** What the encoders take; 24 bits lie in the upper part of 32. */
    private static String sampleFormat(String codec, boolean deep) {
        return switch (codec) {
            case "opus" -> "flt";
            case "flac", "pcm" -> deep ? "s32" : "s16";
            case "alac" -> deep ? "s32p" : "s16p";
            default -> "fltp";
        };
    }

    /**
     * Codings that name no layout keep the source's; the others have one for each number of channels: those of Vorbis I
     * §4.3.9 for Opus, those of ISO/IEC 14496-3 table 1.19 for AAC and ALAC.
     */
    private static String layout(String codec, FormatDescription.Audio source, int channels) {
        boolean opus = codec.equals("opus");
        boolean free = codec.equals("pcm") || codec.equals("flac") || codec.equals("aac");
        return switch (channels) {
            case 1 -> "mono";
            case 2 -> "stereo";
            default -> {
                if (free && channels == source.channels()) {
                    yield source.channelLayout().isEmpty() ? channels + "c" : source.channelLayout();
                }
                yield switch (channels) {
                    case 3 -> "3.0";
                    case 4 -> opus ? "quad" : "4.0";
                    case 5 -> "5.0";
                    case 6 -> "5.1";
                    case 7 -> "6.1";
                    case 8 -> "7.1";
                    default -> channels + "c";
                };
            }
        };
    }

    /** Half for mono; at low sample rates no more than the coding can use, 6 bits a sample of a channel. */
    private static long bitRate(AudioRule rule, int channels, int sampleRate) {
        long wanted = channels == 1 ? rule.bitRate() / 2 : (long) rule.bitRate() * channels / 2;
        return Math.min(wanted, 6L * sampleRate * channels);
    }
}
