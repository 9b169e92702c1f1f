package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.testing.BarCodeReader;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** High dynamic range in presets that cannot hold it and in those that can. */
class ColorTest {
    @TempDir
    Path folder;

    private static Path clip(SampleClip.Hdr hdr) {
        return Fixtures.clip(hdr.commandName() + ".mov", b -> b.size(new Size(640, 360))
                .duration(MediaTime.seconds(1))
                .codec(SampleClip.Codec.HEVC)
                .hdr(hdr));
    }

    private Path export(Path source, ExportPreset preset, String name) {
        return ExportSession.builder(Asset.open(source), preset)
                .build()
                .export(folder.resolve(name))
                .output();
    }

    private BufferedImage firstFrame(Path file) throws IOException {
        Path picture = folder.resolve(file.getFileName() + ".png");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        file.toString(),
                        "-frames:v",
                        "1",
                        "-pix_fmt",
                        "rgb24",
                        picture.toString()));
        return ImageIO.read(picture.toFile());
    }

    @ParameterizedTest
    @EnumSource(names = {"HLG", "PQ"})
    void E51_highDynamicRangeIsToneMappedAndRelabelledForH264(SampleClip.Hdr hdr) throws IOException {
        Path output = export(clip(hdr), ExportPreset.H264_640x480, "sdr.mp4");

        assertThat(Probe.of(output).stream("video"))
                .containsEntry("pix_fmt", "yuv420p")
                .containsEntry("color_transfer", "bt709")
                .containsEntry("color_primaries", "bt709")
                .containsEntry("color_space", "bt709")
                .containsEntry("color_range", "tv");
        BufferedImage mapped = firstFrame(output);
        BufferedImage reference = firstFrame(Fixtures.clip(
                "sdr.mov",
                b -> b.size(new Size(640, 360)).duration(MediaTime.seconds(1)).codec(SampleClip.Codec.HEVC)));
        assertThat(BarCodeReader.read(mapped)).isZero();
        assertThat(brightness(mapped)).isCloseTo(brightness(reference), within(16.0));
    }

    private static double brightness(BufferedImage image) {
        double sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                sum += 0.2126 * (rgb >> 16 & 255) + 0.7152 * (rgb >> 8 & 255) + 0.0722 * (rgb & 255);
            }
        }
        return sum / image.getWidth() / image.getHeight();
    }

    @ParameterizedTest
    @EnumSource(names = {"HLG", "PQ"})
    void E52_highDynamicRangeIsKeptByHevcAndProRes(SampleClip.Hdr hdr) {
        Map<String, String> source = Probe.of(clip(hdr)).stream("video");

        for (ExportPreset preset : List.of(ExportPreset.HEVC_1920x1080, ExportPreset.PRORES_422)) {
            Map<String, String> video = Probe.of(export(clip(hdr), preset, preset.name() + ".mov")).stream("video");
            assertThat(video.get("pix_fmt")).endsWith("10le");
            for (String tag : List.of("color_transfer", "color_primaries", "color_space")) {
                assertThat(video).containsEntry(tag, source.get(tag));
            }
        }
    }
}
