package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.testing.YuvClip;
import dev.reelwright.testing.YuvClip.Coding;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours of images, held against arithmetic of its own: clips of known samples, losslessly coded. */
class PixelExactnessTest {
    private static final Size SIZE = new Size(128, 64);
    private static final int PATCH = 16;

    @TempDir
    Path folder;

    private static GeneratedImage take(Path file, Size box, DynamicRangePolicy policy) {
        try (ImageGenerator images = ImageGenerator.builder(Asset.open(file))
                .maximumSize(box)
                .dynamicRangePolicy(policy)
                .build()) {
            return images.image(MediaTime.ZERO);
        }
    }

    /** Samples of one colour a patch, all of them colours that RGB has. */
    private static int[][] patches(Coding coding) {
        Random random = new Random(4);
        int[][] colors = new int[SIZE.width() / PATCH * (SIZE.height() / PATCH)][];
        for (int i = 0; i < colors.length; i++) {
            double[] rgb;
            do {
                colors[i] = new int[] {
                    random.nextInt(coding.peak() + 1),
                    random.nextInt(coding.peak() + 1),
                    random.nextInt(coding.peak() + 1)
                };
                rgb = coding.toRgb(colors[i][0], colors[i][1], colors[i][2]);
            } while (Math.min(rgb[0], Math.min(rgb[1], rgb[2])) < 0 || Math.max(rgb[0], Math.max(rgb[1], rgb[2])) > 1);
        }
        return colors;
    }

    private static int patchAt(double x, double y) {
        return (int) (y / PATCH) * (SIZE.width() / PATCH) + (int) (x / PATCH);
    }

    @ParameterizedTest(name = "I15 {0}, full range {1}, {2} bits, {3}")
    @CsvSource({
        "smpte170m, false, 8, 420",
        "smpte170m, true, 8, 444",
        "bt470bg, false, 10, 420",
        "bt709, false, 8, 420",
        "bt709, true, 8, 420",
        "bt709, false, 10, 444",
        "bt709, true, 10, 422",
        "bt2020nc, false, 10, 420",
        "bt2020nc, true, 10, 444",
        "bt2020nc, false, 8, 420",
    })
    void I15_flatColoursAreThoseOfTheArithmetic(String matrix, boolean fullRange, int bits, String chroma) {
        // wide primaries would be converted
        String primaries = matrix.equals("bt2020nc") ? "bt709" : matrix;
        Coding coding = new Coding(matrix, primaries, "bt709", fullRange, bits, chroma, "left");
        int[][] patches = patches(coding);
        Path file = YuvClip.write(folder, SIZE, coding, (plane, x, y) -> patches[patchAt(x, y)][plane]);

        int[] pixels = take(file, Size.ZERO, DynamicRangePolicy.FORCE_SDR).pixels();

        for (int i = 0; i < patches.length; i++) {
            int pixel = pixels[center(i)];
            double[] rgb = coding.toRgb(patches[i][0], patches[i][1], patches[i][2]);
            for (int c = 0; c < 3; c++) {
                assertThat((double) (pixel >> (16 - 8 * c) & 255))
                        .as("component %d of patch %d", c, i)
                        .isCloseTo(255 * rgb[c], within(1.5));
            }
        }
    }

    @ParameterizedTest(name = "I16 {0}, full range {1}, {2}, {3}")
    @CsvSource({
        "smpte2084, false, 10, 420",
        "arib-std-b67, false, 10, 420",
        "smpte2084, true, 10, 444",
    })
    void I16_flatColoursOfHdrAreThoseOfTheArithmetic(String transfer, boolean fullRange, int bits, String chroma) {
        Coding coding = new Coding("bt2020nc", transfer, fullRange, bits, chroma, "left");
        int[][] patches = patches(coding);
        Path file = YuvClip.write(folder, SIZE, coding, (plane, x, y) -> patches[patchAt(x, y)][plane]);

        GeneratedImage image = take(file, Size.ZERO, DynamicRangePolicy.MATCH_SOURCE);

        assertThat(image.colorProperties()).isEqualTo(new ColorProperties("bt2020", transfer, "gbr", true));
        long[] pixels = image.pixels16();
        for (int i = 0; i < patches.length; i++) {
            double[] rgb = coding.toRgb(patches[i][0], patches[i][1], patches[i][2]);
            for (int c = 0; c < 3; c++) {
                // a sixteenth of a step of 10 bits
                assertThat((double) (pixels[center(i)] >> (32 - 16 * c) & 0xFFFF))
                        .as("component %d of patch %d", c, i)
                        .isCloseTo(65535 * rgb[c], within(4.0));
            }
        }
    }

