package dev.reelwright.internal.engine;

import org.bytedeco.ffmpeg.global.avutil;

/**
 * How audio samples are stored between stages.
 *
 * @param name FFmpeg's name: {@code fltp}, {@code s16}, {@code s32} …
 * @param layout FFmpeg's name of the channel layout
 */
public record SampleFormat(String name, int sampleRate, int channels, String layout) {
    int number() {
        return avutil.av_get_sample_fmt(name);
    }
}
