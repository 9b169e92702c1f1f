package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Frames;
import dev.reelwright.testing.Frames.Shown;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.Sound;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clips of 30 frames a second, whose frames tell their numbers, behind each other. */
class JoinTest {
    private static final double FRAME = 1 / 30.0;
    private static final Size SIZE = new Size(320, 180);

    @TempDir
    Path folder;

    private static Path clip(String extension, Codec codec, int bFrames, int gop, Size size) {
        String name = "join-" + codec.commandName() + bFrames + "-" + gop + "-" + size.width() + "." + extension;
        return Fixtures.clip(name, b -> b.size(size)
                .duration(MediaTime.seconds(2))
                .codec(codec)
                .gop(gop)
                .bFrames(bFrames));
    }

    private static TimeRange frames(Asset asset, int from, int to) {
        MediaTime zero = asset.videoTrack().orElseThrow().timeRange().start();
        return TimeRange.between(zero.plus(MediaTime.of(from, 30)), zero.plus(MediaTime.of(to, 30)));
    }

    @ParameterizedTest(name = "B3 {1} in {0}")
    @CsvSource({
        "mp4, H264, 3, AUTO",
        "mov, H264, 3, EDIT_LIST",
        "mp4, HEVC, 3, AUTO",
        "mp4, HEVC, 3, EDIT_LIST",
        "mkv, H264, 2, AUTO",
        "ts, H264, 2, AUTO",
        "webm, VP9, 0, AUTO",
        "mp4, AV1, 0, AUTO",
        "mov, PRORES, 0, AUTO",
    })
    void B3_partsOfAFileAreJoinedWithoutEncodingThem(String extension, Codec codec, int bFrames, TrimMode mode) {
        Asset source = Asset.open(clip(extension, codec, bFrames, 12, SIZE));

        ExportResult result = Join.builder()
                .add(source, frames(source, 30, 58))
                .add(source, frames(source, 5, 33))
                .add(source, frames(source, 12, 24))
                .trimMode(mode)
                .build()
                .export(folder.resolve("joined." + extension));

        assertThat(result.optimizations())
                .as("%s", result.optimizations())
                .anyMatch(o ->
                        o.name().equals("lossless-join") && o.outcome() == ExportResult.Optimization.Outcome.APPLIED);
        // FFmpeg's reader is late by a frame where an edit list goes on between sync samples
        requireFrames(
                mode == TrimMode.EDIT_LIST ? encoded(result.output()) : result.output(),
                numbers(30, 58, 5, 33, 12, 24));
        Set<String> sourcePackets = hashes(source.source().path().orElseThrow());
        Set<String> made = hashes(result.output());
        if (mode == TrimMode.EDIT_LIST || codec == Codec.PRORES) {
            assertThat(sourcePackets).containsAll(made);
        } else {
            made.retainAll(sourcePackets);
            assertThat(made).hasSizeGreaterThanOrEqualTo(24);
        }
    }

    @ParameterizedTest(name = "B3 {1} in {0}")
    @CsvSource({"mp4, H264", "mkv, H264", "mp4, HEVC", "ts, H264"})
    void B3_filesOfDifferentEncodersAreJoinedWithoutEncodingThem(String extension, Codec codec) {
        Asset first = Asset.open(clip(extension, codec, 3, 12, SIZE));
        Asset second = Asset.open(clip(extension, codec, 0, 30, SIZE));

        ExportResult result = Join.builder()
                .add(first, frames(first, 0, 60))
                .add(second, frames(second, 0, 60))
                .add(first, frames(first, 0, 60))
                .build()
                .export(folder.resolve("joined." + extension));

        assertThat(result.optimizations())
                .as("%s", result.optimizations())
                .anyMatch(o ->
                        o.name().equals("lossless-join") && o.outcome() == ExportResult.Optimization.Outcome.APPLIED);
        requireFrames(result.output(), numbers(0, 60, 0, 60, 0, 60));
    }

