package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I17: images of sources with transparency have it too, straight. */
class AlphaImageTest {
    /** An alpha channel information message in 8 bits, all but the three bits of its use. */
    private static final String STRAIGHT = "\u00a5\u0004\u0000\u0000\u007f\u0090";

    private static final String PREMULTIPLIED = "\u00a5\u0004\u0010\u0000\u007f\u0090";

    @TempDir
    Path folder;

    private static GeneratedImage take(Path file, MediaTime time, Size box) {
        try (ImageGenerator images =
                ImageGenerator.builder(Asset.open(file)).maximumSize(box).build()) {
            return images.image(time);
        }
    }

    private byte[] planes(Path file, int frame, String format, String... decoder) throws IOException {
        Path raw = folder.resolve("planes.raw");
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        arguments.addAll(List.of(decoder));
        arguments.addAll(List.of("-i", file.toString(), "-vf", "select=eq(n\\," + frame + ")", "-frames:v", "1"));
        arguments.addAll(List.of("-pix_fmt", format, "-f", "rawvideo", raw.toString()));
        Programs.run("ffmpeg", arguments);
        return Files.readAllBytes(raw);
    }

    @ParameterizedTest(name = "I17 HEVC with an alpha layer: {0}")
    @ValueSource(strings = {"x_a1.mov", "x_a1.mp4"})
    void I17_alphaLayerOfHevc(String name) throws IOException {
        Path file = Media.file("multilayer/" + name);
        byte[] alpha = planes(Media.file("multilayer/alpha_420.hevc"), 10, "gray");

        GeneratedImage image = take(file, MediaTime.of(10, 25), Size.ZERO);

        assertThat(image.hasAlpha()).isTrue();
        int[] pixels = image.pixels();
        for (int i = 0; i < pixels.length; i++) {
            assertThat(pixels[i] >>> 24).isCloseTo(alpha[i] & 255, within(1));
        }
        assertThat(Arrays.stream(pixels).map(pixel -> pixel >>> 24).distinct().count())
                .isGreaterThan(50);
        String exact = "select=eq(n\\,10),scale=flags=bicubic+accurate_rnd+full_chroma_int:in_chroma_loc=left,";
        long[] colors = Pictures.decodedDeep(Media.file("multilayer/color.hevc"), folder, exact + "format=bgra,");
        assertThat(Pictures.psnr(image.pixels16(), colors)).isGreaterThan(50);
    }

    @Test
    void I17_coloursMultipliedByAlphaAreDivided() throws IOException {
        Path straight = Media.file("multilayer/x_a1.mov");
        String bytes = Files.readString(straight, StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(STRAIGHT);
        Path file = Files.writeString(
                folder.resolve("premultiplied.mov"),
                bytes.replace(STRAIGHT, PREMULTIPLIED),
                StandardCharsets.ISO_8859_1);

        int[] divided = take(file, MediaTime.ZERO, Size.ZERO).pixels();

        int[] stored = take(straight, MediaTime.ZERO, Size.ZERO).pixels();
        int seen = 0;
        for (int i = 0; i < stored.length; i++) {
            int alpha = stored[i] >>> 24;
            assertThat(divided[i] >>> 24).isCloseTo(alpha, within(1));
            for (int shift = 0; shift <= 16 && alpha > 64; shift += 8) {
                double expected = Math.min(255, (stored[i] >> shift & 255) * 255.0 / alpha);
                assertThat((double) (divided[i] >> shift & 255)).isCloseTo(expected, within(4.0));
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(1000);
    }

    @Test
    void I17_twoViewsOfHevcAreNoAlpha() {
        Asset asset = Asset.open(Media.file("multilayer/x_mv7.mov"));

        FormatDescription.Video format =
                (FormatDescription.Video) asset.videoTrack().orElseThrow().format();

        assertThat(format.hasAlpha()).isFalse();
    }

    /** White discs on transparent black. */
    private Path discs(String codec, String pixelFormat) {
        Path file = folder.resolve(codec + ".mov");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-y",
                        "-f",
                        "lavfi",
                        "-i",
                        "color=black:s=320x180:d=0.2",
                        "-vf",
                        "format=rgba,geq=r='255*lt(hypot(X-160,Y-90),60)':g='255*lt(hypot(X-160,Y-90),60)'"
                                + ":b='255*lt(hypot(X-160,Y-90),60)':a='255*lt(hypot(X-160,Y-90),60)'",
                        "-c:v",
                        codec,
                        "-pix_fmt",
                        pixelFormat,
                        file.toString()));
        return file;
    }

    @Test
    void I17_pngInQuickTimeIsKeptExactly() throws IOException {
        Path file = discs("png", "rgba");

        GeneratedImage image = take(file, MediaTime.ZERO, Size.ZERO);

        assertThat(image.hasAlpha()).isTrue();
        byte[] rgba = planes(file, 0, "rgba");
        int[] pixels = image.pixels();
        for (int i = 0; i < pixels.length; i++) {
            assertThat(pixels[i] >>> 24).isEqualTo(rgba[4 * i + 3] & 255);
            assertThat(pixels[i] >> 16 & 255).isEqualTo(rgba[4 * i] & 255);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "qtrle"})
    void I17_whatIsHiddenIsNotMixedIntoScaledEdges(String codec) {
        Path file = discs(codec, codec.equals("png") ? "rgba" : "argb");

        int[] pixels = take(file, MediaTime.ZERO, new Size(100, 0)).pixels();

        int edges = 0;
        for (int pixel : pixels) {
            int alpha = pixel >>> 24;
            if (alpha > 16 && alpha < 240) {
                edges++;
                // the disc is white up to its rim: nothing of the black around may be seen in it
                assertThat(pixel & 255).as("%08x", pixel).isGreaterThan(245);
            }
        }
        assertThat(edges).isGreaterThan(20);
    }
}
