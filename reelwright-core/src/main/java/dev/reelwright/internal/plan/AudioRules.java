package dev.reelwright.internal.plan;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.AudioSettings;
import dev.reelwright.export.ExportPreset.AudioRule;
import java.util.function.Predicate;

/** From a preset's rule and a track's facts to the settings of its encode. */
final class AudioRules {
    /** The sampling frequencies of ISO/IEC 14496-3 table 1.18 up to what every player takes. */
    private static final int[] AAC_RATES = {8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000};

    private AudioRules() {}

    static AudioSettings settings(Track track, AudioRule rule, Predicate<String> canEncode) {
        FormatDescription.Audio source = (FormatDescription.Audio) track.format();
        String encoder = EncoderTable.choose(rule.codec(), canEncode)
                .orElseThrow(() -> new MediaException(ErrorCode.ENCODER_NOT_FOUND, EncoderTable.missing(rule.codec())));
        int sourceChannels = Math.max(1, source.channels());
        boolean mixedDown = rule.maxChannels() > 0 && sourceChannels > rule.maxChannels();
        int channels = mixedDown ? rule.maxChannels() : sourceChannels;
        String layout = channels == 1 ? "mono" : channels == 2 ? "stereo" : layout(source);
        if (rule.codec().equals("pcm")) {
            return new AudioSettings(encoder, encoder, "s16", source.sampleRate(), channels, layout, 0);
        }
        int rate = aacRate(source.sampleRate());
        return new AudioSettings(rule.codec(), encoder, "fltp", rate, channels, layout, bitRate(rule, channels, rate));
    }

    private static String layout(FormatDescription.Audio source) {
        return source.channelLayout().isEmpty() ? source.channels() + "c" : source.channelLayout();
    }

    /** The source's rate where AAC has it, else the next one above, at most 48 kHz. */
    static int aacRate(int sourceRate) {
        for (int rate : AAC_RATES) {
            if (rate >= sourceRate) {
                return rate;
            }
        }
        return sourceRate % 44_100 == 0 ? 44_100 : 48_000;
    }

    /** Half for mono; at low sample rates no more than the coding can use, 6 bits a sample of a channel. */
    private static long bitRate(AudioRule rule, int channels, int sampleRate) {
        long wanted = channels == 1 ? rule.bitRate() / 2 : (long) rule.bitRate() * channels / 2;
        return Math.min(wanted, 6L * sampleRate * channels);
    }
}
