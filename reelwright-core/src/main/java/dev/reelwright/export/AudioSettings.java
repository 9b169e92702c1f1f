package dev.reelwright.export;

/**
 * How an audio track will be encoded.
 *
 * @param codec coding of the output
 * @param encoder name of the encoder
 * @param sampleFormat how samples are handed to the encoder
 * @param sampleRate samples a second
 * @param channels number of channels
 * @param channelLayout what they are
 * @param bitRate bits a second, 0 for codings without one
 */
public record AudioSettings(
        String codec,
        String encoder,
        String sampleFormat,
        int sampleRate,
        int channels,
        String channelLayout,
        long bitRate) {}
