package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.VideoSettings.Conversion;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.Rgb;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Transparency kept where it can be and laid over black elsewhere. The picture has three stripes: a half transparent red, an
 * opaque blue, and nothing at all, behind which a bright green hides.
 */
class AlphaTest {
    private static final int[] RED = {200, 80, 40};
    private static final int[] BLUE = {40, 120, 200};

    @TempDir
    Path folder;

    private Path stripes(String name, String coding, String filters) {
        Path file = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of("-v", "error"));
        for (String color : List.of("0xC85028@0.5", "0x2878C8@1", "0x00FF00@0")) {
            arguments.addAll(List.of("-f", "lavfi", "-i", "color=c=" + color + ":s=100x120:r=10:d=0.5,format=rgba"));
        }
        String tags = filters.isEmpty() ? "" : "," + filters;
        arguments.addAll(List.of("-filter_complex", "[0][1][2]hstack=3" + tags));
        arguments.addAll(List.of(coding.split(" ")));
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        return file;
    }

    private Path export(Path source, ExportPreset preset, String name) {
        return ExportSession.builder(Asset.open(source), preset)
                .build()
                .export(folder.resolve(name))
                .output();
    }

    private static void assertNear(int[] color, int[] expected, int tolerance) {
        for (int i = 0; i < 3; i++) {
            assertThat(color[i])
                    .as("component %d of %s", i, java.util.Arrays.toString(color))
                    .isBetween(expected[i] - tolerance, expected[i] + tolerance);
        }
    }

    private static int[] half(int[] color) {
        return new int[] {color[0] / 2, color[1] / 2, color[2] / 2};
    }

    @ParameterizedTest
    @CsvSource({
        "vp9.webm, -c:v libvpx-vp9 -pix_fmt yuva420p -b:v 4M",
        "vp8.webm, -c:v libvpx -pix_fmt yuva420p -auto-alt-ref 0 -b:v 4M",
        "prores.mov, -c:v prores_ks -profile:v 4 -pix_fmt yuva444p10le",
        "png.mov, -c:v png",
        "qtrle.mov, -c:v qtrle",
        "ffv1.mkv, -c:v ffv1 -pix_fmt gbrap10le",
    })
    void E54_transparencyIsLaidOverBlack(String name, String coding) {
        // codings without tags are taken for BT.601 at this size, which is what the conversion here makes
        Path source = stripes(name, coding, "");

        Path output = export(source, ExportPreset.H264_640x480, "flat.mp4");

        assertThat(((FormatDescription.Video)
                                Asset.open(source).videoTrack().orElseThrow().format())
                        .hasAlpha())
                .isTrue();
        assertThat(Probe.of(output).stream("video")).containsEntry("pix_fmt", "yuv420p");
        Rgb flat = Rgb.of(output, folder);
        assertNear(flat.at(1 / 6.0, 0.5), half(RED), 6);
        assertNear(flat.at(3 / 6.0, 0.5), BLUE, 6);
        assertNear(flat.at(5 / 6.0, 0.5), new int[3], 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hevc-1920x1080", "prores-422"})
    void E54_otherPresetsLayOverBlackToo(String preset) {
        Path source = stripes("png.mov", "-c:v png", "");

        Path output = export(source, ExportPreset.named(preset).orElseThrow(), "flat.mov");

        Rgb flat = Rgb.of(output, folder);
        assertNear(flat.at(1 / 6.0, 0.5), half(RED), 6);
        assertNear(flat.at(3 / 6.0, 0.5), BLUE, 6);
        assertNear(flat.at(5 / 6.0, 0.5), new int[3], 4);
    }

    @ParameterizedTest
    @CsvSource({
        "vp9.webm, -c:v libvpx-vp9 -pix_fmt yuva420p -b:v 4M",
        "prores.mov, -c:v prores_ks -profile:v 4 -pix_fmt yuva444p10le",
        "png.mov, -c:v png",
    })
    void E53_proRes4444KeepsTransparency(String name, String coding) {
        Path source = stripes(name, coding, "");

        Path output = export(source, ExportPreset.PRORES_4444, "kept.mov");

        Rgb kept = Rgb.of(output, folder);
        assertNear(kept.at(1 / 6.0, 0.5), RED, 6);
        assertThat(kept.at(1 / 6.0, 0.5)[3]).isBetween(125, 130);
        assertNear(kept.at(3 / 6.0, 0.5), BLUE, 6);
        assertThat(kept.at(3 / 6.0, 0.5)[3]).isEqualTo(255);
        assertThat(kept.at(5 / 6.0, 0.5)[3]).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hevc-highest-alpha", "hevc-1920x1080-alpha", "hevc-3840x2160-alpha"})
    void E53_hevcWithAlphaIsDeclaredUnsupportedWithTheReason(String name) {
        ExportPreset preset = ExportPreset.named(name).orElseThrow();
        ExportSession session =
                ExportSession.builder(Asset.open(Fixtures.small()), preset).build();

        assertThat(preset.unavailability())
                .hasValueSatisfying(why -> assertThat(why).contains("alpha layer"));
        assertThatThrownBy(() -> session.plan(FileType.MOV))
                .isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET))
                .hasMessageContaining(name)
                .hasMessageContaining("alpha layer");
    }

    @Test
    void E54_sourcesWithoutTransparencyPayNothing() {
        ExportPlan plan = ExportSession.builder(Asset.open(Fixtures.small()), ExportPreset.H264_640x480)
                .build()
                .plan(FileType.MP4);

        assertThat(plan.tracks())
                .filteredOn(TrackPlan.EncodeVideo.class::isInstance)
                .singleElement()
                .satisfies(
                        t -> assertThat(((TrackPlan.EncodeVideo) t).settings().conversion())
                                .isEqualTo(Conversion.NONE));
    }

    private Path hlgStripes() {
        // three quarters of the signal is graphics white; here the colours are read as HLG whatever they were
        return stripes(
                "hlg.mov",
                "-c:v prores_ks -profile:v 4 -pix_fmt yuva444p10le",
                "colorchannelmixer=rr=0:rg=0:rb=0:gg=0:bb=0:ra=0.75:ga=0.75:ba=0.75,"
                        + "lutrgb=r=191:g=191:b=191,"
                        + "scale=out_color_matrix=bt2020:out_range=tv,format=yuva444p10le,"
                        + "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc:range=tv");
    }

    @Test
    void E51_E54_transparencyOfHdrIsLaidOverBlackAfterToneMapping() {
        Path source = hlgStripes();

        Path output = export(source, ExportPreset.H264_640x480, "flat.mp4");

        Rgb flat = Rgb.of(output, folder);
        int white = flat.at(3 / 6.0, 0.5)[1];
        assertThat(white).isBetween(222, 240);
        assertNear(flat.at(1 / 6.0, 0.5), half(new int[] {white, white, white}), 5);
        assertNear(flat.at(5 / 6.0, 0.5), new int[3], 4);
        assertThat(Probe.of(output).stream("video")).containsEntry("color_transfer", "bt709");
    }

    @Test
    void E52_E54_hdrIsKeptWhereTransparencyIsNot() {
        Path source = hlgStripes();

        Path output = export(source, ExportPreset.HEVC_1920x1080, "flat.mov");

        Rgb flat = Rgb.of(output, folder);
        assertNear(flat.at(1 / 6.0, 0.5), new int[] {96, 96, 96}, 5);
        assertNear(flat.at(3 / 6.0, 0.5), new int[] {191, 191, 191}, 5);
        assertThat(Probe.of(output).stream("video"))
                .containsEntry("color_transfer", "arib-std-b67")
                .containsEntry("pix_fmt", "yuv420p10le");
    }

    @Test
    void I15_imagesOfTransparentHdrKeepTheirTransparency() {
        try (ImageGenerator images =
                ImageGenerator.builder(Asset.open(hlgStripes())).build()) {
            int[] pixels = images.image(MediaTime.ZERO).pixels();

            assertThat(pixels[60 * 300 + 50] >>> 24).isBetween(126, 129);
            assertThat(pixels[60 * 300 + 50] >> 8 & 255).isBetween(222, 240);
            assertThat(pixels[60 * 300 + 150] >>> 24).isEqualTo(255);
        }
    }

    @Test
    void E54_realTransparentWebmIsLaidOverBlack() {
        Asset asset = Asset.open(Media.file("transparency.webm"));

        Path output = ExportSession.builder(asset, ExportPreset.LOW_QUALITY)
                .timeRange(TimeRange.of(MediaTime.ZERO, MediaTime.of(1, 10)))
                .build()
                .export(folder.resolve("flat.mp4"))
                .output();

        Rgb flat = Rgb.of(output, folder);
        Rgb source = Rgb.of(asset.source().path().orElseThrow(), folder, "-c:v", "libvpx-vp9");
        double sum = 0;
        for (int i = 0; i < 400; i++) {
            int[] shown = flat.at((i % 20 + 0.5) / 20, (i / 20 + 0.5) / 20);
            int[] layer = source.at((i % 20 + 0.5) / 20, (i / 20 + 0.5) / 20);
            sum += Math.abs(shown[1] - layer[1] * layer[3] / 255.0);
        }
        assertThat(sum / 400).isLessThan(8);
    }
}
