package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.testing.GamutReference;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.YuvClip;
import dev.reelwright.testing.YuvClip.Coding;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** D8: images of SDR sources with wide primaries have the colours of sRGB. */
class WideColorImageTest {
    private static final Size SIZE = new Size(128, 64);
    private static final int PATCH = 16;
    private static final SaveOptions BEST_JPEG = new SaveOptions(ImageFormat.JPEG, 100, false);

    @TempDir
    Path folder;

    private static GeneratedImage take(Path file) {
        return take(file, Size.ZERO, null);
    }

    private static GeneratedImage take(Path file, Size box, SaveOptions saving) {
        ImageGenerator.Builder builder =
                ImageGenerator.builder(Asset.open(file)).maximumSize(box);
        try (ImageGenerator images = (saving == null ? builder : builder.savedAs(saving)).build()) {
            return images.image(MediaTime.ZERO);
        }
    }

    /** Samples of one colour a patch, all of them colours that RGB has; the first are as saturated as can be. */
    private static int[][] patches(Coding coding) {
        Random random = new Random(9);
        int[][] colors = new int[SIZE.width() / PATCH * (SIZE.height() / PATCH)][];
        for (int i = 0; i < colors.length; i++) {
            double[] rgb;
            double saturated = i < 12 ? 0.02 : 1;
            do {
                colors[i] = random.ints(3, 0, coding.peak() + 1).toArray();
                rgb = coding.toRgb(colors[i][0], colors[i][1], colors[i][2]);
            } while (least(rgb) < 0
                    || least(rgb) > saturated
                    || Arrays.stream(rgb).max().orElseThrow() > 1);
        }
        return colors;
    }

    private static double least(double[] rgb) {
        return Arrays.stream(rgb).min().orElseThrow();
    }

    private static int patchAt(double x, double y) {
        return (int) (y / PATCH) * (SIZE.width() / PATCH) + (int) (x / PATCH);
    }

    private static int center(int patch) {
        int perRow = SIZE.width() / PATCH;
        return (patch / perRow * PATCH + PATCH / 2) * SIZE.width() + patch % perRow * PATCH + PATCH / 2;
    }

    /** How far a pixel is off at most, in steps of 255. */
    private static double error(int pixel, double[] expected) {
        double error = 0;
        for (int c = 0; c < 3; c++) {
            error = Math.max(error, Math.abs((pixel >> (16 - 8 * c) & 255) - 255 * expected[c]));
        }
        return error;
    }

    private static double error(int[] pixels, Coding coding, int[][] patches) {
        double error = 0;
        for (int i = 0; i < patches.length; i++) {
            error = Math.max(error, error(pixels[center(i)], expected(coding, patches[i])));
        }
        return error;
    }

    private static double[] expected(Coding coding, int[] samples) {
        double[] rgb = coding.toRgb(samples[0], samples[1], samples[2]);
        return GamutReference.map(coding.primaries(), coding.transfer(), rgb);
    }

    @ParameterizedTest(name = "D8 {0}, {1}, {2}, full range {3}, {4} bits, {5}")
    @CsvSource({
        "bt2020, bt2020nc, bt709, false, 10, 420",
        "bt2020, bt2020nc, bt2020-10, false, 10, 420",
        "bt2020, bt2020nc, bt2020-12, false, 10, 422",
        "bt2020, bt2020nc, bt709, true, 8, 444",
        "bt2020, bt2020nc, iec61966-2-1, false, 8, 420",
        "smpte432, bt709, bt709, false, 8, 420",
        "smpte432, bt709, iec61966-2-1, true, 10, 444",
        "smpte432, smpte170m, smpte170m, false, 8, 420",
    })
    void D8_wideColoursAreThoseOfTheArithmetic(
            String primaries, String matrix, String transfer, boolean fullRange, int bits, String chroma)
            throws IOException {
        Coding coding = new Coding(matrix, primaries, transfer, fullRange, bits, chroma, "left");
        int[][] patches = patches(coding);
        Path file = YuvClip.write(folder, SIZE, coding, (plane, x, y) -> patches[patchAt(x, y)][plane]);
        Path png = folder.resolve("wide.png");
        Path jpeg = folder.resolve("wide.jpg");
        Path direct = folder.resolve("direct.jpg");

        GeneratedImage image = take(file);
        image.save(png);
        image.save(jpeg, BEST_JPEG);
        take(file, Size.ZERO, BEST_JPEG).save(direct, BEST_JPEG);

        assertThat(image.colorProperties()).isEqualTo(ColorProperties.SRGB);
        assertThat(error(image.pixels(), coding, patches)).isLessThanOrEqualTo(1);
        assertThat(Pictures.argb(image.toBufferedImage())).isEqualTo(image.pixels());
        assertThat(Pictures.argb(ImageIO.read(png.toFile()))).isEqualTo(image.pixels());
        assertThat(direct).hasSameBinaryContentAs(jpeg);
        // the edges of patches cost JPEG some of its exactness amid them
        assertThat(error(Pictures.argb(ImageIO.read(jpeg.toFile())), coding, patches))
                .isLessThanOrEqualTo(8);
    }

