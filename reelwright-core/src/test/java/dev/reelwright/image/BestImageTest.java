package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.internal.plan.PictureScore;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class BestImageTest {
    private static final String SHARP = "[0:v]trim=duration=1,setpts=PTS-STARTPTS,setsar=1";

    @TempDir
    static Path clips;

    private static GeneratedImage best(Path file) {
        Asset asset = Asset.open(file);
        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            return images.bestImage(asset.timeRange());
        }
    }

    private static TimeRange seconds(String from, String to) {
        return TimeRange.between(MediaTime.parse(from), MediaTime.parse(to));
    }

    /** Pictures of 320x180 made by filters whose first input is the small clip. */
    private static Path made(String name, int gop, String filters) {
        Path file = clips.resolve(name);
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        Fixtures.small().toString(),
                        "-filter_complex",
                        filters,
                        "-an",
                        "-c:v",
                        "libx264",
                        "-preset",
                        "ultrafast",
                        "-qp",
                        "18",
                        "-g",
                        Integer.toString(gop),
                        file.toString()));
        return file;
    }

    private static String color(String color, String label) {
        return "color=" + color + ":s=320x180:r=30:d=1,setsar=1[" + label + "];";
    }

    private static void assertBetween(GeneratedImage image, String from, String to) {
        assertThat(image.actualTime()).isBetween(MediaTime.parse(from), MediaTime.parse(to));
    }

    @ParameterizedTest(name = "B11 in groups of {0} pictures")
    @CsvSource({"15", "1000"})
    void B11_theSharpPictureIsChosenAmongBlackFlatAndBlurredOnes(int gop) {
        Path clip = made(
                "four-" + gop + ".mp4",
                gop,
                color("black", "a") + color("0x3366AA", "b") + SHARP + ",split[c1][c2];[c1]gblur=sigma=8[c];"
                        + "[a][b][c][c2]concat=n=4");

        assertBetween(best(clip), "3", "4");
    }

    @Test
    void B11_theOrderOfScenesDoesNotMatter() {
        Path clip = made(
                "turned.mp4",
                30,
                color("white", "a") + color("0xAA6633", "b") + SHARP + ",split[c1][c2];[c1]gblur=sigma=8[c];"
                        + "[b][c2][c][a]concat=n=4");

        assertBetween(best(clip), "1", "2");
    }

    @Test
    void B11_dissolvesAreAvoidedThoughTheyShowMore() throws IOException {
        // a second of one scene, a second of both, a second of the other; each is grey where the other one is colourful
        Path left = colourful("left.png", 0);
        Path right = colourful("right.png", 160);
        Path clip = clips.resolve("dissolve.mp4");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-loop",
                        "1",
                        "-t",
                        "2",
                        "-r",
                        "30",
                        "-i",
                        left.toString(),
                        "-loop",
                        "1",
                        "-t",
                        "2",
                        "-r",
                        "30",
                        "-i",
                        right.toString(),
                        "-filter_complex",
                        "xfade=duration=1:offset=1",
                        "-c:v",
                        "libx264",
                        "-preset",
                        "ultrafast",
                        "-qp",
                        "18",
                        "-pix_fmt",
                        "yuv420p",
                        clip.toString()));
        Asset asset = Asset.open(clip);
        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            assertThat(score(images.image(MediaTime.parse("1.5"))))
                    .as("both scenes at once")
                    .isGreaterThan(score(images.image(MediaTime.parse("0.5"))));
        }

        GeneratedImage image = best(clip);

        boolean before = image.actualTime().compareTo(MediaTime.parse("1.05")) <= 0;
        boolean after = image.actualTime().compareTo(MediaTime.parse("1.95")) >= 0;
        assertThat(before || after).as("at %s", image.actualTime()).isTrue();
    }

    private static double score(GeneratedImage image) {
        return PictureScore.of(image.width(), image.height(), image.pixels()).value();
    }

    /** Grey, and blocks of pure colours in the half that begins here. */
    private static Path colourful(String name, int from) throws IOException {
        BufferedImage picture = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(from);
        for (int y = 0; y < 180; y++) {
            for (int x = 0; x < 320; x++) {
                picture.setRGB(x, y, 0x808080);
            }
        }
        for (int block = 0; block < 20 * 22; block++) {
            int bits = random.nextInt(8);
            int color = (bits & 1) * 0xFF | (bits >> 1 & 1) * 0xFF00 | (bits >> 2) * 0xFF0000;
            for (int i = 0; i < 64; i++) {
                picture.setRGB(from + block % 20 * 8 + i % 8, block / 20 * 8 + i / 8, color);
            }
        }
        Path file = clips.resolve(name);
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    @Test
    void B11_picturesFadingInAreAvoided() {
        Path clip = made("fade.mp4", 60, "[0:v]fade=in:d=1.5");

        assertBetween(best(clip), "1.3", "2");
    }

    @Test
    void B11_theWindowLimitsTheChoice() {
        Asset asset = Asset.open(Fixtures.standard());
        try (ImageGenerator images =
                ImageGenerator.builder(asset).maximumSize(320, 0).build()) {
            for (TimeRange window : List.of(seconds("2.5", "3.5"), seconds("9.9", "20"), seconds("4", "4.01"))) {
                GeneratedImage image = images.bestImage(window);

                // what is on screen when the window begins is in it
                assertThat(image.actualTime()).isBetween(window.start().minus(MediaTime.of(1, 30)), window.end());
                assertThat(Pictures.number(image))
                        .isEqualTo(image.actualTime().times(30).value()
                                / image.actualTime().times(30).timescale());
            }
        }
    }

    @Test
    void B11_theChosenPictureIsAsAnyOtherOfTheGenerator() {
        Asset asset = Asset.open(Fixtures.portrait());
        try (ImageGenerator images = ImageGenerator.builder(asset)
                .maximumSize(new Size(200, 200))
                .toleranceBefore(MediaTime.POSITIVE_INFINITY)
                .build()) {
            GeneratedImage first = images.bestImage(asset.timeRange());
            GeneratedImage again = images.bestImage(asset.timeRange());

            assertThat(first.height()).isEqualTo(200);
            assertThat(again.actualTime()).isEqualTo(first.actualTime());
            assertThat(again.pixels()).isEqualTo(first.pixels());
            try (ImageGenerator exact =
                    ImageGenerator.builder(asset).maximumSize(200, 200).build()) {
                assertThat(exact.image(first.actualTime()).pixels()).isEqualTo(first.pixels());
            }
        }
    }

    @Test
    void B11_windowsBesideTheVideoAreAnError() {
        Asset asset = Asset.open(Fixtures.small());
        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            for (TimeRange window : List.of(seconds("2", "3"), seconds("1", "1"), TimeRange.INVALID)) {
                assertThatThrownBy(() -> images.bestImage(window))
                        .asInstanceOf(type(MediaException.class))
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TIME_RANGE))
                        .satisfies(e -> assertThat(e.phase()).isEqualTo(Phase.IMAGE));
            }
        }
    }

    @Test
    void B11_soundAloneHasNoBestPicture() {
        Asset asset = Asset.open(Fixtures.audioOnly());
        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            assertThatThrownBy(() -> images.bestImage(asset.timeRange()))
                    .asInstanceOf(type(MediaException.class))
                    .extracting(MediaException::code)
                    .isEqualTo(ErrorCode.NO_SOURCE_TRACK);
        }
    }

    @Test
    void B11_theSearchEndsWhenTheGeneratorIsClosed() {
        Asset asset = Asset.open(Fixtures.standard());
        List<CompletableFuture<GeneratedImage>> searches = new ArrayList<>();
        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            for (int i = 0; i < 2; i++) {
                searches.add(CompletableFuture.supplyAsync(() -> images.bestImage(asset.timeRange())));
            }
        }

        for (CompletableFuture<GeneratedImage> search : searches) {
            assertThatThrownBy(search::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfAny(MediaException.class, IllegalStateException.class);
        }
    }
}
