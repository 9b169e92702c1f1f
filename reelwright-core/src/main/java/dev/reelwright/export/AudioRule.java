package dev.reelwright.export;

/**
 * What a preset does with audio: an immutable value, changed by its {@code with} methods.
 *
 * @param codec coding of the output: {@code aac}, {@code opus}, {@code mp3}, {@code flac}, {@code alac} or {@code pcm}
 * @param bitRate bits a second of a stereo track, 0 for codings without one
 * @param sampleRate samples a second; 0 for the source's, or the nearest that the coding has
 * @param maxChannels more are mixed down to as many, as ITU-R BS.775-4 has it: centre and surround channels at 0.7071, the
 *     low-frequency channel left out; where that is louder than full scale it is turned down. 0 for as many as the coding
 *     has
 */
public record AudioRule(String codec, int bitRate, int sampleRate, int maxChannels) {
    private static final int STEREO = 2;

    public AudioRule {
        if (bitRate < 0 || sampleRate < 0 || maxChannels < 0) {
            throw new IllegalArgumentException("rates and limits are 0 or more: " + bitRate + " bits a second, "
                    + sampleRate + " samples a second, " + maxChannels + " channels");
        }
    }

    /**
     * Sound of this coding at the source's sample rate: stereo at most and at a usual bit rate for codings that lose
     * something, with all channels for those that lose nothing.
     */
    public static AudioRule of(String codec) {
        return switch (codec) {
            case "aac", "mp3" -> new AudioRule(codec, 192_000, 0, STEREO);
            case "opus" -> new AudioRule(codec, 128_000, 0, STEREO);
            default -> new AudioRule(codec, 0, 0, 0);
        };
    }

    /** Bits a second of a stereo track; mono gets half of it, more channels get more. */
    public AudioRule withBitRate(int bitsPerSecond) {
        return new AudioRule(codec, bitsPerSecond, sampleRate, maxChannels);
    }

    public AudioRule withSampleRate(int samplesPerSecond) {
        return new AudioRule(codec, bitRate, samplesPerSecond, maxChannels);
    }

    public AudioRule withMaxChannels(int channels) {
        return new AudioRule(codec, bitRate, sampleRate, channels);
    }
}
