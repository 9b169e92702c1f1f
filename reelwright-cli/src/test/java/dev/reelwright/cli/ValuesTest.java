package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.SizeEstimate;
import dev.reelwright.export.SizeRange;
import dev.reelwright.image.ImageFormat;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @Test
    void E22_whatFitsIntoALimitIsToldInWordsAndNumbers() {
        SizeEstimate estimate = new SizeEstimate(
                new SizeRange(4_210_000, 4_000_000, 4_400_000),
                MediaTime.seconds(90),
                MediaTime.of(45_500, 1000),
                Duration.ofSeconds(1));

        assertThat(ExportReport.words(estimate))
                .isEqualTo("about 4.2 MB (4.0 MB to 4.4 MB), 1:30.000 long; 0:45.500 of it fit into the limit");
        assertThat(ExportReport.json(estimate).text())
                .isEqualTo("{\"bytes\":4210000,\"low\":4000000,\"high\":4400000,"
                        + "\"maximumDuration\":{\"value\":45500,\"timescale\":1000}}");
    }

    @ParameterizedTest
    @CsvSource({
        "30, 30, 1",
        "25.0, 25, 1",
        "12.5, 25, 2",
        "30000/1001, 30000, 1001",
        "29.97, 30000, 1001",
        "23.976, 24000, 1001",
        "23.98, 24000, 1001",
        "59.94, 60000, 1001",
        "0.5, 1, 2",
    })
    void cli_frameRatesAreReadExactly(String text, int numerator, int denominator) {
        assertThat(Values.frameRate(text)).isEqualTo(new Ratio(numerator, denominator));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-30", "30/0", "0/1", "abc", "1e3", "30fps", "99999999999"})
    void cli_noFrameRateIsRefused(String text) {
        assertThatThrownBy(() -> Values.frameRate(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30000/1001");
    }

    @Test
    void cli_pixelAspectsAreReadWithColonSlashOrAlone() {
        assertThat(Values.pixelAspect("4:3")).isEqualTo(new Ratio(4, 3));
        assertThat(Values.pixelAspect("32/27")).isEqualTo(new Ratio(32, 27));
        assertThat(Values.pixelAspect("1")).isEqualTo(Ratio.ONE);
    }

    @Test
    void cli_timesDurationsAndSizesAreReadAsPeopleWriteThem() {
        assertThat(MediaTime.parse("1:02:03.5")).isEqualTo(MediaTime.of(7447, 2));
        assertThat(MediaTime.parse("125/10")).isEqualTo(MediaTime.of(25, 2));
        assertThat(MediaTime.parse("1m30s")).isEqualTo(MediaTime.seconds(90));
        assertThat(MediaTime.parse("500ms")).isEqualTo(MediaTime.of(1, 2));
        assertThat(MediaTime.parse("inf")).isEqualTo(MediaTime.POSITIVE_INFINITY);
        assertThatThrownBy(() -> MediaTime.parse("00:00:12;10")).hasMessageContaining("drop-frame");
        assertThat(Size.parse("640x360")).isEqualTo(new Size(640, 360));
        assertThat(Size.parse("320x")).isEqualTo(new Size(320, 0));
        assertThat(Size.parse("x180")).isEqualTo(new Size(0, 180));
        assertThatThrownBy(() -> Size.parse("640")).hasMessageContaining("WxH");
    }

    @Test
    void cli_fileTypesAndImageFormatsAreReadByNameOrExtension() {
        assertThat(Values.fileType("MP4")).isEqualTo(FileType.MP4);
        assertThat(Values.imageFormat("jpeg")).isEqualTo(ImageFormat.JPEG);
        assertThat(Values.imageFormat("jpg")).isEqualTo(ImageFormat.JPEG);
        assertThatThrownBy(() -> Values.fileType("xyz")).hasMessageContaining("mov, mp4");
        assertThatThrownBy(() -> Values.imageFormat("bmp")).hasMessageContaining("webp");
    }

    @Test
    void cli_presetsAreFoundByEitherNameAndSuggestedWhenNear() {
        assertThat(PresetNames.find("AVAssetExportPresetHEVC1920x1080")).isEqualTo(ExportPreset.HEVC_1920x1080);
        assertThat(PresetNames.find("Highest")).isEqualTo(ExportPreset.HIGHEST_QUALITY);
        assertThat(PresetNames.nearest("highst")).first().isEqualTo("highest");
        assertThat(PresetNames.nearest("1080p")).contains("m4v-1080p");
        assertThat(PresetNames.nearest("nothing-at-all-like-one")).isEmpty();
    }

    @Test
    void cli_imageFilesAreNamedByIndexOrTime(@TempDir Path folder) {
        List<MediaTime> times = List.of(MediaTime.ZERO, MediaTime.parse("1/3"));

        assertThat(ImageFiles.of(folder.toString(), null).forTimes(times))
                .containsExactly(folder.resolve("image-0001.jpg"), folder.resolve("image-0002.jpg"));
        assertThat(ImageFiles.of("a/{time}.png", null).forTimes(times))
                .containsExactly(Path.of("a/0.000.png"), Path.of("a/0.333.png"));
        assertThat(ImageFiles.of("{index}", ImageFormat.WEBP).forTimes(times))
                .containsExactly(Path.of("0001.webp"), Path.of("0002.webp"));
        assertThat(ImageFiles.of("one.avif", null).forTimes(times.subList(0, 1)))
                .containsExactly(Path.of("one.avif"));
    }

    @Test
    void cli_foldersForImagesHaveNoExtensionOrAreThereOrSayThatTheyAreOne(@TempDir Path folder) throws IOException {
        Path dotted = Files.createDirectory(folder.resolve("stills.2024"));
        List<MediaTime> one = List.of(MediaTime.ZERO);

        assertThat(ImageFiles.of(dotted.toString(), null).forTimes(one))
                .containsExactly(dotted.resolve("image-0001.jpg"));
        assertThat(ImageFiles.of(folder.resolve("new.d") + "/", null).forTimes(one))
                .containsExactly(folder.resolve("new.d").resolve("image-0001.jpg"));
        assertThat(ImageFiles.of(folder.resolve("new").toString(), null).forTimes(one))
                .containsExactly(folder.resolve("new").resolve("image-0001.jpg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.xyz", "p.bmp", "{index}.xyz"})
    void cli_imageFilesOfUnknownExtensionsAreRefused(String out, @TempDir Path folder) {
        String path = folder.resolve(out).toString();

        assertThatThrownBy(() -> ImageFiles.of(path, null))
                .isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.INVALID_OUTPUT_PATH_EXTENSION))
                .hasMessageContaining("use jpg, png, webp or avif");
    }

    @Test
    void cli_imagesThatWouldShareAFileAreRefused() {
        List<MediaTime> times = List.of(MediaTime.ZERO, MediaTime.ZERO);

        assertThatThrownBy(() -> ImageFiles.of("{time}.jpg", null).forTimes(times))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{index}");
    }

    @Test
    void cli_jsonIsEscapedAndOrdered() {
        String awkward = "\"\\\n\r\t\u0000\u007f é 🎞 \ud800";

        Json json = Json.object()
                .put("z", awkward)
                .put("a", Double.NaN)
                .put("whole", 2.0)
                .put("part", 0.25)
                .put("time", MediaTime.POSITIVE_INFINITY)
                .build();

        assertThat(Outcome.parse(json.text()).get("z").textValue()).isEqualTo(awkward);
        assertThat(json.text()).endsWith("\"a\":null,\"whole\":2,\"part\":0.25,\"time\":null}");
    }

    @Test
    void cli_quantitiesAreWrittenForPeople() {
        assertThat(Text.bytes(812)).isEqualTo("812 bytes");
        assertThat(Text.bytes(999_999)).isEqualTo("1.0 MB");
        assertThat(Text.bitRate(128_000)).isEqualTo("128 kbit/s");
        assertThat(Text.clock(MediaTime.parse("3723.5"))).isEqualTo("1:02:03.500");
        assertThat(Text.clock(MediaTime.parse("-0.5"))).isEqualTo("-0:00.500");
        assertThat(Text.decimal(30)).isEqualTo("30");
        assertThat(Text.decimal(30000 / 1001.0)).isEqualTo("29.97");
        assertThat(Text.oneLine("a\n  b\u0007c")).isEqualTo("a b c");
    }
}
