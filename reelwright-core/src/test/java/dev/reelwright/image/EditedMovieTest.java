package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.PacketIndex;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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

    /** The clip with other edits: pairs of a length in movie ticks and a beginning in media ticks. */
    private Path edited(Path clip, int... edits) throws IOException {
        byte[] bytes = Files.readAllBytes(clip);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int elst = text.indexOf("elst") - 4;
        ByteBuffer old = ByteBuffer.wrap(bytes);
        int grown = 12 * (edits.length / 2 - old.getInt(elst + 12));
        assertThat(text.indexOf("mdat")).isLessThan(elst);
        ByteBuffer changed = ByteBuffer.allocate(bytes.length + grown);
        changed.put(bytes, 0, elst)
                .putInt(16 + 12 * edits.length / 2)
                .put(bytes, elst + 4, 8)
                .putInt(edits.length / 2);
        for (int i = 0; i < edits.length; i += 2) {
            changed.putInt(edits[i]).putInt(edits[i + 1]).putInt(1 << 16);
        }
        int rest = elst + old.getInt(elst);
        changed.put(bytes, rest, bytes.length - rest);
        for (String holder : List.of("moov", "trak", "edts")) {
            int at = text.lastIndexOf(holder, elst) - 4;
            changed.putInt(at, changed.getInt(at) + grown);
        }
        return Files.write(folder.resolve("edited.mp4"), changed.array());
    }

    @ParameterizedTest(name = "I8 {0} B-frames, {1} ms from {2} and {3} ms from {4}")
    @CsvSource({"0, 1000, 0, 500, 30000", "2, 500, 1200, 500, 20000", "2, 500, 20000, 500, 1200"})
    void I8_everyFrameOfSeveralEditsCanBeTakenInAnyOrder(
            int bFrames, int firstLength, int firstFrom, int nextLength, int nextFrom) throws IOException {
        Asset asset = Asset.open(edited(clip(bFrames), firstLength, firstFrom, nextLength, nextFrom));
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
}
