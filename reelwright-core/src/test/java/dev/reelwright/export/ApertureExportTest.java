package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.testing.BoxPatch;
import dev.reelwright.testing.FramedClip;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.Rgb;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded exports show the clean aperture in square pixels, copied tracks keep what they say. */
@Timeout(60)
class ApertureExportTest {
    @TempDir
    Path folder;

    /** 320x240 with pixels of 4:3 and a clean aperture of 276x192 at (24, 14), red all around it. */
    private BoxPatch film() {
        Path film = FramedClip.film("mp4", new Size(320, 240), new Aperture(24, 14, 276, 192), "-vf setsar=4/3");
        return BoxPatch.of(film).clap(276, 192, 2, -10);
    }

    private Path remuxed(Path file, String name) {
        Path target = folder.resolve(name);
        Programs.run("ffmpeg", List.of("-v", "error", "-i", file.toString(), "-c", "copy", target.toString()));
        return target;
    }

    private Path export(Path source, ExportPreset preset, String name) {
        return ExportSession.builder(Asset.open(source), preset)
                .build()
                .export(folder.resolve(name))
                .output();
    }

    /** What the {@code ffmpeg} program shows of the first frame as it is stored. */
    private void assertStored(Path file, int width, int height, String corners) {
        Map<String, String> stream = Probe.of(file).stream("video");
        assertThat(stream).containsEntry("width", "" + width).containsEntry("height", "" + height);
        assertThat(stream.get("sample_aspect_ratio")).isIn("1:1", "N/A");
        assertThat(stream).doesNotContainKey("crop_left");
        Rgb shown = Rgb.of(file, folder, "-noautorotate");
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            int[] rgba = shown.at((i % width + 0.5) / width, (i / width + 0.5) / height);
            argb[i] = rgba[0] << 16 | rgba[1] << 8 | rgba[2];
        }
        assertThat(FramedClip.corners(width, height, argb)).isEqualTo(corners);
        assertThat(FramedClip.red(argb)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean.mp4", "clean.mov", "clean.mkv"})
    void I14_encodedExportShowsTheCleanApertureInSquarePixels(String name) {
        Path clean = film().to(folder.resolve("film-clap.mp4"));

        Path output = export(remuxed(clean, name), ExportPreset.HIGHEST_QUALITY, "out.mp4");

        assertStored(output, 368, 192, "BGWK");
    }

    @Test
    void I14_boxOfThePresetIsThatOfTheCleanAperture() {
        Path film = FramedClip.film("mp4", new Size(720, 480), new Aperture(8, 0, 704, 480), "-vf setsar=10/11");
        Path clean = BoxPatch.of(film).clap(704, 480, 0, 0).to(folder.resolve("dv-clap.mp4"));

        Path output = export(clean, ExportPreset.H264_640x480, "out.mov");

        assertStored(output, 640, 480, "BGWK");
    }

    @Test
    void I13_I14_turnedExportIsCutAndKeepsItsMatrix() {
        Path turned = film().matrix(0, 1, -1, 0).to(folder.resolve("turned.mp4"));

        Path output = export(turned, ExportPreset.HIGHEST_QUALITY, "out.mp4");

        assertStored(output, 368, 192, "BGWK");
        assertThat(Asset.open(output).videoTrack().orElseThrow().transform().degreesClockwise())
                .isEqualTo(90);
    }

    @ParameterizedTest
    @CsvSource({
        "h264, -bsf:v h264_metadata=crop_left=26:crop_right=14:crop_top=14:crop_bottom=26",
        "hevc, -c:v libx265 -x265-params log-level=error:qp=4 -tag:v hvc1"
                + " -bsf:v hevc_metadata=crop_left=26:crop_right=14:crop_top=14:crop_bottom=26",
    })
    void I14_croppingOfTheCodingIsExactInExports(String coding, String options) {
        Path source = FramedClip.film("mp4", new Size(320, 240), new Aperture(26, 14, 280, 200), options);
        ExportPreset preset = coding.equals("h264") ? ExportPreset.HEVC_HIGHEST_QUALITY : ExportPreset.HIGHEST_QUALITY;

        Path output = export(source, preset, "out.mov");

        assertStored(output, 280, 200, "BGWK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy.mp4", "copy.mov"})
    void E58_copiedTrackKeepsItsApertureAndShape(String name) {
        Path clean = film().to(folder.resolve("film-clap.mp4"));

        Path output = export(clean, ExportPreset.PASSTHROUGH, name);

        assertThat(Probe.of(output).stream("video"))
                .containsEntry("width", "320")
                .containsEntry("sample_aspect_ratio", "4:3")
                .containsEntry("crop_left", "24")
                .containsEntry("crop_right", "20")
                .containsEntry("crop_top", "14")
                .containsEntry("crop_bottom", "34");
        assertThat(Asset.open(output).videoTrack().orElseThrow().format())
                .isEqualTo(Asset.open(clean).videoTrack().orElseThrow().format());
    }
}
