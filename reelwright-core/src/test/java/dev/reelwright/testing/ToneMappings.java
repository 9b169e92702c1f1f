package dev.reelwright.testing;

import dev.reelwright.internal.render.ToneMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tone mapping tables for other programs. */
public final class ToneMappings {
    /** Hald pictures of level 6: 36 values of each component in a picture of 216x216. */
    private static final int LEVEL = 6;

    private ToneMappings() {}

    /** Writes a Hald picture of the format {@code gbrpf32le} without any header and gives the length of its sides. */
    public static int writeHald(ToneMapping mapping, Path file) {
        int steps = LEVEL * LEVEL;
        int pixels = steps * steps * steps;
        ByteBuffer samples = ByteBuffer.allocate(12 * pixels).order(ByteOrder.LITTLE_ENDIAN);
        int[] planeOfComponent = {2, 0, 1};
        for (int i = 0; i < pixels; i++) {
            double[] mapped = mapping.map(
                    i % steps / (steps - 1.0), i / steps % steps / (steps - 1.0), i / steps / steps / (steps - 1.0));
            for (int c = 0; c < 3; c++) {
                samples.putFloat(4 * (planeOfComponent[c] * pixels + i), (float) mapped[c]);
            }
        }
        try {
            Files.write(file, samples.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return LEVEL * LEVEL * LEVEL;
    }
}
