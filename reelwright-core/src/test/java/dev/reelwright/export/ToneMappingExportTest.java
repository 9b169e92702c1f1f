package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.testing.DeltaE;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.ToneReference;
import dev.reelwright.time.MediaTime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A chart of 512 colours all over the cube of BT.2020, tone-mapped and held against exact arithmetic. */
class ToneMappingExportTest {
    private static final int PATCH = 20;
    private static final int COLUMNS = 32;
    private static final int ROWS = 16;
    private static final int STEPS = 8;

    @TempDir
    Path folder;

    /** A patch as it is coded: 10-bit Y'CbCr of BT.2020 in limited range. */
    private record Patch(int y, int cb, int cr) {
        static Patch at(int index) {
            double r = index % STEPS / (STEPS - 1.0);
            double g = index / STEPS % STEPS / (STEPS - 1.0);
            double b = index / STEPS / STEPS / (STEPS - 1.0);
            double y = 0.2627 * r + 0.6780 * g + 0.0593 * b;
            return new Patch((int) Math.round(64 + 876 * y), (int) Math.round(512 + 896 * (b - y) / 1.8814), (int)
                    Math.round(512 + 896 * (r - y) / 1.4746));
        }

        double[] rgb() {
            double luma = (y - 64) / 876.0;
            double b = luma + 1.8814 * (cb - 512) / 896.0;
            double r = luma + 1.4746 * (cr - 512) / 896.0;
            double g = (luma - 0.2627 * r - 0.0593 * b) / 0.6780;
            return new double[] {inside(r), inside(g), inside(b)};
        }

        private static double inside(double v) {
            return Math.max(0, Math.min(1, v));
        }
    }

    private Path chart(String transfer) throws IOException {
        int width = COLUMNS * PATCH;
        int height = ROWS * PATCH;
        ByteBuffer raw = ByteBuffer.allocate(3 * width * height).order(ByteOrder.LITTLE_ENDIAN);
        put(raw, width, height, (x, y) -> patch(x, y, PATCH).y());
        put(raw, width / 2, height / 2, (x, y) -> patch(x, y, PATCH / 2).cb());
        put(raw, width / 2, height / 2, (x, y) -> patch(x, y, PATCH / 2).cr());
        Path planes = Files.write(folder.resolve("chart.yuv"), raw.array());
        Path file = folder.resolve("chart.mkv");
        String input = "-v error -f rawvideo -pixel_format yuv420p10le -video_size " + width + "x" + height
                + " -framerate 10 -i " + planes;
        String tags = "setparams=color_primaries=bt2020:color_trc=" + transfer + ":colorspace=bt2020nc:range=tv";
        Programs.run("ffmpeg", List.of((input + " -vf " + tags + " -c:v ffv1 " + file).split(" ")));
        return file;
    }

    private static void put(ByteBuffer raw, int width, int height, IntBinaryOperator sample) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raw.putShort((short) sample.applyAsInt(x, y));
            }
        }
    }

    private static Patch patch(int x, int y, int size) {
        return Patch.at(y / size * COLUMNS + x / size);
    }

    /** The mean over all patches of how far what is shown is from what should be. */
    private static double meanError(boolean hlg, BufferedImage shown) {
        double sum = 0;
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            double[] wanted = ToneReference.map(hlg, 1000, Patch.at(i).rgb());
            sum += DeltaE.ofBt709(wanted, middle(shown, i % COLUMNS, i / COLUMNS));
        }
        return sum / COLUMNS / ROWS;
    }

    private static double[] middle(BufferedImage shown, int column, int row) {
        double[] sum = new double[3];
        for (int y = 6; y < PATCH - 6; y++) {
            for (int x = 6; x < PATCH - 6; x++) {
                int rgb = shown.getRGB(column * PATCH + x, row * PATCH + y);
                sum[0] += rgb >> 16 & 255;
                sum[1] += rgb >> 8 & 255;
                sum[2] += rgb & 255;
            }
        }
        double pixels = (PATCH - 12) * (PATCH - 12);
        return new double[] {sum[0] / pixels / 255, sum[1] / pixels / 255, sum[2] / pixels / 255};
    }

    @ParameterizedTest
    @CsvSource({"arib-std-b67, true", "smpte2084, false"})
    void E51_colorsOfExportsAreThoseOfTheReference(String transfer, boolean hlg) throws IOException {
        Path output = folder.resolve("sdr.mp4");
        ExportSession.builder(Asset.open(chart(transfer)), ExportPreset.HIGHEST_QUALITY)
                .build()
                .export(output);
        Path picture = folder.resolve("sdr.png");
        String exact = "scale=flags=bicubic+accurate_rnd+full_chroma_int,format=rgb24";
        Programs.run("ffmpeg", List.of("-v", "error", "-i", output.toString(), "-vf", exact, picture.toString()));

        assertThat(meanError(hlg, ImageIO.read(picture.toFile()))).isLessThan(2);
    }

    @ParameterizedTest
    @CsvSource({"arib-std-b67, true", "smpte2084, false"})
    void I15_colorsOfImagesAreThoseOfTheReference(String transfer, boolean hlg) throws IOException {
        try (ImageGenerator images =
                ImageGenerator.builder(Asset.open(chart(transfer))).build()) {
            BufferedImage shown = images.image(MediaTime.ZERO).toBufferedImage();

            assertThat(meanError(hlg, shown)).isLessThan(1);
        }
    }
}
