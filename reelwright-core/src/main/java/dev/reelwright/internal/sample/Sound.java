package dev.reelwright.internal.sample;

import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.engine.SampleFormat;
import java.util.Map;

/** A coding of the sample clip's sound, mono at {@value #SAMPLE_RATE} Hz. */
enum Sound {
    AAC("aac", "fltp", 96_000),
    OPUS("libopus", "flt", 64_000),
    PCM("pcm_s16le", "s16", 0);

    static final int SAMPLE_RATE = 48_000;

    private final String encoder;
    private final String samples;
    private final long bitRate;

    Sound(String encoder, String samples, long bitRate) {
        this.encoder = encoder;
        this.samples = samples;
        this.bitRate = bitRate;
    }

    SampleFormat format() {
        return new SampleFormat(samples, SAMPLE_RATE, 1, "mono");
    }

    /** Whether the encoder takes what {@link dev.reelwright.internal.engine.Frame#allocateSamples} makes. */
    boolean takesPlanarFloat() {
        return samples.equals("fltp");
    }

    EncoderSettings.Audio settings() {
        return new EncoderSettings.Audio(encoder, Map.of(), format(), bitRate);
    }
}
