package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.sample.SampleClip.Hdr;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Probe;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Images of sources of high dynamic range. */
class HdrImageTest {
    private static final MediaTime HALF = MediaTime.of(1, 2);

    @TempDir
    Path folder;

    private static Path clip(Hdr hdr) {
        return Fixtures.clip("hdr-" + hdr.commandName() + ".mp4", b -> b.size(new Size(320, 180))
                .duration(MediaTime.seconds(1))
                .codec(Codec.HEVC)
                .audio(false)
                .hdr(hdr));
    }

    private static Path transparentClip() {
        return Fixtures.clip("hdr-alpha.mov", b -> b.size(new Size(320, 180))
                .duration(MediaTime.seconds(1))
                .codec(Codec.PRORES)
                .audio(false)
                .hdr(Hdr.PQ)
                .alpha(true));
    }

    private static GeneratedImage take(Path file, DynamicRangePolicy policy, MediaTime time, Size box) {
        try (ImageGenerator images = ImageGenerator.builder(Asset.open(file))
                .dynamicRangePolicy(policy)
                .maximumSize(box)
                .build()) {
            return images.image(time);
        }
    }

    private static GeneratedImage matching(Path file) {
        return take(file, DynamicRangePolicy.MATCH_SOURCE, HALF, Size.ZERO);
    }

