package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.testing.BarCodeReader;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Probe;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ContactSheetTest {
    @TempDir
    Path folder;

    private static ContactSheet.Builder of(Path file) {
        return ContactSheet.builder(Asset.open(file));
    }

    private static BufferedImage part(GeneratedImage sheet, int x, int y, int width, int height) {
        return sheet.toBufferedImage().getSubimage(x, y, width, height);
    }

    @Test
    void B11_picturesStandInRowsInTheOrderOfTime() {
        GeneratedImage sheet = of(Fixtures.standard())
                .columns(3)
                .count(6)
                .tileSize(new Size(320, 180))
                .build()
                .render();

        assertThat(sheet.width()).isEqualTo(2 * 28 + 3 * 320 + 2 * 14);
        assertThat(sheet.height()).isEqualTo(28 + 92 + 2 * (180 + 30) + 14 + 28);
        for (int i = 0; i < 6; i++) {
            int x = 28 + i % 3 * (320 + 14);
            int y = 28 + 92 + i / 3 * (180 + 30 + 14);
            // the middles of sixths of 10 s
            assertThat(BarCodeReader.read(part(sheet, x, y, 320, 180))).isEqualTo(25 + 50L * i);
        }
        sheet.save(folder.resolve("sheet.png"));
    }

    @Test
    void B11_timesAreTheMiddlesOfEqualParts() {
        assertThat(of(Fixtures.standard()).count(4).build().times())
                .containsExactly(
                        MediaTime.parse("1.25"),
                        MediaTime.parse("3.75"),
                        MediaTime.parse("6.25"),
                        MediaTime.parse("8.75"));
    }

    @ParameterizedTest(name = "B11 {0} columns of {1} pictures")
    @CsvSource({"1, 3", "1, 1", "5, 2", "4, 5", "7, 30"})
    void B11_anyNumberOfColumnsAndPictures(int columns, int count) {
        ContactSheet sheet = of(Fixtures.small())
                .columns(columns)
                .count(count)
                .tileSize(new Size(160, 160))
                .build();

        GeneratedImage picture = sheet.render();

        int across = Math.min(columns, count);
        assertThat(picture.width()).isEqualTo(2 * 28 + across * 160 + (across - 1) * 14);
    }

    @Test
    void B11_portraitPicturesStandUpright() {
        GeneratedImage sheet = of(Fixtures.portrait())
                .columns(2)
                .count(2)
                .tileSize(new Size(400, 320))
                .build()
                .render();

        assertThat(sheet.width()).isEqualTo(2 * 28 + 2 * 180 + 14);
        assertThat(BarCodeReader.read(part(sheet, 28, 120, 180, 320))).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "It's \"quoted\": a\\b, [c] {d}; e=f",
                "%{pts} %{localtime} %d 100%",
                "emoji 🎬🎥 and 日本語",
                "two\nlines\r\nand\ta tab",
                "'",
                "\\",
                "[in][out];drawbox=color=red,hflip",
                "end with \\'",
                "\u0001\u007f\u200b",
            })
    void B11_titleMayHoldAnyCharacter(String title) {
        GeneratedImage sheet = of(Fixtures.small())
                .columns(2)
                .count(2)
                .tileSize(new Size(160, 0))
                .title(title)
                .build()
                .render();

        assertThat(sheet.width()).isEqualTo(2 * 28 + 2 * 160 + 14);
        assertThat(sheet.hasAlpha()).isFalse();
    }

    @Test
    void B11_longTitleStaysInsideTheSheet() {
        GeneratedImage sheet = of(Fixtures.small())
                .columns(2)
                .count(2)
                .tileSize(new Size(160, 0))
                .title("W".repeat(300))
                .build()
                .render();

        int background = sheet.pixels()[0];
        for (int y = 0; y < 28 + 44; y++) {
            int edge = sheet.pixels()[y * sheet.width() + sheet.width() - 1];
            assertThat(edge).as("row %d", y).isEqualTo(background);
        }
    }

    @Test
    void B11_titleIsTheFilesNameUnlessSet() {
        GeneratedImage named = of(Fixtures.small()).count(1).build().render();
        GeneratedImage told =
                of(Fixtures.small()).count(1).title("f12.mp4").build().render();
        GeneratedImage other =
                of(Fixtures.small()).count(1).title("other").build().render();

        assertThat(Arrays.equals(named.pixels(), told.pixels())).isTrue();
        assertThat(Arrays.equals(named.pixels(), other.pixels())).isFalse();
    }

    @Test
    void B11_picturesThatCannotBeTakenLeaveMarkedPlaces() throws IOException {
        // five groups of pictures of 2 s, the third one overwritten by zeros
        Path damaged = Files.copy(Fixtures.standard(), folder.resolve("damaged.mp4"));
        List<Map<String, String>> packets = Probe.of(damaged).packets("v:0");
        try (RandomAccessFile bytes = new RandomAccessFile(damaged.toFile(), "rw")) {
            for (Map<String, String> packet : packets.subList(120, 180)) {
                bytes.seek(Long.parseLong(packet.get("pos")));
                bytes.write(new byte[Integer.parseInt(packet.get("size"))]);
            }
        }

        GeneratedImage sheet = of(damaged)
                .columns(5)
                .count(5)
                .tileSize(new Size(320, 180))
                .build()
                .render();

        for (int i = 0; i < 5; i++) {
            BufferedImage tile = part(sheet, 28 + i * 334, 120, 320, 180);
            if (i == 2) {
                assertThat(BarCodeReader.tryRead(tile)).isEmpty();
                assertThat(tile.getRGB(2, 2)).isNotEqualTo(sheet.pixels()[0]);
                assertThat(inked(part(sheet, 28 + i * 334 + 100, 120 + 70, 120, 40)))
                        .isTrue();
                assertThat(inked(part(sheet, 28 + i * 334 + 100, 120 + 180, 120, 30)))
                        .isTrue();
            } else {
                assertThat(BarCodeReader.read(tile)).isEqualTo(30 + 60L * i);
            }
        }
    }

    /** Whether there is more than one colour. */
    private static boolean inked(BufferedImage part) {
        return Arrays.stream(Pictures.argb(part)).distinct().count() > 1;
    }

    @Test
    void B11_hdrPicturesAreToneMapped() {
        Path hlg = Fixtures.clip("sheet-hlg.mp4", b -> b.size(new Size(320, 180))
                .duration(MediaTime.seconds(1))
                .codec(SampleClip.Codec.HEVC)
                .hdr(SampleClip.Hdr.HLG));
        Asset asset = Asset.open(hlg);

        GeneratedImage sheet = ContactSheet.builder(asset).count(1).build().render();

        GeneratedImage image;
        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            image = images.image(MediaTime.parse("0.5"));
        }
        assertThat(Pictures.psnr(
                        Pictures.argb(part(sheet, 28, sheet.height() - 28 - 30 - 180, 320, 180)), image.pixels()))
                .isEqualTo(99);
    }

    @Test
    void B11_progressCountsEachPicture() {
        List<ImageProgress> seen = new ArrayList<>();

        of(Fixtures.small()).count(3).build().render(seen::add);

        assertThat(seen).containsExactly(new ImageProgress(1, 3), new ImageProgress(2, 3), new ImageProgress(3, 3));
    }

    @Test
    void B11_drawingCanBeCancelled() {
        ContactSheet sheet = of(Fixtures.small()).count(8).build();

        assertThatThrownBy(() -> sheet.render(progress -> sheet.cancelAll()))
                .asInstanceOf(type(MediaException.class))
                .extracting(MediaException::code)
                .isEqualTo(ErrorCode.OPERATION_CANCELLED);
        assertThat(sheet.render().width()).isPositive();
    }

    @Test
    void B11_sheetsBeyondAllMeasureAreRefused() {
        ContactSheet sheet = of(Fixtures.small()).count(3000).columns(50).build();

        assertThatIllegalArgumentException().isThrownBy(sheet::render).withMessageContaining("3000 pictures");
    }

    @Test
    void B11_theFontsLicenceLiesInTheLibraryAndNamesIt() throws IOException {
        try (InputStream in = ContactSheet.class.getResourceAsStream("/META-INF/licenses/Roboto-LICENSE.txt")) {
            assertThat(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Roboto Regular", "Apache License", "END OF TERMS AND CONDITIONS");
        }
    }

    @Test
    void B11_textCanBeSetInAFontOfOnesOwn() throws IOException {
        Path font = folder.resolve("own.ttf");
        try (InputStream in =
                ContactSheet.class.getResourceAsStream("/dev/reelwright/internal/render/Roboto-Regular.ttf")) {
            Files.copy(Objects.requireNonNull(in), font);
        }

        GeneratedImage own = of(Fixtures.small()).count(1).font(font).build().render();

        assertThat(own.pixels())
                .isEqualTo(of(Fixtures.small()).count(1).build().render().pixels());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Fixtures.small()).font(Fixtures.small()))
                .withMessageContaining("no TrueType or OpenType font");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Fixtures.small()).font(folder.resolve("none.ttf")));
    }

    @Test
    void B11_soundAloneHasNoSheet() {
        ContactSheet sheet = of(Fixtures.audioOnly()).build();

        assertThatThrownBy(sheet::render)
                .asInstanceOf(type(MediaException.class))
                .extracting(MediaException::code)
                .isEqualTo(ErrorCode.NO_SOURCE_TRACK);
    }

    @Test
    void B11_countsArePositive() {
        ContactSheet.Builder builder = of(Fixtures.small());

        assertThatIllegalArgumentException().isThrownBy(() -> builder.columns(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.count(0));
    }
}
