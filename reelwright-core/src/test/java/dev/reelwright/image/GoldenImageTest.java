package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.testing.Media;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that another decoder took from real files. Their names end in the frame's start, cut off to milliseconds. */
class GoldenImageTest {
    private static final MediaTime CUT_OFF = MediaTime.of(1, 1000);

    private static GeneratedImage take(String file, String time, int height) {
        Asset asset = Asset.open(Media.file(file));
        try (ImageGenerator images =
                ImageGenerator.builder(asset).maximumSize(0, height).build()) {
            return images.image(MediaTime.parse(time).plus(CUT_OFF));
        }
    }

    private static int[] golden(String name, GeneratedImage image) throws IOException {
        Path file = Media.file("goldens/" + name);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(new Size(image.width(), image.height()))
                .isEqualTo(new Size(picture.getWidth(), picture.getHeight()));
        return Pictures.argb(picture);
    }

    @ParameterizedTest(name = "I3 {0} at {1}")
    @CsvSource({
        "sample.mp4, 0.000",
        "internal_emulator_transformer_output_270_rotated.mp4, 0.000",
        "sample_with_increasing_timestamps_360p.mp4, 0.000",
        "sample_with_increasing_timestamps_360p.mp4, 0.033",
        "sample_with_increasing_timestamps_360p.mp4, 0.066",
        "sample_with_increasing_timestamps_360p.mp4, 8.331",
        "sample_with_increasing_timestamps_360p.mp4, 8.531",
        "sample_with_increasing_timestamps_360p.mp4, 17.029",
    })
    void I3_pictureLooksLikeAnotherDecoders(String file, String time) throws IOException {
        GeneratedImage image = take(file, time, 0);
        int[] golden = golden(file.replace(".mp4", "_" + time + ".png"), image);

        assertThat(Pictures.psnr(image.pixels(), golden)).isGreaterThanOrEqualTo(35);
    }

    @Test
    void I9_scaledPictureLooksLikeAnotherScalers() throws IOException {
        GeneratedImage image = take("sample_with_increasing_timestamps_360p.mp4", "8.531", 180);
        int[] golden = golden("sample_with_increasing_timestamps_360p_8.531_scaled_to_180p.png", image);

        assertThat(Pictures.psnr(image.pixels(), golden)).isGreaterThanOrEqualTo(35);
    }

    /** The golden picture clips what is brighter than graphics white; in the middle tones both should be near. */
    @Test
    void I15_middleTonesOfHlgAreNearAnotherToneMapping() throws IOException {
        GeneratedImage image = take("hlg10-color-test.mp4", "0.000", 0);
        int[] golden = golden("hlg10-color-test_0.000.png", image);
        IntPredicate middle =
                i -> isMiddle(golden[i] >> 16 & 255) && isMiddle(golden[i] >> 8 & 255) && isMiddle(golden[i] & 255);

        assertThat(Pictures.psnr(image.pixels(), golden, middle)).isGreaterThan(26);
    }

    private static boolean isMiddle(int value) {
        return value >= 40 && value <= 160;
    }
}
