package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.PacketIndex;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.testing.BoxPatch;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** I8 in movies that show several stretches of their media. */
class EditedMovieTest {
    @TempDir
    Path folder;

    /** Written by another program, which puts the index last and counts milliseconds. */
    private Path clip(int bFrames) {
        Path file = folder.resolve("clip.mp4");
        Path source = Fixtures.clip("edits-" + bFrames + ".mp4", b -> b.size(new Size(320, 180))
                .frameRate(new Ratio(25, 1))
                .duration(MediaTime.seconds(3))
                .gop(10)
                .bFrames(bFrames)
                .audio(false));
        Programs.run("ffmpeg", List.of("-v", "error", "-i", source.toString(), "-c", "copy", file.toString()));
        return file;
    }

    @ParameterizedTest(name = "I8 {0} B-frames, {1} ms from {2} and {3} ms from {4}")
    @CsvSource({"0, 1000, 0, 500, 30000", "2, 500, 1200, 500, 20000", "2, 500, 20000, 500, 1200"})
    void I8_everyFrameOfSeveralEditsCanBeTakenInAnyOrder(
            int bFrames, int firstLength, int firstFrom, int nextLength, int nextFrom) {
        Path edited = BoxPatch.of(clip(bFrames))
                .edits(firstLength, firstFrom, nextLength, nextFrom)
                .to(folder.resolve("edited.mp4"));
        Asset asset = Asset.open(edited);
        PacketIndex index = asset.index(asset.videoTrack().orElseThrow());
        List<MediaTime> times = new ArrayList<>(
                IntStream.range(0, index.frameCount()).mapToObj(index::start).toList());
        assertThat(times).hasSizeGreaterThan(20);

        try (ImageGenerator images =
                ImageGenerator.builder(asset).maximumSize(160, 0).build()) {
            assertThat(images.images(times)).allMatch(ImageResult.Succeeded.class::isInstance);
            Collections.shuffle(times, new Random(8));
            assertThat(images.images(times)).allMatch(ImageResult.Succeeded.class::isInstance);
        }
    }

    @Test
    void I8_framesThatEditsBeginInsideOfAreShownAndEmptyEditsShowNone() {
        Path clip = clip(0);
        Path edited =
                BoxPatch.of(clip).edits(500, 128 * 25, 300, -1, 500, 128 * 110).to(folder.resolve("edited.mp4"));
        Asset asset = Asset.open(edited);

        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            // 12800 ticks a second: 0.25 s is inside of frame 6, 1.1 s inside of frame 27
            assertImage(images, "0", 6, "0");
            assertImage(images, "0.03", 7, "0.03");
            assertImage(images, "0.499", 18, "0.47");
            assertImage(images, "0.8", 27, "0.8");
            assertImage(images, "0.82", 28, "0.82");
            assertImage(images, "1.299", 39, "1.26");
            assertThatThrownBy(() -> images.image(MediaTime.parse("0.6")))
                    .isInstanceOfSatisfying(
                            MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_IMAGE_AT_TIME));
        }
        assertThat(asset.duration()).isEqualTo(MediaTime.of(13, 10));
    }

    private static void assertImage(ImageGenerator images, String time, long number, String start) {
        GeneratedImage image = images.image(MediaTime.parse(time));

        assertThat(Pictures.number(image)).isEqualTo(number);
        assertThat(image.actualTime()).isEqualTo(MediaTime.parse(start));
    }
}
