package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.PacketIndex;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** I3 where the file calls frames sync samples that are none, or knows nothing of those that are. */
class LyingFlagsTest {
    @TempDir
    Path folder;

    /** A clip of 50 frames, 25 a second, with a sync sample every 10. */
    private static Path honest(Codec codec, int bFrames) {
        return Fixtures.clip("honest-" + codec + "-" + bFrames + ".mp4", b -> b.size(new Size(320, 180))
                .frameRate(new Ratio(25, 1))
                .duration(MediaTime.seconds(2))
                .codec(codec)
                .gop(10)
                .bFrames(bFrames)
                .audio(false));
    }

    /** The clip with other sync samples in its table, as many as it has. */
    private Path lying(Path clip, int... numbers) throws IOException {
        byte[] bytes = Files.readAllBytes(clip);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("stss") + 8;
        ByteBuffer table = ByteBuffer.wrap(bytes);
        assertThat(table.getInt(at)).isEqualTo(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            table.putInt(at + 4 + 4 * i, numbers[i]);
        }
        return Files.write(folder.resolve("lying.mp4"), bytes);
    }

    @ParameterizedTest(name = "I3 {0}, {1} B-frames")
    @CsvSource({"H264, 0", "H264, 3", "HEVC, 0", "HEVC, 3", "MPEG4, 0", "VP9, 0", "AV1, 0"})
    void I3_samplesThatAreNoSyncSamplesAreFoundOutAndSurvived(Codec codec, int bFrames) throws IOException {
        Path file = lying(honest(codec, bFrames), 1, 6, 15, 24, 38);

        assertThat(wrong(file)).isEmpty();
    }

    @ParameterizedTest(name = "I3 {0}")
    @CsvSource({"H264, 0", "HEVC, 0"})
    void I3_syncSamplesThatTheFileDoesNotKnowOfCostTimeOnly(Codec codec, int bFrames) throws IOException {
        Path file = lying(honest(codec, bFrames), 1, 1, 1, 1, 1);
        Asset asset = Asset.open(file);
        PacketIndex index = asset.index(asset.videoTrack().orElseThrow());

        assertThat(wrong(file)).isEmpty();
        assertThat(index.frameCount()).isEqualTo(50);
    }

    private static List<String> wrong(Path file) {
        List<MediaTime> times = new ArrayList<>();
        for (int frame = 49; frame >= 0; frame--) {
            times.add(MediaTime.of(frame, 25));
        }
        List<String> wrong = new ArrayList<>();
        try (ImageGenerator images = ImageGenerator.builder(Asset.open(file)).build()) {
            images.images(times).forEach(result -> {
                long wanted = Math.round(result.requestedTime().toSeconds() * 25);
                if (!(result instanceof ImageResult.Succeeded succeeded)
                        || Pictures.number(succeeded.image()) != wanted) {
                    wrong.add(wanted + ": " + result);
                }
            });
        }
        return wrong;
    }
}