    @Test
    void B3_soundStaysWithItsPicturesOverTheJoints() {
        Asset source = Asset.open(clip("mp4", Codec.H264, 3, 12, SIZE));

        ExportResult result = Join.builder()
                .add(source, frames(source, 7, 40))
                .add(source, frames(source, 20, 53))
                .build()
                .export(folder.resolve("joined.mp4"));

        Asset joined = Asset.open(result.output());
        MediaTime length = MediaTime.of(66, 30);
        assertThat(joined.videoTrack().orElseThrow().timeRange().duration()).isEqualTo(length);
        assertThat(joined.audioTrack().orElseThrow().timeRange().duration()).isEqualTo(length);
        assertThat(result.duration()).isEqualTo(length);
        // the clip clicks at every second, which is frame 30
        int first = (30 - 7) * 1600;
        int second = (33 + 30 - 20) * 1600;
        Path samples = ExportSession.builder(joined, ExportPreset.WAV_AUDIO)
                .build()
                .export(folder.resolve("sound.wav"))
                .output();
        assertThat(Sound.of(samples).clicks())
                .satisfiesExactly(c -> assertThat(c).isCloseTo(first, within(64)), c -> assertThat(c)
                        .isCloseTo(second, within(64)));
        // FFmpeg's own reader plays whole packets from the second entry of an edit list on
        assertThat(Sound.of(result.output()).clicks())
                .satisfiesExactly(c -> assertThat(c).isCloseTo(first, within(64)), c -> assertThat(c)
                        .isCloseTo(second, within(1024)));
    }

    @Test
    void B3_picturesOfSmartCutsNeedOneEntryOfTheEditList() {
        Asset source = Asset.open(clip("mp4", Codec.H264, 3, 12, SIZE));

        ExportResult result = Join.builder()
                .add(source, frames(source, 7, 40))
                .add(source, frames(source, 20, 53))
                .build()
                .export(folder.resolve("joined.mp4"));

        assertThat(Asset.open(result.output()).videoTrack().orElseThrow().segments())
                .hasSize(1);
    }

    @Test
    void B3_clipsThatDifferAreEncodedAndThePlanSaysWhatDiffers() {
        Asset large = Asset.open(clip("mp4", Codec.H264, 3, 12, SIZE));
        Asset small = Asset.open(clip("mp4", Codec.H264, 3, 12, new Size(160, 90)));
        Join join = Join.builder()
                .add(large, frames(large, 3, 20))
                .add(small, frames(small, 30, 50))
                .build();

        JoinPlan plan = join.plan(FileType.MP4);
        ExportResult result = join.export(folder.resolve("joined.mp4"));

        assertThat(plan.isLossless()).isFalse();
        assertThat(plan.differences()).anySatisfy(w -> assertThat(w).contains("clip 2", "picture size", "160x90"));
        assertThat(plan.explain()).contains("clip 2", "ENCODE");
        requireFrames(result.output(), numbers(3, 20, 30, 50));
        assertThat(Asset.open(result.output()).videoTrack().orElseThrow().naturalSize())
                .isEqualTo(new Size(160, 90));
    }

    @Test
    void B3_tracksMeetInWhateverOrderFilesHaveThem() {
        Path usual = clip("mp4", Codec.H264, 3, 12, SIZE);
        Path turned = folder.resolve("turned.mp4");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        usual.toString(),
                        "-map",
                        "0:a",
                        "-map",
                        "0:v",
                        "-c",
                        "copy",
                        turned.toString()));

        ExportResult result = Join.builder()
                .add(Asset.open(usual))
                .add(Asset.open(turned))
                .build()
                .export(folder.resolve("joined.mp4"));

        requireFrames(result.output(), numbers(0, 60, 0, 60));
        assertThat(Sound.of(result.output()).clicks()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void B3_nothingIsNotJoined() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Join.builder().build())
                .withMessageContaining("add clips");
    }

    private static List<Long> numbers(int... ranges) {
        return IntStream.range(0, ranges.length / 2)
                .boxed()
                .flatMap(i -> IntStream.range(ranges[2 * i], ranges[2 * i + 1]).boxed())
                .map(Integer::longValue)
                .toList();
    }

    /** As this library reads it. */
    private Path encoded(Path file) {
        return ExportSession.builder(Asset.open(file), ExportPreset.PRORES_422)
                .build()
                .export(folder.resolve("encoded.mov"))
                .output();
    }

    private static void requireFrames(Path output, List<Long> numbers) {
        List<Shown> shown = Frames.of(output);
        double zero = output.toString().endsWith(".ts") ? shown.get(0).time() : 0;
        String all = shown.stream()
                .map(s -> String.format(Locale.ROOT, "%d@%.3f", s.number(), s.time()))
                .collect(Collectors.joining(" "));
        assertThat(shown).extracting(Shown::number).as(all).isEqualTo(numbers);
        for (int i = 0; i < shown.size(); i++) {
            assertThat(shown.get(i).time() - zero).as(all).isCloseTo(i * FRAME, within(0.0021));
        }
    }

    private static Set<String> hashes(Path file) {
        Set<String> hashes = new HashSet<>();
        Probe.of(file).packets("v:0").forEach(p -> hashes.add(p.get("data_hash")));
        return hashes;
    }
}
