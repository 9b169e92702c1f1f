package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.testing.Frames;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.FieldOrder;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E60 in interlaced pictures: each is two pictures of a clip at 50 a second, whose number tells which field is shown. */
class InterlacedExportTest {
    private static final int PICTURES = 20;

    @TempDir
    Path folder;

    private Path whole() {
        Path file = folder.resolve("whole.mp4");
        SampleClip.builder()
                .size(new Size(256, 144))
                .frameRate(new Ratio(50, 1))
                .duration(MediaTime.of(2 * PICTURES, 50))
                .audio(false)
                .overwrite(true)
                .build()
                .write(file);
        return file;
    }

    /** 25 interlaced pictures a second, of two of the clip each. */
    private Path interlaced(String name, boolean topFirst, String encoder, String... more) {
        Path file = folder.resolve(name);
        String filter = topFirst ? "tinterlace=interleave_top" : "tinterlace=interleave_bottom";
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y", "-i", whole().toString()));
        arguments.addAll(List.of("-vf", filter + ",setfield=" + (topFirst ? "tff" : "bff"), "-c:v", encoder));
        arguments.addAll(List.of("-flags", "+ildct+ilme", "-g", "10"));
        arguments.addAll(Arrays.asList(more));
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        return file;
    }

    private Path source(String coding, boolean topFirst) {
        return switch (coding) {
            case "h264" -> interlaced("h264.mp4", topFirst, "libx264", "-bf", "2");
            case "mpeg2" -> interlaced("mpeg2.ts", topFirst, "mpeg2video", "-q:v", "3");
            default -> interlaced("prores.mov", topFirst, "prores_ks");
        };
    }

    private static FieldOrder fieldOrder(Asset asset) {
        return ((FormatDescription.Video) asset.videoTrack().orElseThrow().format()).fieldOrder();
    }

    @ParameterizedTest(name = "E60 {0}, top field first: {1}")
    @CsvSource({"h264, true", "mpeg2, true", "prores, false"})
    void E60_interlacedPicturesBecomeWholeOnesAtTheTimesOfTheirFirstFields(String coding, boolean topFirst) {
        Asset asset = Asset.open(source(coding, topFirst));
        ExportSession session =
                ExportSession.builder(asset, ExportPreset.H264_640x480).build();

        ExportResult result = session.export(folder.resolve("out.mp4"));
        ExportResult part = session.toBuilder()
                .timeRange(TimeRange.between(MediaTime.parse("0.3"), MediaTime.parse("0.6")))
                .build()
                .export(folder.resolve("part.mp4"));

        assertThat(fieldOrder(asset).isInterlaced()).isTrue();
        List<Frames.Shown> wanted = LongStream.range(0, PICTURES)
                .mapToObj(n -> new Frames.Shown(n * 0.04, 2 * n))
                .toList();
        assertThat(rounded(Frames.of(result.output())))
                .isEqualTo(wanted.stream().map(InterlacedExportTest::text).toList());
        assertThat(Frames.of(part.output()).stream().map(Frames.Shown::number))
                .containsExactly(14L, 16L, 18L, 20L, 22L, 24L, 26L, 28L);
        assertThat(Probe.of(result.output()).frames("v:0"))
                .extracting(frame -> frame.get("interlaced_frame"))
                .containsOnly("0");
        assertThat(session.plan(FileType.MP4).explain()).contains("deinterlaced");
    }

    private static List<String> rounded(List<Frames.Shown> frames) {
        return frames.stream().map(InterlacedExportTest::text).toList();
    }

    private static String text(Frames.Shown frame) {
        return frame.number() + " at " + Math.round(frame.time() * 1e4) / 1e4;
    }

    @ParameterizedTest(name = "E60 {0} stays interlaced in {1}")
    @CsvSource({"h264, 640x480, mp4", "prores, prores-422, mov"})
    void E60_interlacedPicturesStaySoOnRequestAndAreMarked(String coding, String preset, String extension) {
        Asset asset = Asset.open(source(coding, true));
        ExportSession session = ExportSession.builder(
                        asset, ExportPreset.named(preset).orElseThrow())
                .deinterlace(Deinterlace.OFF)
                .build();

        ExportResult result = session.export(folder.resolve("out." + extension));

        assertThat(result.warnings()).isEmpty();
        List<Map<String, String>> frames = Probe.of(result.output()).frames("v:0");
        assertThat(frames).hasSize(PICTURES);
        assertThat(frames).extracting(frame -> frame.get("interlaced_frame")).containsOnly("1");
        assertThat(frames).extracting(frame -> frame.get("top_field_first")).containsOnly("1");
        assertThat(fieldOrder(Asset.open(result.output()))).isEqualTo(FieldOrder.TOP_FIRST);
    }

    @Test
    void E60_codingsThatCannotMarkInterlacedPicturesAreWarnedOf() {
        Asset asset = Asset.open(source("h264", true));

        ExportPlan plan = ExportSession.builder(asset, ExportPreset.HEVC_1920x1080)
                .deinterlace(Deinterlace.OFF)
                .build()
                .plan(FileType.MP4);

        assertThat(plan.warnings()).anySatisfy(warning -> assertThat(warning).contains("interlaced", "libx265"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"true, TOP_FIRST", "false, BOTTOM_FIRST"})
    void E60_assetsTellTheOrderOfFields(boolean topFirst, FieldOrder order) {
        assertThat(fieldOrder(Asset.open(source("prores", topFirst)))).isEqualTo(order);
        assertThat(fieldOrder(Asset.open(whole()))).isEqualTo(FieldOrder.PROGRESSIVE);
    }

    @Test
    void E60_picturesThatAreInterlacedMidwayAreDeinterlacedWhereTheyAre() throws IOException {
        Path interlaced = source("h264", true);
        Path progressive = folder.resolve("progressive.mp4");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        whole().toString(),
                        "-vf",
                        "select=not(mod(n\\,2)),setpts=N*0.04/TB",
                        "-r",
                        "25",
                        "-c:v",
                        "libx264",
                        "-bf",
                        "2",
                        progressive.toString()));
        Path list = Files.writeString(
                folder.resolve("list.txt"),
                "file '" + progressive + "'\nfile '" + interlaced + "'\nfile '" + progressive + "'\n");
        Path mixed = folder.resolve("mixed.ts");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-f",
                        "concat",
                        "-safe",
                        "0",
                        "-i",
                        list.toString(),
                        "-c",
                        "copy",
                        mixed.toString()));

        ExportResult result = ExportSession.builder(Asset.open(mixed), ExportPreset.H264_640x480)
                .build()
                .export(folder.resolve("out.mp4"));

        List<Frames.Shown> shown = Frames.of(result.output());
        assertThat(shown).hasSize(3 * PICTURES);
        assertThat(shown.subList(PICTURES, 2 * PICTURES).stream().map(Frames.Shown::number))
                .containsExactlyElementsOf(
                        LongStream.range(0, PICTURES).map(n -> 2 * n).boxed().toList());
    }
}
