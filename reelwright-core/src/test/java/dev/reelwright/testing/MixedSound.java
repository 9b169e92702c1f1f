package dev.reelwright.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file's sound as another decoder gives it: all channels mixed, 48000 samples a second, from the track's start.
 *
 * @param samples from −1 to 1
 */
public record MixedSound(float[] samples) {
    private static final int RATE = 48_000;

    public static MixedSound of(Path file) {
        try {
            Path raw = Files.createTempFile("sound", ".raw");
            Programs.run(
                    "ffmpeg",
                    List.of(
                            "-v",
                            "error",
                            "-y",
                            "-i",
                            file.toString(),
                            "-map",
                            "0:a:0",
                            "-ac",
                            "1",
                            "-ar",
                            Integer.toString(RATE),
                            "-f",
                            "f32le",
                            raw.toString()));
            FloatBuffer read = ByteBuffer.wrap(Files.readAllBytes(raw))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            Files.delete(raw);
            float[] samples = new float[read.remaining()];
            read.get(samples);
            return new MixedSound(samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public double seconds() {
        return (double) samples.length / RATE;
    }

    /** Root of the mean square between two times in seconds. */
    public double loudness(double from, double to) {
        int begin = (int) Math.round(from * RATE);
        int end = (int) Math.round(to * RATE);
        double sum = 0;
        for (int i = begin; i < end; i++) {
            sum += samples[i] * samples[i];
        }
        return Math.sqrt(sum / (end - begin));
    }

    /** Of a single tone: how often a second it turns positive. */
    public double frequency(double from, double to) {
        int begin = (int) Math.round(from * RATE);
        int end = (int) Math.round(to * RATE);
        int turns = 0;
        for (int i = begin + 1; i < end; i++) {
            turns += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
        }
        return turns * (double) RATE / (end - begin);
    }
}
