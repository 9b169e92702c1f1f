package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetCommandTest {
    @TempDir
    static Path clips;

    @TempDir
    Path folder;

    private static Path clip;

    @BeforeAll
    static void writeClip() {
        clip = clips.resolve("clip.mp4");
        SampleClip.builder()
                .size(new Size(160, 90))
                .duration(MediaTime.seconds(2))
                .build()
                .write(clip);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void B11_cli_vttWritesSpritesBesideTheSheet() throws IOException {
        Path sheet = folder.resolve("sheet.jpg");

        JsonNode result = Outcome.of(
                        "sheet",
                        "--vtt",
                        clip,
                        sheet,
                        "--count=2",
                        "--sprite-every=250ms",
                        "--sprite-columns=4",
                        "--json")
                .json();

        assertThat(names()).containsExactly("sheet-001.jpg", "sheet.jpg", "sheet.vtt");
        JsonNode sprites = result.get("sprites");
        assertThat(sprites.get("webVtt").textValue())
                .isEqualTo(folder.resolve("sheet.vtt").toString());
        assertThat(sprites.get("images").get(0).textValue())
                .isEqualTo(folder.resolve("sheet-001.jpg").toString());
        assertThat(sprites.get("cues").intValue()).isEqualTo(8);
        assertThat(sprites.get("tiles").intValue()).isEqualTo(8);
        BufferedImage image = ImageIO.read(folder.resolve("sheet-001.jpg").toFile());
        assertThat(image.getWidth()).isEqualTo(4 * 160);
        assertThat(image.getHeight()).isEqualTo(2 * 90);
        assertThat(Files.readString(folder.resolve("sheet.vtt")))
                .startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:00.250\nsheet-001.jpg#xywh=0,0,160,90\n\n")
                .endsWith("00:00:01.750 --> 00:00:02.000\nsheet-001.jpg#xywh=480,90,160,90\n");
    }

    @Test
    void B11_cli_vttMayBeNamed() throws IOException {
        Outcome outcome = Outcome.of(
                "sheet",
                clip,
                folder.resolve("all.png"),
                "--count=1",
                "--vtt=" + folder.resolve("bar.vtt"),
                "--sprite-count=3",
                "--sprite-size=80x80",
                "--sprite-limit=1MB",
                "--sprite-frames=nearest-sync");

        assertThat(outcome.exitCode()).describedAs(outcome.err()).isZero();
        assertThat(names()).containsExactly("all.png", "bar-001.png", "bar.vtt");
        assertThat(outcome.out()).contains("bar.vtt: 3 cues, ").contains(" in 1 image");
    }

    @Test
    void B11_cli_filesInTheWayOfThumbnailsAreKept() throws IOException {
        Files.writeString(folder.resolve("sheet.vtt"), "mine");

        Outcome kept = Outcome.of("sheet", clip, folder.resolve("sheet.jpg"), "--count=1", "--vtt");

        assertThat(kept.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(kept.err()).contains("[FILE_ALREADY_EXISTS]");
        assertThat(names()).containsExactly("sheet.vtt");
        assertThat(Outcome.of("sheet", clip, folder.resolve("sheet.jpg"), "--count=1", "--vtt", "--overwrite")
                        .exitCode())
                .isZero();
    }

    @Test
    void B11_cli_thumbnailOptionsNeedVtt() {
        for (Outcome outcome : List.of(
                Outcome.of("sheet", clip, folder.resolve("s.jpg"), "--sprite-count=3"),
                Outcome.of("sheet", clip, folder.resolve("s.jpg"), "--vtt", "--sprite-count=3", "--sprite-every=1"),
                Outcome.of("sheet", clip, folder.resolve("s.jpg"), "--vtt", "--sprite-frames=some"),
                Outcome.of("sheet", clip, folder.resolve("s-001.jpg"), "--vtt=" + folder.resolve("s.vtt")))) {
            assertThat(outcome.exitCode()).describedAs(outcome.err()).isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void B11_cli_sheetsTellTheirProgress() {
        Outcome outcome = Outcome.of("sheet", clip, folder.resolve("s.jpg"), "--count=2", "--vtt", "--progress=json");

        List<String> ticks = outcome.err().lines().toList();
        assertThat(ticks).isNotEmpty().allMatch(line -> line.startsWith("{\"phase\":\"image\",\"fraction\":"));
        assertThat(ticks.get(ticks.size() - 1)).contains("\"fraction\":1,");
    }

    @Test
    void B11_cli_cancellingASheetLeavesNothing() throws IOException {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);

        int exitCode = Main.run(
                new Shell(stream, stream, false, cancellation),
                "sheet",
                clip.toString(),
                folder.resolve("s.jpg").toString(),
                "--vtt");

        assertThat(exitCode).isEqualTo(130);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("reelwright: cancelled");
        assertThat(names()).isEmpty();
    }

    @Test
    void B11_cli_aFontThatIsNoneIsRefused() {
        Outcome outcome = Outcome.of("sheet", clip, folder.resolve("s.jpg"), "--font=" + clip);

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("no TrueType or OpenType font");
    }

    // posters

    @Test
    void B11_cli_aPosterIsTheBestPicture() throws IOException {
        JsonNode images = Outcome.of("images", clip, "--out=" + folder.resolve("poster.png"), "--poster", "--json")
                .json();

        assertThat(images).hasSize(1);
        assertThat(images.get(0).get("error").isNull()).isTrue();
        assertThat(images.get(0).get("actualTime")).isEqualTo(images.get(0).get("requestedTime"));
        assertThat(ImageIO.read(folder.resolve("poster.png").toFile()).getWidth())
                .isEqualTo(160);
    }

    @Test
    void B11_cli_withoutCoverArtThereIsAnError() {
        Outcome outcome = Outcome.of("images", clip, "--out=" + folder, "--cover-art", "--json");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.error().get("code").textValue()).isEqualTo("NO_SOURCE_TRACK");
        assertThat(Outcome.parse(outcome.out()).get(0).get("file").isNull()).isTrue();
    }

    @Test
    void B11_cli_waysToChooseImagesExcludeEachOther() {
        for (Outcome outcome : List.of(
                Outcome.of("images", clip, "--out=" + folder, "--poster", "--cover-art"),
                Outcome.of("images", clip, "--out=" + folder, "--poster", "--at=1"),
                Outcome.of("images", clip, "--out=" + folder, "--cover-art", "--size=80x80"))) {
            assertThat(outcome.exitCode()).describedAs(outcome.err()).isEqualTo(ExitCode.USAGE);
        }
    }
}