    @ParameterizedTest(name = "D8 {0}, {1}, {2}")
    @CsvSource({
        "bt2020, bt2020nc, bt709",
        "smpte432, bt709, iec61966-2-1",
        "smpte431, bt709, bt709",
        "bt2020, bt2020nc, bt470m",
        "bt2020, ycgco, bt709",
    })
    void D8_greysKeepTheirValues(String primaries, String matrix, String transfer) {
        Size ramp = new Size(256, 16);
        Coding coding = new Coding(matrix, primaries, transfer, true, 8, "444", "left");
        Path file = YuvClip.write(folder, ramp, coding, (plane, x, y) -> plane == 0 ? (int) x : 128);

        int[] pixels = take(file).pixels();

        for (int x = 0; x < 256; x++) {
            assertThat(pixels[8 * 256 + x]).as("grey %d", x).isEqualTo(0xFF000000 | x * 0x010101);
        }
    }

    @ParameterizedTest(name = "D8 {0}")
    @CsvSource({"bt709", "smpte170m", "bt470bg"})
    void D8_colorsOfOrdinaryVideoAreLeftAsTheyAre(String primaries) {
        Coding coding = new Coding("bt709", primaries, "bt709", false, 8, "420", "left");
        int[][] patches = patches(coding);
        Path file = YuvClip.write(folder, SIZE, coding, (plane, x, y) -> patches[patchAt(x, y)][plane]);

        int[] pixels = take(file).pixels();

        for (int i = 0; i < patches.length; i++) {
            double[] rgb = coding.toRgb(patches[i][0], patches[i][1], patches[i][2]);
            assertThat(error(pixels[center(i)], rgb)).isLessThanOrEqualTo(1.5);
        }
    }

    @ParameterizedTest(name = "D8 {0}x{1} in {2} columns, {3}")
    @CsvSource({"65, 33, 0, 444", "128, 64, 33, 420", "65, 33, 21, 444", "128, 64, 64, 420"})
    void D8_oddAndScaledPicturesAreConverted(int width, int height, int box, String chroma) throws IOException {
        Coding coding = new Coding("bt2020nc", "bt2020", "bt709", false, 10, chroma, "left");
        int[] color = {600, 420, 700};
        Path file = YuvClip.write(folder, new Size(width, height), coding, (plane, x, y) -> color[plane]);
        Path jpeg = folder.resolve("odd.jpg");

        GeneratedImage image = take(file, new Size(box, 0), null);
        take(file, new Size(box, 0), BEST_JPEG).save(jpeg, BEST_JPEG);

        double[] expected = expected(coding, color);
        assertThat(image.width()).isEqualTo(box == 0 ? width : box);
        for (int pixel : image.pixels()) {
            assertThat(error(pixel, expected)).isLessThanOrEqualTo(1);
        }
        for (int pixel : Pictures.argb(ImageIO.read(jpeg.toFile()))) {
            assertThat(error(pixel, expected)).isLessThanOrEqualTo(5);
        }
    }

    /** A picture of one colour whose alpha grows from column to column, coded without loss. */
    private Path transparent(Size size, int[] color) throws IOException {
        int count = size.width() * size.height();
        byte[] planes = new byte[4 * count];
        for (int i = 0; i < 4 * count; i++) {
            planes[i] = (byte) (i < 3 * count ? color[i / count] : 10 + 5 * (i % size.width()));
        }
        Path raw = Files.write(folder.resolve("alpha.yuv"), planes);
        Path file = folder.resolve("alpha.mkv");
        Programs.run(
                "ffmpeg",
                List.of(("-v error -y -f rawvideo -pixel_format yuva444p -video_size " + size.width() + "x"
                                + size.height() + " -i " + raw + " -vf setparams=colorspace=bt2020nc:range=tv"
                                + ":color_primaries=bt2020:color_trc=bt709 -c:v ffv1 " + file)
                        .split(" ")));
        return file;
    }

    @Test
    void D8_I17_picturesWithAlphaAreConverted() throws IOException {
        Size size = new Size(33, 17);
        int[] color = {120, 110, 190};
        Path file = transparent(size, color);

        GeneratedImage image = take(file);
        GeneratedImage smaller = take(file, new Size(16, 0), null);

        double[] expected = expected(new Coding("bt2020nc", "bt709", false, 8, "444", "left"), color);
        assertThat(image.hasAlpha()).isTrue();
        int[] pixels = image.pixels();
        for (int i = 0; i < pixels.length; i++) {
            assertThat(pixels[i] >>> 24).isEqualTo(10 + 5 * (i % size.width()));
            assertThat(error(pixels[i], expected)).isLessThanOrEqualTo(1);
        }
        for (int pixel : smaller.pixels()) {
            assertThat(pixel >>> 24).isCloseTo(90, within(82));
            assertThat(error(pixel, expected)).isLessThanOrEqualTo(2);
        }
    }
}
