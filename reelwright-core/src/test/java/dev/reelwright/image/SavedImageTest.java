package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** B12: images as files, read back by other programs. */
class SavedImageTest {
    @TempDir
    Path folder;

    private static GeneratedImage picture() {
        try (ImageGenerator images =
                ImageGenerator.builder(Asset.open(Fixtures.standard())).build()) {
            return images.image(MediaTime.seconds(3));
        }
    }

    private static GeneratedImage transparent() {
        Path file = Fixtures.clip("alpha-prores.mov", b -> b.size(new Size(320, 180))
                .duration(MediaTime.seconds(1))
                .codec(Codec.PRORES)
                .gop(12)
                .alpha(true));
        try (ImageGenerator images = ImageGenerator.builder(Asset.open(file)).build()) {
            return images.image(MediaTime.of(1, 2));
        }
    }

    private static GeneratedImage flat(int width, int height, int argb, boolean alpha) {
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, argb);
        return new GeneratedImage(MediaTime.ZERO, MediaTime.ZERO, new Size(width, height), pixels, alpha);
    }

    @ParameterizedTest(name = "B12 {0} comes back at {1} dB or better")
    @CsvSource({"jpg, 33", "jpeg, 33", "png, 99", "webp, 33", "avif, 33"})
    void B12_savedPicturesReadBack(String extension, double least) {
        GeneratedImage image = picture();
        Path file = folder.resolve("picture." + extension);

        image.save(file);

        Map<String, String> stream = Probe.of(file).streams().get(0);
        assertThat(stream).containsEntry("width", "640").containsEntry("height", "360");
        int[] decoded = Pictures.decodedByProgram(file, 640, 360, folder);
        assertThat(Pictures.psnr(decoded, image.pixels())).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest(name = "B12 Java reads {0}")
    @CsvSource({"jpg, 33", "png, 99"})
    void B12_savedPicturesReadBackWithJava(String extension, double least) throws IOException {
        GeneratedImage image = picture();
        Path file = folder.resolve("picture." + extension);

        image.save(file);

        BufferedImage decoded = ImageIO.read(file.toFile());
        assertThat(new Size(decoded.getWidth(), decoded.getHeight())).isEqualTo(new Size(640, 360));
        assertThat(Pictures.psnr(Pictures.argb(decoded), image.pixels())).isGreaterThanOrEqualTo(least);
    }

    private static GeneratedImage picture(SaveOptions saving) {
        try (ImageGenerator images = ImageGenerator.builder(Asset.open(Fixtures.standard()))
                .savedAs(saving)
                .build()) {
            return images.image(MediaTime.seconds(3));
        }
    }

    @ParameterizedTest(name = "B12 at quality {0}")
    @CsvSource({"85, yuvj420p", "95, yuvj444p"})
    void B12_picturesTakenForJpegFilesLookAsAllOthersDo(int quality, String pixelFormat) {
        SaveOptions saving = new SaveOptions(ImageFormat.JPEG, quality, false);
        Path direct = folder.resolve("direct.jpg");
        Path byRgb = folder.resolve("rgb.jpg");

        picture(saving).save(direct, saving);
        picture().save(byRgb, saving);

        assertThat(Probe.of(direct).streams().get(0)).containsEntry("pix_fmt", pixelFormat);
        int[] decoded = Pictures.decodedByProgram(direct, 640, 360, folder);
        assertThat(Pictures.psnr(decoded, Pictures.decodedByProgram(byRgb, 640, 360, folder)))
                .isGreaterThan(42);
        assertThat(Pictures.psnr(decoded, picture().pixels())).isGreaterThan(33);
    }

    @Test
    void B12_picturesTakenForJpegFilesServeForEverythingElse() {
        GeneratedImage plain = picture();

        GeneratedImage image = picture(SaveOptions.of(ImageFormat.JPEG));

        assertThat(image.bitDepth()).isEqualTo(8);
        assertThat(image.toSdr()).isSameAs(image);
        assertThat(image.colorProperties()).isEqualTo(plain.colorProperties());
        assertThat(Pictures.psnr(image.pixels(), plain.pixels())).isGreaterThan(33);
        assertThat(Pictures.psnr(Pictures.argb(image.toBufferedImage()), image.pixels()))
                .isGreaterThan(90);
        Path png = folder.resolve("other.png");
        image.save(png);
        assertThat(Pictures.psnr(Pictures.decodedByProgram(png, 640, 360, folder), image.pixels()))
                .isGreaterThan(90);
    }

    @Test
    void B12_picturesTakenForJpegFilesAreTurnedAndScaled() {
        Path file = Fixtures.clip(
                "jpeg-turned.mp4",
                b -> b.size(new Size(320, 180)).duration(MediaTime.seconds(1)).rotation(90));
        SaveOptions saving = SaveOptions.of(ImageFormat.JPEG);
        Asset asset = Asset.open(file);
        try (ImageGenerator images = ImageGenerator.builder(asset)
                        .maximumSize(100, 100)
                        .savedAs(saving)
                        .build();
                ImageGenerator others =
                        ImageGenerator.builder(asset).maximumSize(100, 100).build()) {
            GeneratedImage image = images.image(MediaTime.of(1, 2));
            GeneratedImage other = others.image(MediaTime.of(1, 2));

            assertThat(new Size(image.width(), image.height())).isEqualTo(new Size(other.width(), other.height()));
            assertThat(Pictures.psnr(image.pixels(), other.pixels())).isGreaterThan(30);
        }
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void B12_coloursAreKept(ImageFormat format) {
        for (int argb : new int[] {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFFFF, 0xFF000000, 0xFF808080}) {
            Path file = folder.resolve(
                    Integer.toHexString(argb) + "." + format.extensions().get(0));

            flat(64, 48, argb, false).save(file);

            int decoded = Pictures.decodedByProgram(file, 64, 48, folder)[24 * 64 + 32];
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat(decoded >> shift & 255)
                        .as("%08x came back as %08x in %s", argb, decoded, format)
                        .isCloseTo(argb >> shift & 255, within(6));
            }
        }
    }

    @ParameterizedTest(name = "B12 {0} of {1}x{2}")
    @CsvSource({
        "JPEG, 161, 121", "PNG, 161, 121", "WEBP, 161, 121", "AVIF, 161, 121",
        "JPEG, 1, 1", "PNG, 1, 1", "WEBP, 1, 1", "AVIF, 1, 1",
        "JPEG, 17, 3", "AVIF, 3, 17",
    })
    void B12_oddAndTinySizes(ImageFormat format, int width, int height) {
        Path file = folder.resolve("odd." + format.extensions().get(0));

        flat(width, height, 0xFF3070B0, false).save(file);

        Map<String, String> stream = Probe.of(file).streams().get(0);
        assertThat(stream)
                .containsEntry("width", String.valueOf(width))
                .containsEntry("height", String.valueOf(height));
        assertThat(Pictures.psnr(
                        Pictures.decodedByProgram(file, width, height, folder),
                        flat(width, height, 0xFF3070B0, false).pixels()))
                .isGreaterThan(33);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "WEBP", "AVIF"})
    void B12_qualityMakesFilesLargerAndCloser(ImageFormat format) throws IOException {
        GeneratedImage image = picture();
        long size = 0;
        double psnr = 0;
        for (int quality : new int[] {0, 30, 60, 85, 100}) {
            Path file = folder.resolve(quality + "." + format.extensions().get(0));

            image.save(file, new SaveOptions(format, quality, false));

            double now = Pictures.psnr(Pictures.decodedByProgram(file, 640, 360, folder), image.pixels());
            assertThat(Files.size(file)).as("size at %d", quality).isGreaterThan(size);
            assertThat(now).as("PSNR at %d", quality).isGreaterThan(psnr - 0.2);
            size = Files.size(file);
            psnr = now;
        }
    }

    @Test
    void B12_existingFileIsReplacedOnRequestOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("kept.png"), "mine");
        GeneratedImage image = flat(64, 48, 0xFF112233, false);

        assertThatThrownBy(() -> image.save(file))
                .asInstanceOf(type(MediaException.class))
                .extracting(MediaException::code)
                .isEqualTo(ErrorCode.FILE_ALREADY_EXISTS);
        assertThat(file).hasContent("mine");

        image.save(file, new SaveOptions(ImageFormat.PNG, 85, true));
        assertThat(ImageIO.read(file.toFile()).getRGB(1, 1)).isEqualTo(0xFF112233);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void B12_missingFolderIsReported() {
        Path file = folder.resolve("missing/picture.png");

        assertThatThrownBy(() -> flat(8, 8, -1, false).save(file))
                .asInstanceOf(type(MediaException.class))
                .extracting(MediaException::code)
                .isEqualTo(ErrorCode.CANNOT_CREATE_FILE);
    }

    @Test
    void B12_extensionNamesTheFormat() {
        assertThat(ImageFormat.ofPath(Path.of("a/b.JPeG"))).contains(ImageFormat.JPEG);
        assertThat(ImageFormat.ofPath(Path.of("a.png/b"))).isEmpty();
        assertThat(ImageFormat.ofPath(Path.of("png"))).isEmpty();
        assertThat(ImageFormat.ofName("avif")).contains(ImageFormat.AVIF);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flat(8, 8, -1, false).save(folder.resolve("a.bmp")))
                .withMessageContaining("a.bmp");
        assertThatIllegalArgumentException().isThrownBy(() -> new SaveOptions(ImageFormat.PNG, 101, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new SaveOptions(ImageFormat.PNG, -1, false));
    }

    @Test
    void I17_B12_transparencyIsKeptInPng() throws IOException {
        GeneratedImage image = transparent();
        Path file = folder.resolve("alpha.png");

        image.save(file);

        assertThat(Pictures.argb(ImageIO.read(file.toFile()))).containsExactly(image.pixels());
    }

    @Test
    void I17_B12_transparencyIsKeptInWebp() {
        GeneratedImage image = transparent();
        Path file = folder.resolve("alpha.webp");

        image.save(file);

        int[] decoded = Pictures.decodedByProgram(file, 320, 180, folder);
        int[] wanted = image.pixels();
        for (int i = 0; i < wanted.length; i += 97) {
            assertThat(decoded[i] >>> 24).isCloseTo(wanted[i] >>> 24, within(2));
        }
    }

    @Test
    void I17_B12_transparencyIsASecondPictureInAvif() throws IOException {
        GeneratedImage image = transparent();
        Path file = folder.resolve("alpha.avif");

        image.save(file);

        List<Map<String, String>> streams = Probe.of(file).streams();
        assertThat(streams).hasSize(2);
        assertThat(streams.get(1)).containsEntry("pix_fmt", "gray").containsEntry("color_range", "pc");
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("auxl").contains("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha");
        int[] decoded = Pictures.decodedWithAlpha(file, 320, 180, folder);
        int[] wanted = image.pixels();
        assertThat(Pictures.psnr(decoded, wanted)).isGreaterThan(33);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(decoded[i] >>> 24).isCloseTo(wanted[i] >>> 24, within(6));
        }
    }

    @Test
    void E54_B12_transparencyIsFlattenedOverBlackInJpeg() throws IOException {
        GeneratedImage image = flat(64, 48, 0x40FF8000, true);
        Path file = folder.resolve("alpha.jpg");

        image.save(file);

        int rgb = ImageIO.read(file.toFile()).getRGB(32, 24);
        assertThat(List.of(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255))
                .as("%08x", rgb)
                .satisfies(c -> assertThat(c.get(0)).isBetween(58, 70))
                .satisfies(c -> assertThat(c.get(1)).isBetween(26, 38));
    }

    @ParameterizedTest(name = "B12 {0} at quality {1} is {2}, {3}")
    @CsvSource({
        "JPEG, 85, yuvj420p, bt470bg, unknown, unknown",
        "JPEG, 90, yuvj444p, bt470bg, unknown, unknown",
        "AVIF, 85, yuv420p, bt709, iec61966-2-1, bt709",
        "AVIF, 90, yuv444p, bt709, iec61966-2-1, bt709",
        "PNG, 85, rgb24, gbr, iec61966-2-1, bt709",
    })
    void B12_coloursAreTold(
            ImageFormat format, int quality, String pixels, String matrix, String transfer, String primaries) {
        Path file = folder.resolve("told." + format.extensions().get(0));

        flat(64, 48, 0xFF3070B0, false).save(file, new SaveOptions(format, quality, false));

        assertThat(Probe.of(file).stream("video"))
                .containsEntry("pix_fmt", pixels)
                .containsEntry("color_range", "pc")
                .containsEntry("color_space", matrix)
                .containsEntry("color_transfer", transfer)
                .containsEntry("color_primaries", primaries);
    }

    @Test
    void B12_jpegHasTheProfileOfSrgb() throws IOException {
        Path file = folder.resolve("profile.jpg");

        flat(64, 48, 0xFF3070B0, false).save(file);

        ICC_Profile profile = ICC_Profile.getInstance(ImageFiles.profileOfJpeg(file));
        ICC_ColorSpace told = new ICC_ColorSpace(profile);
        for (float level = 0; level <= 1; level += 0.125f) {
            float[] color = {level, 1 - level, level / 2};
            float[] shown = told.toRGB(color);
            for (int c = 0; c < 3; c++) {
                assertThat(shown[c]).isCloseTo(color[c], within(0.004f));
            }
        }
    }

    @ParameterizedTest(name = "B12 profile in WebP of {0}x{1}, alpha {2}")
    @CsvSource({"64, 48, false", "161, 121, false", "33, 7, true"})
    void B12_webpHasTheProfileOfSrgb(int width, int height, boolean alpha) throws IOException {
        Path file = folder.resolve("profile.webp");
        GeneratedImage image = flat(width, height, alpha ? 0x803070B0 : 0xFF3070B0, alpha);

        image.save(file);

        Map<String, byte[]> chunks = ImageFiles.chunksOfWebp(file);
        assertThat(chunks.keySet()).startsWith("VP8X", "ICCP");
        assertThat(ICC_Profile.getInstance(chunks.get("ICCP")).getNumComponents())
                .isEqualTo(3);
        byte[] header = chunks.get("VP8X");
        assertThat(header).hasSize(10);
        assertThat(header[0] & 0x30).isEqualTo(alpha ? 0x30 : 0x20);
        assertThat((header[4] & 255) + 1).isEqualTo(width);
        assertThat((header[7] & 255) + 1).isEqualTo(height);
        int[] decoded = Pictures.decodedByProgram(file, width, height, folder);
        assertThat(Pictures.psnr(decoded, image.pixels())).isGreaterThan(33);
    }

    @Test
    void B12_chromaOfJpegIsNotShifted() throws IOException {
        int[] pixels = new int[64 * 16];
        for (int i = 0; i < pixels.length; i++) {
            int slope = 40 + 3 * (i % 64);
            pixels[i] = 0xFF000000 | slope << 16 | 128 << 8 | (255 - slope);
        }
        GeneratedImage image = new GeneratedImage(MediaTime.ZERO, MediaTime.ZERO, new Size(64, 16), pixels, false);
        Path file = folder.resolve("slope.jpg");

        image.save(file, new SaveOptions(ImageFormat.JPEG, 89, false));

        int[] decoded = Pictures.argb(ImageIO.read(file.toFile()));
        double error = 0;
        for (int i = 0; i < pixels.length; i++) {
            error += (decoded[i] >> 16 & 255) - (pixels[i] >> 16 & 255);
        }
        // half a pixel off is 1.5 levels
        assertThat(error / pixels.length).isCloseTo(0, within(0.5));
    }

    @Test
    void B12_imageNeverReplacesWhatItWasTakenFrom() throws IOException {
        Path photo = folder.resolve("photo.png");
        Programs.run(
                "ffmpeg",
                List.of("-v", "error", "-f", "lavfi", "-i", "testsrc2=size=64x48", "-frames:v", "1", photo.toString()));
        byte[] before = Files.readAllBytes(photo);

        try (ImageGenerator images =
                ImageGenerator.builder(Asset.open(photo)).maximumSize(32, 0).build()) {
            GeneratedImage image = images.image(MediaTime.ZERO);

            assertThatThrownBy(() -> image.save(photo, new SaveOptions(ImageFormat.PNG, 85, true)))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("is the source itself");
        }
        assertThat(Files.readAllBytes(photo)).isEqualTo(before);
    }
}