    private static int center(int patch) {
        int perRow = SIZE.width() / PATCH;
        return (patch / perRow * PATCH + PATCH / 2) * SIZE.width() + patch % perRow * PATCH + PATCH / 2;
    }

    @ParameterizedTest(name = "I15 chroma at {0}, {1} bits, {2}")
    @CsvSource({"left, 8, 420", "topleft, 8, 420", "center, 8, 420", "left, 10, 420", "center, 10, 420", "left, 8, 422"
    })
    void I15_slopesOfColourLieWhereTheSamplesDo(String location, int bits, String chroma) {
        Coding coding = new Coding("bt709", "bt709", false, bits, chroma, location);
        int step = 2 << (bits - 8);
        int middle = 1 << (bits - 1);
        // Cb rises from column to column and Cr from row to row, at the places where the samples are
        Path file = YuvClip.write(folder, SIZE, coding, (plane, x, y) -> {
            double rise = plane == 1 ? x - SIZE.width() / 2 : y - SIZE.height() / 2;
            return plane == 0 ? middle : (int) Math.max(0, Math.min(coding.peak(), middle + step * rise));
        });

        int[] pixels = take(file, Size.ZERO, DynamicRangePolicy.FORCE_SDR).pixels();

        double error = 0;
        int count = 0;
        for (int y = 8; y < SIZE.height() - 8; y++) {
            for (int x = 52; x < SIZE.width() - 52; x++) {
                double[] rgb = coding.toRgb(
                        middle, middle + step * (x - SIZE.width() / 2.0), middle + step * (y - SIZE.height() / 2.0));
                double blue = (pixels[y * SIZE.width() + x] & 255) - 255 * rgb[2];
                double red = (pixels[y * SIZE.width() + x] >> 16 & 255) - 255 * rgb[0];
                assertThat(Math.max(Math.abs(blue), Math.abs(red)))
                        .as("at %d, %d", x, y)
                        .isLessThan(2);
                error += blue + red;
                count += 2;
            }
        }
        // half a column off, blue would be off by 2 everywhere
        assertThat(error / count).isCloseTo(0, within(0.3));
    }

    @ParameterizedTest(name = "I15 chroma at {0} in a picture of {1} columns")
    @CsvSource({"left, 128", "center, 128", "left, 64", "center, 64", "topleft, 48"})
    void I15_edgesOfColourAreNotShifted(String location, int width) {
        Coding coding = new Coding("bt709", "bt709", false, 8, "420", location);
        int edge = SIZE.width() / 2;
        Path file = YuvClip.write(folder, SIZE, coding, (plane, x, y) -> plane != 1 ? 128 : x < edge ? 100 : 160);

        int[] pixels =
                take(file, new Size(width, 0), DynamicRangePolicy.FORCE_SDR).pixels();

        // between two samples, the one before the edge and the one behind it
        double between = location.equals("center") ? edge - 0.5 : edge - 1;
        double expected = (between + 0.5) * width / SIZE.width() - 0.5;
        assertThat(crossing(pixels, width)).isCloseTo(expected, within(0.1));
    }

    /** The column, with its fraction, where blue is halfway between its first and its last value. */
    private static double crossing(int[] pixels, int width) {
        int row = width * 8;
        double half = ((pixels[row] & 255) + (pixels[row + width - 1] & 255)) / 2.0;
        int x = 0;
        while ((pixels[row + x + 1] & 255) < half) {
            x++;
        }
        double before = pixels[row + x] & 255;
        double after = pixels[row + x + 1] & 255;
        return x + (half - before) / (after - before);
    }
}
