package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.SpriteSheet.FrameChoice;
import dev.reelwright.testing.BarCodeReader;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.WebVttThumbnails;
import dev.reelwright.testing.WebVttThumbnails.Cue;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SpriteSheetTest {
    private static final SaveOptions PNG = SaveOptions.of(ImageFormat.PNG);
    private static final SaveOptions JPEG = SaveOptions.of(ImageFormat.JPEG);

    @TempDir
    Path folder;

    private static SpriteSheet.Builder of(Path file) {
        return SpriteSheet.builder(Asset.open(file)).tileSize(new Size(240, 240));
    }

    /** 2 s of 30 frames a second. */
    private static SpriteSheet.Builder small() {
        return of(Fixtures.small());
    }

    private Path vtt() {
        return folder.resolve("thumbs.vtt");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static long number(Cue cue) throws IOException {
        BufferedImage image = ImageIO.read(cue.image().toFile());
        return BarCodeReader.read(image.getSubimage(cue.x(), cue.y(), cue.width(), cue.height()));
    }

    private static List<Long> numbers(List<Cue> cues) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (Cue cue : cues) {
            numbers.add(number(cue));
        }
        return numbers;
    }

    private static void assertTiles(List<Cue> cues, long end) {
        long at = 0;
        for (Cue cue : cues) {
            assertThat(cue.start()).isEqualTo(at);
            at = cue.end();
        }
        assertThat(at).isEqualTo(end);
    }

    private void assertFails(SpriteSheet sheet, SaveOptions options, ErrorCode code) {
        assertThatThrownBy(() -> sheet.write(vtt(), options))
                .asInstanceOf(type(MediaException.class))
                .extracting(MediaException::code)
                .isEqualTo(code);
    }

    // ---- what is written ----

    @Test
    void B11_eachTileShowsTheFrameInTheMiddleOfItsCue() throws IOException {
        SpriteSheet sheet = small().every(MediaTime.parse("0.2")).columns(4).build();

        SpriteSheet.Result result = sheet.write(vtt(), JPEG);

        List<Cue> cues = WebVttThumbnails.read(vtt());
        assertThat(names()).containsExactly("thumbs-001.jpg", "thumbs.vtt");
        assertThat(numbers(cues)).containsExactly(3L, 9L, 15L, 21L, 27L, 33L, 39L, 45L, 51L, 57L);
        assertTiles(cues, 2000);
        assertThat(result.webVtt()).isEqualTo(vtt());
        assertThat(result.images()).containsExactly(folder.resolve("thumbs-001.jpg"));
        assertThat(result.tiles()).hasSize(10);
        for (int i = 0; i < cues.size(); i++) {
            SpriteSheet.Tile tile = result.cues().get(i).tile();
            Cue read = cues.get(i);
            assertThat(tile.image()).isEqualTo(read.image());
            assertThat(List.of(
                            tile.x(), tile.y(), tile.size().width(), tile.size().height()))
                    .containsExactly(read.x(), read.y(), read.width(), read.height());
            assertThat(tile.actualTime()).isEqualTo(MediaTime.of(3 + 6L * i, 30));
            assertThat(result.cues().get(i).range()).isEqualTo(sheet.cues().get(i));
        }
    }

    @Test
    void B11_tilesGoOnInAnotherImageWhenOneIsFull() throws IOException {
        small().count(10).columns(2).tilesPerImage(4).build().write(vtt(), PNG);

        List<Cue> cues = WebVttThumbnails.read(vtt());
        assertThat(names()).containsExactly("thumbs-001.png", "thumbs-002.png", "thumbs-003.png", "thumbs.vtt");
        assertThat(numbers(cues)).containsExactly(3L, 9L, 15L, 21L, 27L, 33L, 39L, 45L, 51L, 57L);
        assertThat(cues.get(9).image()).isEqualTo(folder.resolve("thumbs-003.png"));
        BufferedImage last = ImageIO.read(cues.get(9).image().toFile());
        assertThat(last.getWidth()).isEqualTo(480);
        assertThat(last.getHeight()).isEqualTo(135);
    }

    @Test
    void B11_imagesAreNoWiderAndHigherThanAllowed() throws IOException {
        small().count(10).maximumEdge(500).build().write(vtt(), JPEG);

        List<Cue> cues = WebVttThumbnails.read(vtt());
        assertThat(cues).allSatisfy(cue -> {
            BufferedImage image = ImageIO.read(cue.image().toFile());
            assertThat(Math.max(image.getWidth(), image.getHeight())).isLessThanOrEqualTo(500);
        });
        assertThat(numbers(cues)).containsExactly(3L, 9L, 15L, 21L, 27L, 33L, 39L, 45L, 51L, 57L);
    }

    @Test
    void B11_aFreeBoxIsLimitedByTheEdge() {
        SpriteSheet.Result result =
                small().tileSize(Size.ZERO).count(1).maximumEdge(100).build().write(vtt(), PNG);

        assertThat(result.tiles().get(0).size()).isEqualTo(new Size(100, 56));
    }

    @Test
    void B11_largeFilesAreWrittenAtLowerQualityFirst() throws IOException {
        SpriteSheet.Builder sheet = small().count(10).columns(5);
        sheet.build().write(vtt(), JPEG);
        long free = Files.size(folder.resolve("thumbs-001.jpg"));
        Path other = folder.resolve("less.vtt");

        SpriteSheet.Result result = sheet.maximumBytes(free * 3 / 4).build().write(other, JPEG);

        assertThat(result.images()).containsExactly(folder.resolve("less-001.jpg"));
        assertThat(Files.size(folder.resolve("less-001.jpg"))).isLessThanOrEqualTo(free * 3 / 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void B11_filesThatAreStillTooLargeAreSplit(int columns) throws IOException {
        SpriteSheet.Builder sheet = small().count(4).columns(columns);
        long one = sheet.build().write(folder.resolve("all.vtt"), PNG).images().stream()
                .mapToLong(image -> image.toFile().length())
                .sum();

        SpriteSheet.Result result = sheet.maximumBytes(one / 3).build().write(vtt(), PNG);

        assertThat(result.images()).hasSizeGreaterThan(2);
        for (Path image : result.images()) {
            assertThat(Files.size(image)).isLessThanOrEqualTo(one / 3);
        }
        assertThat(numbers(WebVttThumbnails.read(vtt()))).containsExactly(7L, 22L, 37L, 52L);
    }

    @Test
    void B11_aTileAboveTheLimitOfBytesIsAnErrorAndLeavesNothing() throws IOException {
        assertFails(small().count(4).maximumBytes(50).build(), PNG, ErrorCode.CANNOT_FIT);

        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void B11_spritesCanBeOfAnyFormat(ImageFormat format) throws IOException {
        small().count(4).columns(2).build().write(vtt(), SaveOptions.of(format));

        List<Cue> cues = WebVttThumbnails.read(vtt());
        int[] pixels = Pictures.decodedByProgram(cues.get(0).image(), 480, 270, folder);
        BufferedImage image = new BufferedImage(480, 270, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 480, 270, pixels, 0, 480);
        for (int i = 0; i < 4; i++) {
            Cue cue = cues.get(i);
            assertThat(BarCodeReader.read(image.getSubimage(cue.x(), cue.y(), 240, 135)))
                    .isEqualTo(7 + 15L * i);
        }
    }

    @Test
    void B11_portraitTilesStandUpright() throws IOException {
        of(Fixtures.portrait()).count(2).build().write(vtt(), JPEG);

        List<Cue> cues = WebVttThumbnails.read(vtt());
        assertThat(cues.get(0).width()).isEqualTo(135);
        assertThat(numbers(cues)).containsExactly(15L, 45L);
    }

    @Test
    void B11_fileNamesAreEncodedInAddresses() throws IOException {
        Path odd = folder.resolve("a b#c%20&d<é 日本>;x=1.vtt");

        small().count(2).build().write(odd, JPEG);

        // the reader follows the addresses to the files
        assertThat(numbers(WebVttThumbnails.read(odd))).containsExactly(15L, 45L);
    }

    // ---- which pictures ----

    @Test
    void B11_nearestSyncSamplesAreShared() throws IOException {
        // sync samples every 2 s
        SpriteSheet.Result result = of(Fixtures.standard())
                .every(MediaTime.parse("0.5"))
                .frames(FrameChoice.NEAREST_SYNC)
                .build()
                .write(vtt(), JPEG);

        assertThat(result.cues()).hasSize(20);
        assertThat(result.tiles()).hasSize(5);
        assertThat(new HashSet<>(numbers(WebVttThumbnails.read(vtt())))).isEqualTo(Set.of(0L, 60L, 120L, 180L, 240L));
    }

    @Test
    void B11_syncSamplesServeInTheirOwnCues() throws IOException {
        // sync samples every 2 s: where a cue begins and the one before it ends
        of(Fixtures.standard())
                .every(MediaTime.seconds(1))
                .frames(FrameChoice.SYNC_IN_CUE)
                .build()
                .write(vtt(), JPEG);

        assertThat(numbers(WebVttThumbnails.read(vtt())))
                .containsExactly(0L, 60L, 60L, 120L, 120L, 180L, 180L, 240L, 240L, 285L);
    }

    @Test
    void B11_framesThatStayOnScreenAreKeptOnce() throws IOException {
        SpriteSheet.Result result =
                small().tileSize(new Size(80, 80)).count(240).build().write(vtt(), JPEG);

        assertThat(result.cues()).hasSize(240);
        assertThat(result.tiles()).hasSize(60);
        assertTiles(WebVttThumbnails.read(vtt()), 2000);
    }

    @Test
    void B11_cuesAfterTheVideosEndShowItsLastPicture() throws IOException {
        Path longSound = folder.resolve("long.mp4");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        Fixtures.small().toString(),
                        "-f",
                        "lavfi",
                        "-i",
                        "anullsrc=d=4",
                        "-map",
                        "0:v",
                        "-map",
                        "1:a",
                        "-c:v",
                        "copy",
                        "-c:a",
                        "aac",
                        longSound.toString()));

        SpriteSheet.Result result =
                of(longSound).every(MediaTime.parse("0.5")).build().write(vtt(), JPEG);

        List<Cue> cues = WebVttThumbnails.read(vtt());
        assertThat(numbers(cues)).startsWith(7L, 22L, 37L, 52L, 52L, 52L).endsWith(52L);
        assertThat(cues.get(cues.size() - 1).end()).isBetween(4000L, 4100L);
        assertThat(result.tiles()).hasSize(4);
    }

    // ---- what goes wrong ----

    @Test
    void B11_existingFilesAreKeptUnlessOverwritten() throws IOException {
        SpriteSheet sheet = small().count(2).tilesPerImage(1).build();
        Path image = folder.resolve("thumbs-002.png");
        Files.writeString(image, "mine");

        assertFails(sheet, PNG, ErrorCode.FILE_ALREADY_EXISTS);
        assertThat(names()).containsExactly("thumbs-002.png");
        assertThat(image).hasContent("mine");

        sheet.write(vtt(), new SaveOptions(ImageFormat.PNG, 85, true));
        assertThat(numbers(WebVttThumbnails.read(vtt()))).containsExactly(15L, 45L);

        assertFails(sheet, PNG, ErrorCode.FILE_ALREADY_EXISTS);
    }

    @Test
    void B11_cancellingLeavesNothing() throws IOException {
        SpriteSheet sheet = small().count(15).tilesPerImage(4).build();

        assertThatThrownBy(() -> sheet.write(vtt(), JPEG, progress -> {
                    if (progress.done() == 10) {
                        sheet.cancelAll();
                    }
                }))
                .asInstanceOf(type(MediaException.class))
                .extracting(MediaException::code)
                .isEqualTo(ErrorCode.OPERATION_CANCELLED);
        assertThat(names()).isEmpty();

        assertThat(sheet.write(vtt(), JPEG).tiles()).hasSize(15);
    }

    @Test
    void B11_failingLeavesNothing() throws IOException {
        SpriteSheet sheet = small().count(15).tilesPerImage(4).build();

        assertThatThrownBy(() -> sheet.write(vtt(), JPEG, progress -> {
                    if (progress.done() == 14) {
                        write(folder.resolve("thumbs-003.jpg"));
                    }
                }))
                .asInstanceOf(type(MediaException.class))
                .extracting(MediaException::code)
                .isEqualTo(ErrorCode.FILE_ALREADY_EXISTS);

        assertThat(names()).containsExactly("thumbs-003.jpg");
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "mine");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void B11_progressCountsEachCue() {
        List<ImageProgress> seen = new ArrayList<>();

        small().count(5).build().write(vtt(), JPEG, seen::add);

        assertThat(seen).extracting(ImageProgress::done).containsExactly(1, 2, 3, 4, 5);
        assertThat(seen.get(4).fraction()).isEqualTo(1);
    }

    @Test
    void B11_soundAloneHasNoThumbnails() {
        assertFails(of(Fixtures.audioOnly()).build(), PNG, ErrorCode.NO_SOURCE_TRACK);
    }

    @Test
    void B11_webVttFilesEndInVtt() {
        SpriteSheet sheet = small().count(1).build();

        assertThatThrownBy(() -> sheet.write(folder.resolve("thumbs.txt"), PNG))
                .asInstanceOf(type(MediaException.class))
                .extracting(MediaException::code)
                .isEqualTo(ErrorCode.INVALID_OUTPUT_PATH_EXTENSION);
    }

    @Test
    void B11_settingsAreChecked() {
        SpriteSheet.Builder builder = small();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.every(MediaTime.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.every(MediaTime.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.count(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.columns(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.tilesPerImage(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maximumEdge(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maximumBytes(0));
    }
}