    @Test
    void I15_policyIsForceSdrUnlessSet() {
        Asset asset = Asset.open(clip(Hdr.HLG));

        try (ImageGenerator plain = ImageGenerator.builder(asset).build();
                ImageGenerator matching = ImageGenerator.builder(asset)
                        .dynamicRangePolicy(DynamicRangePolicy.MATCH_SOURCE)
                        .build()) {
            assertThat(plain.dynamicRangePolicy()).isEqualTo(DynamicRangePolicy.FORCE_SDR);
            assertThat(matching.dynamicRangePolicy()).isEqualTo(DynamicRangePolicy.MATCH_SOURCE);
            GeneratedImage image = plain.image(HALF);
            assertThat(image.bitDepth()).isEqualTo(8);
            assertThat(image.colorProperties()).isEqualTo(ColorProperties.SRGB);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Hdr.class,
            names = {"HLG", "PQ"})
    void I16_hdrImageKeepsItsCodingAndItsDepth(Hdr hdr) {
        GeneratedImage image = matching(clip(hdr));

        String transfer = hdr == Hdr.PQ ? "smpte2084" : "arib-std-b67";
        assertThat(image.bitDepth()).isEqualTo(16);
        assertThat(image.colorProperties()).isEqualTo(new ColorProperties("bt2020", transfer, "gbr", true));
        assertThat(image.hasAlpha()).isFalse();
        long[] expected = Pictures.decodedDeep(
                clip(hdr), folder, "select=eq(n\\,15),zscale=matrix=gbr:range=full,format=gbrp16le,");
        assertThat(Pictures.psnr(image.pixels16(), expected)).isGreaterThan(45);
        // the sample's white is at 203 nits: 58 % of PQ and 75 % of HLG
        double white = hdr == Hdr.PQ ? 0.5807 : 0.75;
        assertThat(white(image.pixels16())).isCloseTo(white, within(0.01));
        assertThat(Arrays.stream(image.pixels16()).allMatch(pixel -> pixel >>> 48 == 0xFFFF))
                .isTrue();
    }

    /** Green of the bar code's white strips. */
    private static double white(long[] pixels) {
        int row = (int) (0.77 * 180) * 320;
        long[] bright = Arrays.stream(pixels, row, row + 320)
                .map(pixel -> pixel >> 16 & 0xFFFF)
                .filter(green -> green > 0xFFFF * 0.4)
                .sorted()
                .toArray();
        return bright[bright.length / 2] / 65535.0;
    }

    @Test
    void I16_sdrSourcesStaySdr() {
        GeneratedImage plain = take(Fixtures.small(), DynamicRangePolicy.FORCE_SDR, HALF, Size.ZERO);
        GeneratedImage matching = take(Fixtures.small(), DynamicRangePolicy.MATCH_SOURCE, HALF, Size.ZERO);

        assertThat(matching.bitDepth()).isEqualTo(8);
        assertThat(matching.colorProperties()).isEqualTo(ColorProperties.SRGB);
        assertThat(Arrays.equals(matching.pixels(), plain.pixels())).isTrue();
        assertThat(matching.toSdr()).isSameAs(matching);
    }

    @ParameterizedTest(name = "I16 {0}")
    @CsvSource({
        "hlg10-color-test.mp4, arib-std-b67",
        "hdr10-video-with-sdr-container.mp4, smpte2084",
        "sample_with_colr_mdcv_and_clli.mp4, smpte2084",
        "dolbyVision-hdr.MOV, arib-std-b67",
    })
    void I16_realFiles(String name, String transfer) {
        Path file = Media.file(name);

        GeneratedImage image = take(file, DynamicRangePolicy.MATCH_SOURCE, MediaTime.ZERO, new Size(320, 320));

        assertThat(image.bitDepth()).isEqualTo(16);
        assertThat(image.colorProperties().transfer()).isEqualTo(transfer);
        assertThat(image.colorProperties().primaries()).isEqualTo("bt2020");
        assertThat(Math.max(image.width(), image.height())).isEqualTo(320);
        GeneratedImage sdr = take(file, DynamicRangePolicy.FORCE_SDR, MediaTime.ZERO, new Size(320, 320));
        assertThat(Pictures.psnr(image.pixels(), sdr.pixels())).isGreaterThan(40);
    }

    @ParameterizedTest
    @EnumSource(
            value = Hdr.class,
            names = {"HLG", "PQ"})
    void I15_I16_toneMappedLaterIsAsToneMappedAtOnce(Hdr hdr) {
        GeneratedImage image = matching(clip(hdr));
        GeneratedImage sdr = take(clip(hdr), DynamicRangePolicy.FORCE_SDR, HALF, Size.ZERO);

        GeneratedImage later = image.toSdr();

        assertThat(later.bitDepth()).isEqualTo(8);
        assertThat(later.colorProperties()).isEqualTo(ColorProperties.SRGB);
        assertThat(later.actualTime()).isEqualTo(image.actualTime());
        assertThat(Pictures.psnr(later.pixels(), sdr.pixels())).isGreaterThan(50);
        assertThat(Arrays.equals(image.pixels(), later.pixels())).isTrue();
        assertThat(Pictures.number(image)).isEqualTo(15);
    }

    @Test
    void I16_I9_scaledAndTurned() {
        Path file = Fixtures.clip("hdr-turned.mp4", b -> b.size(new Size(180, 320))
                .duration(MediaTime.of(1, 2))
                .codec(Codec.HEVC)
                .audio(false)
                .rotation(90)
                .hdr(Hdr.HLG));

        GeneratedImage image = take(file, DynamicRangePolicy.MATCH_SOURCE, MediaTime.of(1, 3), new Size(150, 0));
        GeneratedImage larger = take(file, DynamicRangePolicy.MATCH_SOURCE, MediaTime.of(1, 3), new Size(1000, 1000));

        assertThat(image.width()).isEqualTo(150);
        assertThat(image.height()).isEqualTo(267);
        assertThat(larger.width()).isEqualTo(180);
        assertThat(Pictures.number(larger)).isEqualTo(10);
    }

    @Test
    void I16_I17_hdrWithAlpha() {
        GeneratedImage image = matching(transparentClip());
        GeneratedImage smaller = take(transparentClip(), DynamicRangePolicy.MATCH_SOURCE, HALF, new Size(160, 0));

        assertThat(image.bitDepth()).isEqualTo(16);
        assertThat(image.hasAlpha()).isTrue();
        assertThat(image.pixels16()[0] >>> 48).isBetween(120L * 257, 136L * 257);
        assertThat(smaller.pixels16()[0] >>> 48).isBetween(120L * 257, 136L * 257);
        assertThat(image.toSdr().hasAlpha()).isTrue();
        assertThat(image.pixels()[0] >>> 24).isBetween(120, 136);
    }

    @Test
    void I30_pixelsAreTheOwnersOwn() {
        GeneratedImage image = matching(clip(Hdr.PQ));
        long[] before = image.pixels16();
        int[] shown = image.pixels();

        image.pixels16()[0] = 0;
        image.pixels()[0] = 0;
        image.toBufferedImage().setRGB(0, 0, 0);

        assertThat(Arrays.equals(image.pixels16(), before)).isTrue();
        assertThat(Arrays.equals(image.pixels(), shown)).isTrue();
    }

    @Test
    void I30_componentsOfEightBitsAreWidened() {
        int[] pixels = {0xFF000000, 0x80FF01A0};
        GeneratedImage image = new GeneratedImage(MediaTime.ZERO, MediaTime.ZERO, new Size(2, 1), pixels, true);

        assertThat(image.pixels16()).containsExactly(0xFFFF000000000000L, 0x8080FFFF0101A0A0L);
    }

    @Test
    void I30_bufferedImageHasSixteenBits() {
        for (Path file : new Path[] {clip(Hdr.PQ), transparentClip()}) {
            GeneratedImage image = matching(file);

            BufferedImage buffered = image.toBufferedImage();

            assertThat(buffered.getRaster().getDataBuffer().getDataType()).isEqualTo(DataBuffer.TYPE_USHORT);
            assertThat(buffered.getColorModel().hasAlpha()).isEqualTo(image.hasAlpha());
            assertThat(buffered.isAlphaPremultiplied()).isFalse();
            assertThat(Arrays.equals(pixels(buffered), image.pixels16())).isTrue();
        }
    }

    private static long[] pixels(BufferedImage image) {
        long[] pixels = new long[image.getWidth() * image.getHeight()];
        for (int i = 0; i < pixels.length; i++) {
            int[] samples = image.getRaster().getPixel(i % image.getWidth(), i / image.getWidth(), (int[]) null);
            long alpha = samples.length == 4 ? samples[3] : 0xFFFF;
            pixels[i] = alpha << 48 | (long) samples[0] << 32 | (long) samples[1] << 16 | samples[2];
        }
        return pixels;
    }

    // ---- files ----

    @ParameterizedTest
    @EnumSource(
            value = Hdr.class,
            names = {"HLG", "PQ"})
    void B12_I16_pngKeepsAllSixteenBitsAndSaysWhatTheyAre(Hdr hdr) throws IOException {
        GeneratedImage image = matching(clip(hdr));
        Path file = folder.resolve("hdr.png");

        image.save(file);

        // BT.2020, PQ or HLG, RGB, full range: PNG third edition 11.3.2.6
        assertThat(ImageFiles.chunksOfPng(file).get("cICP")).containsExactly(9, hdr == Hdr.PQ ? 16 : 18, 0, 1);
        assertThat(ImageFiles.chunksOfPng(file)).doesNotContainKeys("sRGB", "gAMA", "iCCP");
        assertThat(Arrays.equals(pixels(ImageIO.read(file.toFile())), image.pixels16()))
                .isTrue();
        assertThat(Arrays.equals(Pictures.decodedDeep(file, folder, ""), image.pixels16()))
                .isTrue();
    }

    @Test
    void B12_I17_pngKeepsHdrWithAlpha() throws IOException {
        GeneratedImage image = matching(transparentClip());
        Path file = folder.resolve("alpha.png");

        image.save(file);

        assertThat(Arrays.equals(pixels(ImageIO.read(file.toFile())), image.pixels16()))
                .isTrue();
    }

    @Test
    void B12_I16_pngTellsTheMasteringDisplay() throws IOException {
        GeneratedImage image = take(
                Media.file("sample_with_colr_mdcv_and_clli.mp4"),
                DynamicRangePolicy.MATCH_SOURCE,
                MediaTime.ZERO,
                new Size(64, 64));
        Path file = folder.resolve("display.png");

        image.save(file);

        Map<String, byte[]> chunks = ImageFiles.chunksOfPng(file);
        // in steps of 0.0001 cd/m²
        ByteBuffer light = ByteBuffer.wrap(chunks.get("cLLI"));
        assertThat(light.getInt()).isEqualTo(1100 * 10_000);
        assertThat(light.getInt()).isEqualTo(180 * 10_000);
        assertThat(chunks.get("mDCV")).hasSize(24);
    }

    @ParameterizedTest(name = "B12 AVIF at quality {0} is {1}")
    @CsvSource({"85, yuv420p10le, 38", "95, yuv444p10le, 44"})
    void B12_I16_avifKeepsTenBits(int quality, String pixels, double least) {
        GeneratedImage image = matching(clip(Hdr.PQ));
        Path file = folder.resolve("hdr.avif");

        image.save(file, new SaveOptions(ImageFormat.AVIF, quality, false));

        assertThat(Probe.of(file).stream("video"))
                .containsEntry("pix_fmt", pixels)
                .containsEntry("color_range", "pc")
                .containsEntry("color_space", "bt2020nc")
                .containsEntry("color_transfer", "smpte2084")
                .containsEntry("color_primaries", "bt2020");
        long[] decoded = Pictures.decodedDeep(
                file,
                folder,
                "scale=flags=bicubic:in_chroma_loc=center,format=yuv444p16le,zscale=matrix=gbr:range=full,format=gbrp16le,");
        assertThat(Pictures.psnr(decoded, image.pixels16())).isGreaterThan(least);
    }

    @Test
    void B12_I17_avifKeepsHdrWithAlpha() {
        GeneratedImage image = matching(transparentClip());
        Path file = folder.resolve("alpha.avif");

        image.save(file);

        assertThat(Probe.of(file).streams()).hasSize(2);
        assertThat(Probe.of(file).streams().get(1)).containsEntry("pix_fmt", "gray10le");
        int[] decoded = Pictures.decodedWithAlpha(file, 320, 180, folder);
        for (int i = 0; i < decoded.length; i += 7) {
            assertThat(decoded[i] >>> 24).isCloseTo((int) (image.pixels16()[i] >>> 56), within(6));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "WEBP"})
    void B12_I15_otherFormatsGetTheToneMappedImage(ImageFormat format) {
        GeneratedImage image = matching(clip(Hdr.HLG));
        Path file = folder.resolve("sdr." + format.extensions().get(0));
        Path expected = folder.resolve("expected." + format.extensions().get(0));

        image.save(file);
        image.toSdr().save(expected);

        assertThat(file).hasSameBinaryContentAs(expected);
    }
}
