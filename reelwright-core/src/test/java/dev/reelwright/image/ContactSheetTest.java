package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.testing.BarCodeReader;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
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
    void B11_placesWithoutAPictureStayEmpty() {
        // shown from 1 s on; the middle of the first of 12 parts of 9 s is at 1.375 s, and all have pictures
        GeneratedImage sheet = ContactSheet.builder(Asset.open(Media.file("edit_list_positive_shift.mp4")))
                .count(12)
                .tileSize(new Size(160, 0))
                .build()
                .render();

        assertThat(sheet.width()).isEqualTo(2 * 28 + 4 * 160 + 3 * 14);
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
