package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.testing.Media;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of real files, which begin and end between their frames, against the pictures of the files themselves. */
class RealTrimTest {
    private static final MediaTime START = MediaTime.of(731, 1000);
    private static final MediaTime END = MediaTime.of(2093, 1000);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "B2 {0}")
    @CsvSource({
        "bbb_2500ms.ts, AUTO, smart-cut",
        "bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4, AUTO, smart-cut",
        "bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4, EDIT_LIST, edit-list",
        "bench/big-buck-bunny-480p-30s.mp4, AUTO, smart-cut",
        "bench/big-buck-bunny-480p-30s.mp4, EDIT_LIST, edit-list",
        "bench/car-detection.mp4, AUTO, smart-cut",
        "bench/car-detection.mp4, EDIT_LIST, edit-list",
        "cursed-vfr.mp4, AUTO, smart-cut",
        "edit_list_positive_shift.mp4, AUTO, smart-cut",
        "edit_list_positive_shift.mp4, EDIT_LIST, edit-list",
        "iibbibb_editlist_videoonly.mp4, AUTO, smart-cut",
        "iibbibb_editlist_videoonly.mp4, EDIT_LIST, edit-list",
        "internal_emulator_transformer_output_270_rotated.mp4, AUTO, smart-cut",
        "internal_emulator_transformer_output_270_rotated.mp4, EDIT_LIST, edit-list",
        "roadtrip-vp92-10bit.webm, AUTO, encode",
        "sample_with_increasing_timestamps_320w_240h.mp4, AUTO, smart-cut",
        "sample_with_increasing_timestamps_320w_240h.mp4, EDIT_LIST, edit-list",
    })
    void B2_partsOfRealFilesShowWhatTheFilesDo(String name, TrimMode mode, String action) {
        Path file = Media.file(name);
        FileType type = FileType.ofPath(file).orElseThrow();
        Asset source = Asset.open(file);

        ExportResult result = ExportSession.builder(source, ExportPreset.PASSTHROUGH)
                .timeRange(TimeRange.between(START, END))
                .trimMode(mode)
                .build()
                .export(folder.resolve("part." + type.commandName()));

        assertThat(result.tracks().get(0).plan().action())
                .as("%s", result.optimizations())
                .startsWith(action);
        // transport streams do not tell their rate
        if (!action.equals("encode") && type != FileType.TS) {
            SizeRange expected = result.plan().estimatedSize();
            assertThat(result.bytes()).isBetween(expected.low(), expected.high());
        }
        Asset part = Asset.open(result.output());
        assertThat(part.videoTrack().orElseThrow().timeRange().end().toSeconds())
                .isCloseTo(END.minus(START).toSeconds(), within(type == FileType.TS ? 0.07 : 0.0011));
        for (MediaTime time : List.of(MediaTime.of(311, 1000), MediaTime.of(700, 1000), MediaTime.of(1300, 1000))) {
            int[] wanted = pixels(source, START.plus(time));
            assertThat(difference(pixels(part, time), wanted)).as("at %s", time).isLessThan(4);
        }
    }

    private static int[] pixels(Asset asset, MediaTime time) {
        try (ImageGenerator images =
                ImageGenerator.builder(asset).maximumSize(160, 160).build()) {
            GeneratedImage image = images.image(time);
            return image.pixels();
        }
    }

    /** Mean difference of the pixels' green, of 255. */
    private static double difference(int[] one, int[] other) {
        assertThat(one).hasSameSizeAs(other);
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] >> 8 & 0xFF) - (other[i] >> 8 & 0xFF));
        }
        return sum / one.length;
    }
}
