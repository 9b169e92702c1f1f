package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.HdrMetadata.Chromaticity;
import dev.reelwright.video.HdrMetadata.ContentLight;
import dev.reelwright.video.HdrMetadata.MasteringDisplay;
import dev.reelwright.video.HdrMetadata.Primaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Static HDR metadata from source to output, in the bitstream and in the container. */
class HdrMetadataTest {
    private static final HdrMetadata WRITTEN = new HdrMetadata(
            new MasteringDisplay(
                    new Primaries(
                            new Chromaticity(34000, 16000),
                            new Chromaticity(13250, 34500),
                            new Chromaticity(7500, 3000),
                            new Chromaticity(15635, 16450)),
                    50,
                    10_000_000),
            new ContentLight(620, 180),
            0);

    @TempDir
    Path folder;

    /** HDR10 whose metadata is in the bitstream alone, in a container that has no room for it. */
    private Path hdr10() {
        Path file = folder.resolve("hdr10.ts");
        Programs.run(
                "ffmpeg",
                List.of(("-v error -f lavfi -i testsrc2=s=320x180:r=10:d=0.5 -pix_fmt yuv420p10le -c:v libx265 "
                                + "-preset ultrafast -x265-params log-level=none:repeat-headers=1:colorprim=bt2020:"
                                + "transfer=smpte2084:colormatrix=bt2020nc:max-cll=620,180:"
                                + "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50) "
                                + file)
                        .split(" ")));
        return file;
    }

    private static HdrMetadata hdr(Path file) {
        return ((FormatDescription.Video)
                        Asset.open(file).videoTrack().orElseThrow().format())
                .hdr();
    }

    private Path export(Path source, ExportPreset preset, String name) {
        return ExportSession.builder(Asset.open(source), preset)
                .build()
                .export(folder.resolve(name))
                .output();
    }

    private static String content(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    @Test
    void E52_metadataOfTheBitstreamIsAFactOfTheAsset() {
        assertThat(hdr(hdr10())).isEqualTo(WRITTEN);
    }

    @Test
    void E52_hevcCarriesMetadataInBitstreamAndContainer() throws IOException {
        Path output = export(hdr10(), ExportPreset.HEVC_1920x1080, "kept.mp4");

        for (Map<String, String> place : List.of(
                Probe.of(output).stream("video"), Probe.of(output).frames("v:0").get(0))) {
            assertThat(place)
                    .containsEntry("red_x", "34000/50000")
                    .containsEntry("green_y", "34500/50000")
                    .containsEntry("white_point_x", "15635/50000")
                    .containsEntry("max_luminance", "10000000/10000")
                    .containsEntry("min_luminance", "50/10000")
                    .containsEntry("max_content", "620")
                    .containsEntry("max_average", "180");
        }
        assertThat(content(output)).contains("mdcv", "clli");
        assertThat(hdr(output)).isEqualTo(WRITTEN);
    }

    @Test
    void E52_proResCarriesMetadataInTheContainer() throws IOException {
        Path output = export(hdr10(), ExportPreset.PRORES_422, "kept.mov");

        assertThat(content(output)).contains("mdcv", "clli");
        assertThat(hdr(output)).isEqualTo(WRITTEN);
    }

    @Test
    void E51_sdrSaysNothingOfHdr() throws IOException {
        Path output = export(hdr10(), ExportPreset.H264_640x480, "sdr.mp4");

        assertThat(Probe.of(output).stream("video")).doesNotContainKeys("max_content", "max_luminance");
        assertThat(Probe.of(output).frames("v:0").get(0)).doesNotContainKeys("max_content", "max_luminance");
        assertThat(content(output)).doesNotContain("mdcv", "clli");
        assertThat(hdr(output)).isEqualTo(HdrMetadata.NONE);
    }

    private static VideoSettings settings(ExportPlan plan) {
        return plan.tracks().stream()
                .filter(TrackPlan.EncodeVideo.class::isInstance)
                .map(t -> ((TrackPlan.EncodeVideo) t).settings())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void E51_E52_planTellsWhatBecomesOfHdr() {
        Asset asset = Asset.open(hdr10());

        VideoSettings kept = settings(ExportSession.builder(asset, ExportPreset.HEVC_1920x1080)
                .build()
                .plan(FileType.MP4));
        VideoSettings mapped = settings(
                ExportSession.builder(asset, ExportPreset.H264_640x480).build().plan(FileType.MP4));

        assertThat(kept.hdr()).isEqualTo(WRITTEN);
        assertThat(kept.peakLuminance()).isZero();
        assertThat(mapped.hdr()).isEqualTo(HdrMetadata.NONE);
        assertThat(mapped.peakLuminance()).isEqualTo(620);
    }

    @Test
    void E52_metadataOfRealFilesIsRead() {
        HdrMetadata boxes = hdr(Media.file("sample_with_colr_mdcv_and_clli.mp4"));
        HdrMetadata bitstream = hdr(Media.file("hdr10-video-with-sdr-container.mp4"));

        assertThat(boxes.contentLight()).isEqualTo(new ContentLight(1100, 180));
        assertThat(boxes.masteringDisplay()).isNotNull();
        assertThat(boxes.masteringDisplay().maxLuminance()).isEqualTo(10_000_000);
        assertThat(bitstream.contentLight()).isEqualTo(new ContentLight(1000, 200));
    }

    @Test
    void E52_dolbyVisionIsNotCarriedOverAndThePlanSaysSo() {
        Asset asset = Asset.open(Media.file("dolbyVision-hdr.MOV"));

        ExportSession session =
                ExportSession.builder(asset, ExportPreset.HEVC_1920x1080).build();

        assertThat(session.plan(FileType.MOV).warnings())
                .anySatisfy(w -> assertThat(w).contains("Dolby Vision (profile 8)"));
        Path output = session.toBuilder()
                .timeRange(TimeRange.of(MediaTime.ZERO, MediaTime.of(1, 20)))
                .build()
                .export(folder.resolve("hlg.mov"))
                .output();
        assertThat(Probe.of(output).stream("video"))
                .containsEntry("color_transfer", "arib-std-b67")
                .doesNotContainKey("dv_profile");
    }
}
