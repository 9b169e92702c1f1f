package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.Rgb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outputs of SDR sources show the colours of the source, and their tags name what their pixels are. */
class ColorTagsTest {
    private static final double NO_SHIFT = 2.0;

    @TempDir
    Path folder;

    private Path painted(String size) {
        Path file = folder.resolve("painted-" + size + ".mov");
        Programs.run(
                "ffmpeg",
                List.of(("-v error -f lavfi -i smptehdbars=s=" + size + ":r=10:d=0.2 -vf "
                                + "scale=out_color_matrix=bt709:in_color_matrix=bt709,format=rgb24 -c:v png " + file)
                        .split(" ")));
        return file;
    }

    /** The picture in a coding, converted to it by this matrix and range, with tags that say so or say nothing. */
    private Path coded(Path painted, String coding, String conversion, String tags) {
        Path file = folder.resolve(coding.contains("qtrle") ? "source.mov" : "source.mkv");
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y", "-i", painted.toString()));
        arguments.addAll(List.of("-vf", conversion + ",setparams=" + tags));
        arguments.addAll(List.of(coding.split(" ")));
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        return file;
    }

    private static String conversion(String matrix, String range, String format) {
        return "scale=flags=bicubic+accurate_rnd+full_chroma_int:out_color_matrix=" + matrix + ":out_range=" + range
                + ",format=" + format;
    }

    private static String tags(String primaries, String transfer, String matrix, String range) {
        return "color_primaries=" + primaries + ":color_trc=" + transfer + ":colorspace=" + matrix + ":range=" + range;
    }

    private Map<String, String> export(Path source, Path painted) {
        Path output = folder.resolve("output.mp4");
        ExportSession.builder(Asset.open(source), ExportPreset.H264_640x480)
                .build()
                .export(output);

        assertThat(Rgb.of(output, folder).meanDifference(Rgb.of(painted, folder)))
                .isLessThan(NO_SHIFT);
        return Probe.of(output).stream("video");
    }

    @ParameterizedTest(name = "{0} {1}/{2}/{3}")
    @CsvSource({
        " 320x180, smpte170m, smpte170m, smpte170m",
        " 320x180, bt470bg, bt470bg, bt470bg",
        " 320x180, bt709, bt709, bt709",
        "1280x720, smpte170m, smpte170m, smpte170m",
        "1280x720, bt709, bt709, bt470bg",
        " 320x180, bt2020, bt2020-10, bt2020nc",
        " 320x180, smpte432, bt709, bt709",
    })
    void D8_taggedSourcesKeepTheirColorsAndTags(String size, String primaries, String transfer, String matrix) {
        Path painted = painted(size);
        String scalers = matrix.equals("bt2020nc") ? "bt2020" : matrix.equals("bt709") ? "bt709" : "bt601";
        Path source = coded(
                painted, "-c:v ffv1", conversion(scalers, "tv", "yuv420p"), tags(primaries, transfer, matrix, "tv"));

        Map<String, String> video = export(source, painted);

        assertThat(video)
                .containsEntry("color_primaries", primaries)
                .containsEntry("color_transfer", transfer)
                .containsEntry("color_space", matrix)
                .containsEntry("color_range", "tv")
                .containsEntry("pix_fmt", "yuv420p");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"1280x720, bt709, bt709, bt709", "320x180, bt601, smpte170m, smpte170m"})
    void D8_untaggedSourcesGetTheTagsThatPlayersTakeThemFor(
            String size, String scalers, String matrix, String transfer) {
        Path painted = painted(size);
        String unknown = tags("unknown", "unknown", "unknown", "unspecified");
        Path source = coded(painted, "-c:v ffv1", conversion(scalers, "tv", "yuv420p"), unknown);

        Map<String, String> video = export(source, painted);

        assertThat(video)
                .containsEntry("color_primaries", matrix)
                .containsEntry("color_transfer", transfer)
                .containsEntry("color_space", matrix)
                .containsEntry("color_range", "tv");
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource({
        "-c:v libx264 -crf 4, pc, yuvj420p, bt709",
        "-c:v mjpeg -q:v 2, pc, yuvj420p, bt470bg",
        "-c:v ffv1, tv, yuv420p10le, bt709",
        "-c:v ffv1, tv, yuv444p12le, bt709",
        "-c:v prores_ks -profile:v 2, tv, yuv422p10le, bt709",
        "-c:v png, pc, rgb24, gbr",
        "-c:v qtrle, pc, rgb24, gbr",
        "-c:v ffv1, pc, gbrp, gbr",
        "-c:v ffv1, pc, gbrp10le, gbr",
        "-c:v libx264rgb -crf 4, pc, rgb24, gbr",
    })
    void D8_everyKindOfSampleBecomesLimitedRangeWithTheSameColors(
            String coding, String range, String format, String matrix) {
        Path painted = painted("320x180");
        boolean rgb = matrix.equals("gbr");
        String scalers = matrix.equals("bt470bg") ? "bt601" : "bt709";
        String conversion = rgb ? "format=" + format : conversion(scalers, range, format);
        Path source = coded(painted, coding, conversion, tags("bt709", "bt709", matrix, range));

        Map<String, String> video = export(source, painted);

        assertThat(video)
                .containsEntry("color_space", rgb ? "bt709" : matrix)
                .containsEntry("color_primaries", "bt709")
                .containsEntry("color_transfer", "bt709")
                .containsEntry("color_range", "tv")
                .containsEntry("pix_fmt", "yuv420p");
    }
}
