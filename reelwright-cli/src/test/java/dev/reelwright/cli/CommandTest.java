package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.asset.Asset;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
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

    // usage

    @ParameterizedTest
    @ValueSource(strings = {"", "export", "join", "images", "sheet", "info", "presets", "sample"})
    void cli_everyCommandHasHelp(String command) {
        Outcome help = command.isEmpty() ? Outcome.of("--help") : Outcome.of(command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: reelwright");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void cli_versionTellsWhatItRunsOn() {
        Outcome version = Outcome.of("--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("reelwright \\S+ \\(FFmpeg [^,]+, natives [^,]+, JDK [^,]+\\)\\R");
    }

    @Test
    void cli_wrongUsageExitsWith2AndSaysWhere() {
        for (Outcome outcome : List.of(
                Outcome.of(),
                Outcome.of("exprt"),
                Outcome.of("export", clip),
                Outcome.of("export", clip, "x.mp4", "--strat=1"),
                Outcome.of("export", clip, "x.mp4", "--start=00:00:12;10"),
                Outcome.of("export", clip, "x.mp4", "--end=1", "--duration=1"),
                Outcome.of("export", clip, "x.mp4", "--end=1", "--start=2"),
                Outcome.of("images", clip),
                Outcome.of("images", clip, "--out=" + folder, "--every=0"),
                Outcome.of("images", clip, "--out=" + folder, "--count=2", "--at=1"),
                Outcome.of("images", clip, "--out=" + folder, "--quality=101"),
                Outcome.of("images", clip, "--out=" + folder, "--dynamic-range=hdr"),
                Outcome.of("sample", folder.resolve("x.mp4"), "--rotation=45"))) {
            assertThat(outcome.exitCode()).describedAs(outcome.err()).isEqualTo(ExitCode.USAGE);
            assertThat(outcome.err()).startsWith("reelwright: error [USAGE]: ").contains("--help");
            assertThat(outcome.out()).isEmpty();
        }
    }

    @Test
    void cli_unknownPresetNamesTheNearestAndTheList() {
        Outcome outcome = Outcome.of("export", clip, folder.resolve("x.mp4"), "--preset=640x489");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("640x480").contains("`reelwright presets`");
    }

    @Test
    void cli_errorsAreJsonWhenJsonIsAskedFor() {
        assertThat(Outcome.of("export", clip, "x.mp4", "--json", "--preset=no")
                        .error()
                        .get("code")
                        .textValue())
                .isEqualTo("USAGE");

        Outcome missing = Outcome.of("info", folder.resolve("none.mp4"), "--json");

        assertThat(missing.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.error().get("code").textValue()).isEqualTo("SOURCE_NOT_READABLE");
        assertThat(missing.error().get("phase").textValue()).isEqualTo("open");
        assertThat(missing.error().has("detail")).isTrue();
    }

    // export

    @Test
    void cli_exportWritesAndTells() {
        Path output = folder.resolve("out.mp4");

        Outcome outcome = Outcome.of("export", clip, output, "--preset=low", "--start=0.5", "--duration=1s", "--json");

        JsonNode result = outcome.json();
        assertThat(outcome.err()).isEmpty();
        assertThat(output).isRegularFile();
        assertThat(result.get("output").textValue()).isEqualTo(output.toString());
        assertThat(result.get("fileType").textValue()).isEqualTo("mp4");
        assertThat(result.get("bytes").longValue()).isEqualTo(output.toFile().length());
        assertThat(seconds(result.get("duration"))).isBetween(0.95, 1.05);
        JsonNode video = result.get("tracks").get(0);
        assertThat(video.get("action").textValue()).isEqualTo("encode");
        assertThat(video.get("codec").textValue()).isEqualTo("h264");
        assertThat(video.get("width").intValue()).isEqualTo(160);
        assertThat(video.get("frames").intValue()).isBetween(29, 31);
        assertThat(video.get("bitRate").longValue()).isPositive();
        assertThat(result.get("optimizations").isArray()).isTrue();
        assertThat(result.get("warnings").isArray()).isTrue();
    }

    private static double seconds(JsonNode time) {
        return time.get("value").doubleValue() / time.get("timescale").doubleValue();
    }

    @Test
    void cli_exportTellsPeopleInWords() {
        Outcome outcome = Outcome.of("export", clip, folder.resolve("out.m4a"), "--preset=m4a");

        assertThat(outcome.exitCode()).describedAs(outcome.err()).isZero();
        assertThat(outcome.out()).contains("out.m4a: ").contains("encode").contains("drop");
    }

    @Test
    void cli_exportReportsProgressAsJsonLines() {
        Outcome outcome =
                Outcome.of("export", clip, folder.resolve("out.mp4"), "--preset=low", "--progress=json", "--json");

        List<JsonNode> ticks = outcome.err().lines().map(Outcome::parse).toList();
        assertThat(ticks).isNotEmpty().allSatisfy(tick -> assertThat(tick.has("etaSeconds"))
                .isTrue());
        assertThat(ticks.get(ticks.size() - 1).get("fraction").doubleValue()).isEqualTo(1);
        assertThat(outcome.json().has("tracks")).isTrue();
    }

    @Test
    void E23_estimateTellsTheSizeAndWritesNothing() throws IOException {
        Path output = folder.resolve("out.mp4");

        Outcome outcome = Outcome.of("export", clip, output, "--preset=low", "--estimate", "--json");
        Outcome words = Outcome.of("export", clip, output, "--preset=low", "--estimate");

        JsonNode estimate = outcome.json();
        assertThat(output).doesNotExist();
        assertThat(outcome.err()).isEmpty();
        assertThat(estimate.size()).isEqualTo(4);
        assertThat(estimate.get("maximumDuration").isNull()).isTrue();
        assertThat(words.out()).matches("about \\S+ kB \\(\\S+ kB to \\S+ kB\\), 0:02\\.000 long\\R");
        Outcome.of("export", clip, output, "--preset=low");
        assertThat(Files.size(output))
                .isBetween(estimate.get("low").longValue(), estimate.get("high").longValue());
    }

    @Test
    void E23_estimateAndPlanExcludeEachOther() {
        Outcome outcome = Outcome.of("export", clip, folder.resolve("out.mp4"), "--estimate", "--plan");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void cli_planTellsTheSameTracksAndWritesNothing() {
        Path output = folder.resolve("out.mp4");

        JsonNode plan = Outcome.of("export", clip, output, "--preset=640x480", "--plan", "--json")
                .json();
        Outcome words = Outcome.of("export", clip, output, "--preset=640x480", "--plan");

        assertThat(output).doesNotExist();
        assertThat(plan.get("tracks").get(0).get("action").textValue()).isEqualTo("encode");
        assertThat(plan.get("tracks").get(0).get("frames").isNull()).isTrue();
        assertThat(words.out()).startsWith("preset 640x480 to mp4");
    }

    @Test
    void cli_existingOutputIsKeptUnlessOverwritten() throws IOException {
        Path output = Files.writeString(folder.resolve("out.mp4"), "precious");

        Outcome refused = Outcome.of("export", clip, output, "--preset=low");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err())
                .startsWith("reelwright: error [FILE_ALREADY_EXISTS]: ")
                .contains("--overwrite");
        assertThat(output).hasContent("precious");
        assertThat(Outcome.of("export", clip, output, "--preset=low", "--overwrite")
                        .exitCode())
                .isZero();
        assertThat(Asset.open(output).videoTrack()).isPresent();
    }

    @Test
    void cli_outputThatDoesNotFitIsRefusedWithItsCode() {
        assertThat(Outcome.of("export", clip, folder.resolve("x.xyz")).err())
                .startsWith("reelwright: error [INVALID_OUTPUT_PATH_EXTENSION]: ");
        assertThat(Outcome.of("export", clip, folder.resolve("x.mov"), "--type=mp4")
                        .err())
                .startsWith("reelwright: error [INVALID_OUTPUT_PATH_EXTENSION]: ");
        Outcome pair = Outcome.of("export", clip, folder.resolve("x.mp4"), "--preset=m4a");
        assertThat(pair.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(pair.err())
                .startsWith("reelwright: error [UNSUPPORTED_FILE_TYPE]: ")
                .contains("m4a");
    }

    @Test
    void cli_cancelledExportExitsWith130AndLeavesNothing() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Cancellation cancellation = new Cancellation();
        cancellation.request();

        int exitCode = Main.run(
                new Shell(stream, stream, false, cancellation),
                "export",
                clip.toString(),
                folder.resolve("out.mp4").toString(),
                "--preset=640x480");

        assertThat(exitCode).isEqualTo(ExitCode.CANCELLED);
        assertThat(err.toString(StandardCharsets.UTF_8).strip()).isEqualTo("reelwright: cancelled");
        assertThat(filesIn(folder)).isEmpty();
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    // images

    @Test
    void cli_imagesAreWrittenInTheOrderAsked() throws IOException {
        JsonNode images = Outcome.of(
                        "images",
                        clip,
                        "--out=" + folder.resolve("{index}-{time}.png"),
                        "--at=1.5",
                        "--at=0.5",
                        "--json")
                .json();

        assertThat(filesIn(folder)).containsExactly(folder.resolve("0001-1.500.png"), folder.resolve("0002-0.500.png"));
        assertThat(ImageIO.read(folder.resolve("0001-1.500.png").toFile()).getWidth())
                .isEqualTo(160);
        assertThat(images).hasSize(2);
        assertThat(seconds(images.get(0).get("requestedTime"))).isEqualTo(1.5);
        assertThat(seconds(images.get(0).get("actualTime"))).isEqualTo(1.5);
        assertThat(images.get(0).get("width").intValue()).isEqualTo(160);
        assertThat(images.get(0).get("error").isNull()).isTrue();
    }

    @Test
    void cli_imagesGoIntoANewFolder() throws IOException {
        Path stills = folder.resolve("new/stills");

        Outcome outcome = Outcome.of("images", clip, "--out=" + stills, "--every=1", "--size=80x");

        assertThat(outcome.exitCode()).describedAs(outcome.err()).isZero();
        assertThat(filesIn(stills)).containsExactly(stills.resolve("image-0001.jpg"), stills.resolve("image-0002.jpg"));
        assertThat(outcome.out()).contains("80x45");
    }

    @Test
    void cli_countSpreadsImagesEvenly() {
        JsonNode images = Outcome.of("images", clip, "--out=" + folder, "--count=4", "--json")
                .json();

        assertThat(images).hasSize(4);
        assertThat(seconds(images.get(0).get("requestedTime"))).isEqualTo(0.25);
        assertThat(seconds(images.get(3).get("requestedTime"))).isEqualTo(1.75);
    }

    @Test
    void cli_oneFailedImageFailsTheCommandAndSparesTheOthers() throws IOException {
        Outcome outcome = Outcome.of("images", clip, "--out=" + folder, "--at=99", "--at=1", "--json");

        JsonNode images = Outcome.parse(outcome.out());
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(images.get(0).get("error").get("code").textValue()).isEqualTo("NO_IMAGE_AT_TIME");
        assertThat(images.get(0).get("file").isNull()).isTrue();
        assertThat(images.get(1).get("error").isNull()).isTrue();
        assertThat(outcome.error().get("code").textValue()).isEqualTo("NO_IMAGE_AT_TIME");
        assertThat(filesIn(folder)).containsExactly(folder.resolve("image-0002.jpg"));
    }

    @Test
    void cli_existingImagesAreKeptUnlessOverwritten() {
        assertThat(Outcome.of("images", clip, "--out=" + folder).exitCode()).isZero();

        assertThat(Outcome.of("images", clip, "--out=" + folder).err())
                .startsWith("reelwright: error [FILE_ALREADY_EXISTS]: ");
        assertThat(Outcome.of("images", clip, "--out=" + folder, "--overwrite").exitCode())
                .isZero();
    }

    @Test
    void I16_cli_dynamicRangeOfTheSourceIsKeptOnRequest() throws IOException {
        Path hlg = folder.resolve("hlg.mp4");
        SampleClip.builder()
                .size(new Size(160, 90))
                .duration(MediaTime.of(1, 5))
                .codec(SampleClip.Codec.HEVC)
                .hdr(SampleClip.Hdr.HLG)
                .build()
                .write(hlg);

        assertThat(Outcome.of("images", hlg, "--out=" + folder.resolve("plain.png"))
                        .exitCode())
                .isZero();
        assertThat(Outcome.of("images", hlg, "--out=" + folder.resolve("kept.png"), "--dynamic-range=source")
                        .exitCode())
                .isZero();

        assertThat(bitsOfARed(folder.resolve("plain.png"))).isEqualTo(8);
        assertThat(bitsOfARed(folder.resolve("kept.png"))).isEqualTo(16);
    }

    private static int bitsOfARed(Path picture) throws IOException {
        return ImageIO.read(picture.toFile()).getColorModel().getComponentSize(0);
    }

    @Test
    void cli_imageFormatMustMatchThePattern() {
        Outcome outcome = Outcome.of("images", clip, "--out=" + folder.resolve("{index}.png"), "--format=jpeg");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err()).contains("[INVALID_OUTPUT_PATH_EXTENSION]");
    }

    // the rest

    @Test
    void cli_sheetIsDrawn() throws IOException {
        Path sheet = folder.resolve("sheet.png");

        JsonNode result = Outcome.of(
                        "sheet", clip, sheet, "--count=4", "--columns=2", "--size=80x80", "--title=T", "--json")
                .json();

        assertThat(ImageIO.read(sheet.toFile()).getWidth())
                .isEqualTo(result.get("width").intValue());
        assertThat(Outcome.of("sheet", clip, sheet).err()).contains("[FILE_ALREADY_EXISTS]");
    }

    @Test
    void cli_infoTellsEverything() {
        JsonNode info = Outcome.of("info", clip, "--json", "--index").json();

        assertThat(seconds(info.get("duration"))).isBetween(2.0, 2.1);
        assertThat(info.get("container").isTextual()).isTrue();
        assertThat(info.get("metadata").isArray()).isTrue();
        JsonNode video = info.get("tracks").get(0);
        assertThat(video.get("mediaType").textValue()).isEqualTo("video");
        assertThat(video.get("codedSize").get("width").intValue()).isEqualTo(160);
        assertThat(video.get("packetIndex").get("frames").intValue()).isEqualTo(60);
        assertThat(video.fieldNames())
                .toIterable()
                .contains(
                        "id",
                        "index",
                        "enabled",
                        "language",
                        "alternateGroup",
                        "codec",
                        "profile",
                        "naturalSize",
                        "pixelAspect",
                        "rotation",
                        "mirrored",
                        "frameRate",
                        "color",
                        "hdr",
                        "bitDepth",
                        "alpha",
                        "timeRange",
                        "segments",
                        "bitRate",
                        "metadata");
    }

    @Test
    void cli_infoReadsWell() {
        Outcome info = Outcome.of("info", clip, "--index");

        assertThat(info.exitCode()).isZero();
        assertThat(info.out()).contains("duration").contains("160x90").contains("60 frames");
    }

    @Test
    void cli_infoTellsApertureAndShapeOfThePixels() throws IOException {
        byte[] film = Files.readAllBytes(clip);
        // in place of colr, pasp and btrt: pixels of 2:1 and a clean aperture of 140x80, 4 right of the middle
        ByteBuffer boxes =
                ByteBuffer.wrap(film).position(find(film, "colr") - 4).slice();
        assertThat(boxes.getInt(0) + boxes.getInt(19) + boxes.getInt(35)).isEqualTo(55);
        boxes.putInt(40).put("clap".getBytes(StandardCharsets.US_ASCII));
        boxes.putInt(140)
                .putInt(1)
                .putInt(80)
                .putInt(1)
                .putInt(4)
                .putInt(1)
                .putInt(0)
                .putInt(1);
        boxes.putInt(15).put("free".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer.wrap(film).putInt(find(film, "tkhd") + 80, 280 << 16).putInt(find(film, "tkhd") + 84, 80 << 16);
        Path file = Files.write(folder.resolve("clean.mp4"), film);

        JsonNode video = Outcome.of("info", file, "--json").json().get("tracks").get(0);
        String text = Outcome.of("info", file).out();

        assertThat(video.get("codedSize").toString()).isEqualTo("{\"width\":160,\"height\":90}");
        assertThat(video.get("cleanAperture").toString()).isEqualTo("{\"x\":14,\"y\":5,\"width\":140,\"height\":80}");
        assertThat(video.get("pixelAspect").toString()).isEqualTo("{\"numerator\":2,\"denominator\":1}");
        assertThat(video.get("naturalSize").toString()).isEqualTo("{\"width\":280,\"height\":80}");
        assertThat(text).contains("280x80 shown, 160x90 stored, pixels 2:1, clean aperture 140x80 at 14,5");
    }

    private static int find(byte[] film, String type) {
        return new String(film, StandardCharsets.ISO_8859_1).indexOf(type);
    }

    @Test
    void cli_presetsAreListedAndHeldAgainstAnInput() {
        JsonNode presets = Outcome.of("presets", clip, "--json").json();

        assertThat(presets).hasSizeGreaterThan(20).allSatisfy(p -> assertThat(p.has("fits"))
                .isTrue());
        assertThat(Outcome.of("presets").out())
                .contains("highest", "m4v-1080p", "libx264")
                .doesNotContain("mvhevc", "-alpha");
    }

    @Test
    void cli_presetsTellWhichFileTypesFitAndWhyTheOthersDoNot() {
        JsonNode presets = Outcome.of("presets", clip, "--json").json();
        JsonNode copy = null;
        for (JsonNode preset : presets) {
            copy = preset.get("name").textValue().equals("passthrough") ? preset : copy;
        }

        assertThat(copy.get("fits").booleanValue()).isTrue();
        assertThat(copy.get("compatibility"))
                .anySatisfy(answer -> {
                    assertThat(answer.get("fileType").textValue()).isEqualTo("mkv");
                    assertThat(answer.get("fits").booleanValue()).isTrue();
                })
                .anySatisfy(answer -> {
                    assertThat(answer.get("fileType").textValue()).isEqualTo("wav");
                    assertThat(answer.get("misfit").textValue()).contains("wav cannot hold aac");
                });
        assertThat(Outcome.of("presets", clip).out())
                .containsPattern("passthrough +copied .* yes, copied; not in webm, ogg, flac, mp3, wav")
                .contains("wav cannot hold aac");
    }

    @Test
    void cli_presetsListTheEncodersOfAllOfThem() {
        assertThat(Outcome.of("presets").out())
                .containsPattern("av1-1920x1080 .*(libaom-av1|libsvtav1)")
                .containsPattern("vp9-1920x1080 .*libvpx-vp9")
                .containsPattern("opus .*libopus")
                .contains("flac", "alac", "mp3", "wav");
    }

    @Test
    void D11_originalPresetNamesAreAccepted() {
        Outcome plan =
                Outcome.of("export", clip, folder.resolve("out.m4a"), "--plan", "--preset=AVAssetExportPresetAppleM4A");

        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).startsWith("preset m4a to m4a");
    }

    @Test
    void cli_sampleWritesAClip() {
        Path output = folder.resolve("sample.mp4");

        JsonNode result = Outcome.of(
                        "sample", output, "--size=96x64", "--rate=25", "--duration=400ms", "--gop=5", "--json")
                .json();

        assertThat(result.get("bytes").longValue()).isEqualTo(output.toFile().length());
        assertThat(Asset.open(output).videoTrack().orElseThrow().naturalSize()).isEqualTo(new Size(96, 64));
        assertThat(Outcome.of("sample", output).err()).contains("[FILE_ALREADY_EXISTS]");
    }
}
