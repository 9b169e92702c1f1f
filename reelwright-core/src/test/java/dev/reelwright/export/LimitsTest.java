package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportResult.Ending;
import dev.reelwright.export.ExportResult.Optimization;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Frames;
import dev.reelwright.testing.Probe;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Size limits, sizes to fit, speed, passes and parts side by side, folders for temporary files. */
class LimitsTest {
    @TempDir
    Path folder;

    private static ExportSession.Builder session(Path source, ExportPreset preset) {
        return ExportSession.builder(Asset.open(source), preset);
    }

    private static Optimization optimization(ExportResult result, String name) {
        return result.optimizations().stream()
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void assertAllFramesFrom(Path output, long first, int count) {
        assertThat(Frames.of(output).stream().map(Frames.Shown::number))
                .containsExactlyElementsOf(
                        LongStream.range(first, first + count).boxed().toList());
    }

    @ParameterizedTest(name = "E21 {0} % of the full size, {1}")
    @CsvSource({"30, mp4", "70, mov", "5, mp4"})
    void E21_outputNeverExceedsTheLimitAndItsTracksEndTogether(int percent, String type) throws IOException {
        ExportSession whole = session(Fixtures.standard(), ExportPreset.H264_640x480)
                .parallelizedExport(false)
                .build();
        long full = whole.export(folder.resolve("full." + type)).bytes();
        long limit = full * percent / 100;

        ExportResult result =
                whole.toBuilder().fileLengthLimit(limit).build().export(folder.resolve("limited." + type));

        long bytes = Files.size(result.output());
        assertThat(bytes).isLessThanOrEqualTo(limit);
        assertThat(bytes).as("not wastefully short of %d", limit).isGreaterThan(limit / 2);
        assertThat(result.ending()).isEqualTo(Ending.LENGTH_LIMIT);
        Probe probe = Probe.of(result.output());
        assertThat(probe.duration("video")).isLessThan(10);
        assertThat(probe.duration("audio")).isCloseTo(probe.duration("video"), within(0.0005));
        assertThat(result.duration().toSeconds()).isCloseTo(probe.duration("video"), within(0.0005));
        assertAllFramesFrom(result.output(), 0, (int) Math.round(probe.duration("video") * 30));
    }

    @Test
    void E21_limitHoldsWherePartsAreEncodedSideBySide() throws IOException {
        ExportSession session =
                session(Fixtures.standard(), ExportPreset.H264_640x480).build();
        long full = session.export(folder.resolve("full.mp4")).bytes();

        ExportResult result =
                session.toBuilder().fileLengthLimit(full / 2).build().export(folder.resolve("half.mp4"));

        assertThat(Files.size(result.output())).isBetween(full / 4, full / 2);
        Probe probe = Probe.of(result.output());
        assertThat(probe.duration("audio")).isCloseTo(probe.duration("video"), within(0.0005));
        assertAllFramesFrom(result.output(), 0, (int) Math.round(probe.duration("video") * 30));
    }

    @Test
    void E21_limitHoldsWithTheIndexFirst() throws IOException {
        ExportSession session = session(Fixtures.standard(), ExportPreset.H264_640x480)
                .optimizeForNetworkUse(true)
                .build();
        long full = session.export(folder.resolve("full.mp4")).bytes();

        ExportResult result =
                session.toBuilder().fileLengthLimit(full / 3).build().export(folder.resolve("third.mp4"));

        assertThat(Files.size(result.output())).isBetween(full / 6, full / 3);
        assertThat(result.ending()).isEqualTo(Ending.LENGTH_LIMIT);
    }

    @Test
    void E12_cuesOfMatroskaFilesComeFirst() {
        ExportResult result =
                session(Fixtures.small(), ExportPreset.H264_640x480).build().export(folder.resolve("plain.mp4"));
        ExportResult first = session(result.output(), ExportPreset.PASSTHROUGH)
                .optimizeForNetworkUse(true)
                .build()
                .export(folder.resolve("first.mkv"));

        assertThat(optimization(first, "network-optimized").outcome()).isEqualTo(Optimization.Outcome.APPLIED);
        assertThat(Frames.of(first.output()).stream().map(Frames.Shown::number).toList())
                .isEqualTo(Frames.of(result.output()).stream()
                        .map(Frames.Shown::number)
                        .toList());
    }

    @Test
    void E21_limitAboveTheFullSizeChangesNothing() {
        ExportSession session =
                session(Fixtures.small(), ExportPreset.H264_640x480).build();
        ExportResult full = session.export(folder.resolve("full.mp4"));

        ExportResult result =
                session.toBuilder().fileLengthLimit(full.bytes() * 2).build().export(folder.resolve("limited.mp4"));

        assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(result.duration()).isEqualTo(full.duration());
    }

    @Test
    void E21_limitHoldsForCopiedTracksAndForSoundAlone() throws IOException {
        long source = Files.size(Fixtures.standard());
        ExportResult copied = session(Fixtures.standard(), ExportPreset.PASSTHROUGH)
                .fileLengthLimit(source / 2)
                .build()
                .export(folder.resolve("copied.mp4"));
        ExportResult sound = session(Fixtures.standard(), ExportPreset.M4A_AUDIO)
                .fileLengthLimit(30_000)
                .build()
                .export(folder.resolve("sound.m4a"));

        assertThat(Files.size(copied.output())).isBetween(1000L, source / 2);
        assertThat(copied.ending()).isEqualTo(Ending.LENGTH_LIMIT);
        assertThat(Probe.of(copied.output()).duration("audio"))
                .isCloseTo(Probe.of(copied.output()).duration("video"), within(0.03));
        assertThat(Files.size(sound.output())).isBetween(20_000L, 30_000L);
    }

    @Test
    void E21_limitThatHoldsNothingFailsAndSaysSo() throws IOException {
        ExportSession session = session(Fixtures.small(), ExportPreset.H264_640x480)
                .fileLengthLimit(2000)
                .build();

        assertThatThrownBy(() -> session.export(folder.resolve("none.mp4")))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_FIT));
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest(name = "B4 {0} % of the unconstrained size")
    @ValueSource(ints = {80, 40, 17})
    void B4_allOfItFitsAndFillsAtLeast97Percent(int percent) throws IOException {
        ExportSession session =
                session(Fixtures.standard(), ExportPreset.H264_640x480).build();
        long full = session.export(folder.resolve("full.mp4")).bytes();
        long size = full * percent / 100;

        ExportResult result = session.toBuilder().fit(size).build().export(folder.resolve("fitted.mp4"));

        assertThat(Files.size(result.output())).isBetween(size * 97 / 100, size);
        assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
        Probe probe = Probe.of(result.output());
        assertThat(probe.duration("video")).isCloseTo(10, within(1e-4));
        assertThat(probe.duration("audio")).isCloseTo(10, within(1e-4));
        assertThat(probe.stream("video").get("nb_read_frames")).isEqualTo("300");
    }

    @Test
    void B4_soundAloneFits() throws IOException {
        ExportResult result = session(Fixtures.standard(), ExportPreset.M4A_AUDIO)
                .fit(50_000)
                .build()
                .export(folder.resolve("fitted.m4a"));

        assertThat(Files.size(result.output())).isLessThanOrEqualTo(50_000);
        assertThat(Probe.of(result.output()).duration("audio")).isCloseTo(10, within(1e-4));
    }

    @Test
    void B4_whatCannotFitFailsWithTheWayOut() throws IOException {
        ExportSession tooSmall = session(Fixtures.standard(), ExportPreset.H264_640x480)
                .fit(20_000)
                .build();

        assertThatThrownBy(() -> tooSmall.plan(FileType.MP4))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_FIT))
                .hasMessageContaining("Allow at least");
        assertThatThrownBy(() -> session(Fixtures.standard(), ExportPreset.PASSTHROUGH)
                        .fit(20_000)
                        .build()
                        .plan(FileType.MP4))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("carries tracks over");
        assertThat(left()).isEmpty();
    }

    @Test
    void B5_finishedEarlyTheFileIsValidAndItsTracksEndTogether() {
        Path source = Fixtures.standard();
        for (boolean parallel : new boolean[] {false, true}) {
            ExportSession session = session(source, ExportPreset.H264_640x480)
                    .parallelizedExport(parallel)
                    .build();
            Path output = folder.resolve("early-" + parallel + ".mp4");
            try (Export export = session.start(output)) {
                awaitSomeWork(export);

                export.finishEarly();
                ExportResult result = export.result().toCompletableFuture().join();

                assertThat(result.ending()).isEqualTo(Ending.FINISHED_EARLY);
                Probe probe = Probe.of(output);
                assertThat(probe.duration("audio")).isCloseTo(probe.duration("video"), within(0.0005));
                assertThat(result.duration().toSeconds()).isCloseTo(probe.duration("video"), within(0.0005));
                int frames = Integer.parseInt(probe.stream("video").get("nb_read_frames"));
                assertThat(frames).isEqualTo((int) Math.ceil(probe.duration("video") * 30 - 1e-3));
                assertAllFramesFrom(output, 0, frames);
            }
        }
    }

    private static void awaitSomeWork(Export export) {
        while (export.state() instanceof ExportState.Exporting e
                ? e.fraction() < 0.1
                : !export.state().isTerminal()) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest(name = "B21 {0} times as fast")
    @ValueSource(doubles = {2, 0.5, 1.25})
    void B21_speedChangesTheTimesOfFramesAndTheLengthOfSound(double factor) {
        ExportResult result = session(Fixtures.standard(), ExportPreset.H264_640x480)
                .timeRange(TimeRange.between(MediaTime.seconds(2), MediaTime.seconds(5)))
                .speed(factor)
                .build()
                .export(folder.resolve("fast.mp4"));

        List<Frames.Shown> frames = Frames.of(result.output());
        assertThat(frames.stream().map(Frames.Shown::number))
                .containsExactlyElementsOf(LongStream.range(60, 150).boxed().toList());
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i).time()).isCloseTo(i / 30.0 / factor, within(1e-4));
        }
        Probe probe = Probe.of(result.output());
        assertThat(probe.duration("video")).isCloseTo(3 / factor, within(1e-4));
        assertThat(probe.duration("audio")).isCloseTo(3 / factor, within(1e-4));
        assertThat(result.plan().duration().toSeconds()).isCloseTo(3 / factor, within(1e-9));
    }

    @Test
    void B21_speedIsRefusedWhereTracksAreCarriedOverAndOutOfRange() {
        assertThatThrownBy(() -> session(Fixtures.small(), ExportPreset.PASSTHROUGH)
                        .speed(2)
                        .build()
                        .plan(FileType.MP4))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("cannot change their speed");
        assertThatThrownBy(() ->
                        session(Fixtures.small(), ExportPreset.H264_640x480).speed(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void E17_partsSideBySideGiveTheSameTimesAsOneAfterTheOther() {
        ExportSession session = session(Fixtures.standard(), ExportPreset.H264_640x480)
                .timeRange(TimeRange.between(MediaTime.of(1, 5), MediaTime.seconds(10)))
                .build();
        // the range is a little too short to be divided, the whole is not
        ExportSession whole = session.toBuilder().timeRange(TimeRange.ALL).build();

        ExportResult parallel = whole.export(folder.resolve("parallel.mp4"));
        ExportResult serial =
                whole.toBuilder().parallelizedExport(false).build().export(folder.resolve("serial.mp4"));

        assertThat(optimization(parallel, "parallel").outcome()).isEqualTo(Optimization.Outcome.APPLIED);
        assertThat(optimization(serial, "parallel").outcome()).isEqualTo(Optimization.Outcome.NOT_APPLIED);
        assertThat(optimization(serial, "parallel").reason()).isEqualTo("not allowed");
        assertThat(times(parallel.output(), "v:0")).isEqualTo(times(serial.output(), "v:0"));
        assertThat(times(parallel.output(), "a:0")).isEqualTo(times(serial.output(), "a:0"));
        assertAllFramesFrom(parallel.output(), 0, 300);
        assertThat(session.plan(FileType.MP4).execution().lanes()).isEqualTo(1);
    }

    private static List<String> times(Path file, String stream) {
        List<String> times = new java.util.ArrayList<>();
        for (var packet : Probe.of(file).packets(stream)) {
            times.add(packet.get("duration"));
        }
        List<String> shown = Probe.of(file).packets(stream).stream()
                .map(p -> p.get("pts"))
                .sorted()
                .toList();
        List<String> decoded =
                Probe.of(file).packets(stream).stream().map(p -> p.get("dts")).toList();
        times.addAll(shown);
        times.addAll(decoded);
        return times;
    }

    @Test
    void E17_variableFrameRateAndRangesSurviveTheSeams() {
        Path source = Fixtures.clip("vfr-long.mp4", b -> b.size(new dev.reelwright.video.Size(320, 180))
                .duration(MediaTime.seconds(14))
                .gop(30)
                .variableFrameRate(true));
        ExportSession session = session(source, ExportPreset.H264_640x480)
                .timeRange(TimeRange.between(MediaTime.of(13, 10), MediaTime.of(135, 10)))
                .build();

        ExportResult parallel = session.export(folder.resolve("parallel.mp4"));
        ExportResult serial =
                session.toBuilder().parallelizedExport(false).build().export(folder.resolve("serial.mp4"));

        assertThat(optimization(parallel, "parallel").outcome()).isEqualTo(Optimization.Outcome.APPLIED);
        List<Frames.Shown> expected = Frames.of(serial.output());
        assertThat(Frames.of(parallel.output())).isEqualTo(expected);
        assertThat(Probe.of(parallel.output()).duration("video")).isCloseTo(12.2, within(1e-4));
    }

    @ParameterizedTest(name = "E17 encoded by {0} into {1}")
    @CsvSource({"hevc-1920x1080, mp4", "vp9-1920x1080, webm", "av1-1920x1080, mkv"})
    void E17_everyCodingThatIsDividedIsJoinedWithoutLoss(String preset, String type) {
        Path source = Fixtures.clip("joined.mp4", b -> b.size(new dev.reelwright.video.Size(128, 72))
                .duration(MediaTime.seconds(10))
                .gop(40));

        ExportResult parallel = session(source, ExportPreset.named(preset).orElseThrow())
                .build()
                .export(folder.resolve("out." + type));

        assertThat(optimization(parallel, "parallel"))
                .isEqualTo(new Optimization(
                        "parallel",
                        Optimization.Outcome.APPLIED,
                        parallel.plan().execution().reason()));
        assertThat(Probe.of(parallel.output()).stream("video").get("nb_read_frames"))
                .isEqualTo("300");
        assertAllFramesFrom(parallel.output(), 0, 300);
    }

    @ParameterizedTest(name = "E17 {0}")
    @ValueSource(strings = {"open-long.mkv", "open-long.mp4", "hevc-open-long.mp4"})
    void E17_openGroupsOfPicturesSurviveTheSeams(String name) {
        Path source = Fixtures.clip(name, b -> b.size(new dev.reelwright.video.Size(192, 108))
                .duration(MediaTime.seconds(12))
                .codec(
                        name.startsWith("hevc")
                                ? dev.reelwright.sample.SampleClip.Codec.HEVC
                                : dev.reelwright.sample.SampleClip.Codec.H264)
                .gop(47)
                .openGop(true));

        ExportResult parallel =
                session(source, ExportPreset.H264_640x480).build().export(folder.resolve("out.mp4"));

        assertThat(optimization(parallel, "parallel").outcome()).isEqualTo(Optimization.Outcome.APPLIED);
        assertAllFramesFrom(parallel.output(), 0, 360);
        assertThat(Probe.of(parallel.output()).duration("video")).isCloseTo(12, within(1e-4));
    }

    @Test
    void E62_exportThatStandsStillFailsAndLeavesNothing() throws IOException {
        ExportSession session = session(Fixtures.standard(), ExportPreset.H264_640x480)
                .stallTimeout(java.time.Duration.ofNanos(1))
                .build();

        assertThatThrownBy(() -> session.export(folder.resolve("stalled.mp4")))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STALLED));
        assertThat(left()).isEmpty();
    }

    @Test
    void E16_whatRunsKeepsItsSettingsForTheyAreAValue() {
        ExportSession session =
                session(Fixtures.small(), ExportPreset.H264_640x480).build();

        ExportResult result;
        try (Export export = session.start(folder.resolve("out.mp4"))) {
            session.toBuilder()
                    .multiplePasses(true)
                    .directoryForTemporaryFiles(folder)
                    .build();
            result = export.result().toCompletableFuture().join();
        }

        assertThat(session.allowsMultiplePasses()).isFalse();
        assertThat(session.directoryForTemporaryFiles()).isEmpty();
        assertThat(result.carriedOut().execution().passes()).isEqualTo(1);
    }

    @Test
    void E15_twoPassesGiveTheSameFramesAndTimes() throws IOException {
        ExportSession once =
                session(Fixtures.small(), ExportPreset.H264_640x480).build();
        ExportResult single = once.export(folder.resolve("one.mp4"));

        List<String> phases = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
        ExportSession twice = once.toBuilder().multiplePasses(true).build();
        ExportResult result;
        try (Export export = twice.start(folder.resolve("two.mp4"))) {
            export.states().subscribe(new Phases(phases));
            result = export.result().toCompletableFuture().join();
        }

        assertThat(result.carriedOut().execution().passes()).isEqualTo(2);
        assertThat(optimization(result, "multi-pass").outcome()).isEqualTo(Optimization.Outcome.APPLIED);
        assertThat(Frames.of(result.output())).isEqualTo(Frames.of(single.output()));
        assertThat(phases).containsSubsequence("FIRST_PASS", "ENCODE");
        assertThat(left()).hasSize(2);
    }

    private record Phases(List<String> seen) implements java.util.concurrent.Flow.Subscriber<ExportState> {
        @Override
        public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ExportState state) {
            if (state instanceof ExportState.Exporting e) {
                seen.add(e.phase().name());
            }
        }

        @Override
        public void onError(Throwable error) {
            seen.add(String.valueOf(error));
        }

        @Override
        public void onComplete() {
            seen.add("end");
        }
    }

    @Test
    void E15_onePassIsMadeWhereTheEncoderLearnsNothing() {
        ExportResult result = session(Fixtures.small(), ExportPreset.PRORES_422)
                .multiplePasses(true)
                .build()
                .export(folder.resolve("prores.mov"));

        assertThat(result.carriedOut().execution().passes()).isEqualTo(1);
        assertThat(optimization(result, "multi-pass").outcome()).isEqualTo(Optimization.Outcome.NOT_APPLIED);
    }

    @Test
    void E13_E14_scratchAppearsInTheFolderAloneAndNothingStays() throws IOException {
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Path out = Files.createDirectory(folder.resolve("out"));
        ExportSession session = session(Fixtures.standard(), ExportPreset.H264_640x480)
                .multiplePasses(true)
                .directoryForTemporaryFiles(scratch)
                .build();

        boolean seen = false;
        try (Export export = session.start(out.resolve("done.mp4"))) {
            while (!export.state().isTerminal()) {
                assertThat(out.toFile().list()).isSubsetOf("done.mp4");
                seen |= !empty(scratch);
            }
            export.result().toCompletableFuture().join();
        }
        assertThat(seen).isTrue();
        assertThat(empty(scratch)).isTrue();

        try (Export export = session.start(out.resolve("cancelled.mp4"))) {
            awaitSomeWork(export);
            export.cancel();
        }
        assertThat(empty(scratch)).isTrue();
        assertThat(out.toFile().list()).containsExactly("done.mp4");
    }

    private static boolean empty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void E13_folderThatCannotBeUsedFailsTheExport() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        for (Path unusable : List.of(folder.resolve("missing"), file)) {
            assertThatThrownBy(() -> session(Fixtures.small(), ExportPreset.H264_640x480)
                            .directoryForTemporaryFiles(unusable)
                            .build()
                            .export(folder.resolve("out.mp4")))
                    .isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.code())
                            .isEqualTo(ErrorCode.INVALID_TEMPORARY_DIRECTORY));
        }
        assertThat(left()).containsExactly(file);
    }

    @Test
    void B1_planEqualsWhatTheResultReportsFieldByField() {
        for (ExportPreset preset : List.of(
                ExportPreset.H264_640x480, ExportPreset.PRORES_422, ExportPreset.M4A_AUDIO, ExportPreset.PASSTHROUGH)) {
            ExportSession session = session(Fixtures.small(), preset).build();
            FileType type = preset.fileTypes().get(0);

            ExportResult result = session.export(folder.resolve(preset.name() + "." + type.commandName()), type);

            assertThat(result.plan()).isEqualTo(session.plan(type));
            assertThat(result.carriedOut()).isEqualTo(result.plan());
        }
    }

    private Path made(String name, String... arguments) {
        Path file = folder.resolve(name);
        List<String> all = new java.util.ArrayList<>(List.of("-v", "error", "-y"));
        all.addAll(List.of(arguments));
        all.add(file.toString());
        dev.reelwright.testing.Programs.run("ffmpeg", all);
        return file;
    }

    @Test
    void B5_copiedTracksEndEarlyToo() {
        Path source =
                made("long.mp4", "-stream_loop", "40", "-i", Fixtures.standard().toString(), "-c", "copy");
        ExportSession session = session(source, ExportPreset.PASSTHROUGH).build();
        Path output = folder.resolve("early.mp4");

        ExportResult result;
        try (Export export = session.start(output)) {
            export.finishEarly();
            result = export.result().toCompletableFuture().join();
        }

        assertThat(result.ending()).isEqualTo(Ending.FINISHED_EARLY);
        assertThat(Probe.of(output).duration("video")).isLessThan(200);
        assertThat(Probe.of(output).duration("audio"))
                .isCloseTo(Probe.of(output).duration("video"), within(0.2));
    }

    @Test
    void E61_clipsOfTwoFramesAreWrittenByEveryEncoder() {
        Path two = made("two.mp4", "-f", "lavfi", "-i", "testsrc2=s=128x72:r=30", "-frames:v", "2", "-c:v", "libx264");
        ExportSession session =
                session(two, ExportPreset.HEVC_1920x1080).overwrite(true).build();

        // the encoder's decode times are wrong by chance
        for (int i = 0; i < 12; i++) {
            ExportResult result = session.export(folder.resolve("two.mov"));

            assertThat(Probe.of(result.output()).packets("v:0").stream()
                            .map(p -> p.get("pts") + "/" + p.get("dts"))
                            .toList())
                    .isIn(List.of(
                            List.of("0/0", "512/512"), List.of("0/-512", "512/0"), List.of("0/-1024", "512/-512")));
        }
    }

    @Test
    void E15_B4_tracksOfOtherLengthsMakeNoDifference() throws IOException {
        Path source = made(
                "short-video.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=192x108:r=30:d=2",
                "-f",
                "lavfi",
                "-i",
                "sine=d=4",
                "-c:v",
                "libx264",
                "-c:a",
                "aac");

        ExportResult twice = session(source, ExportPreset.H264_640x480)
                .multiplePasses(true)
                .build()
                .export(folder.resolve("twice.mp4"));
        ExportResult fitted =
                session(source, ExportPreset.H264_640x480).fit(120_000).build().export(folder.resolve("fitted.mp4"));

        assertThat(Probe.of(twice.output()).duration("audio")).isCloseTo(4, within(1e-3));
        assertThat(Files.size(fitted.output())).isLessThanOrEqualTo(120_000);
        assertThat(Probe.of(fitted.output()).duration("video")).isCloseTo(2, within(1e-3));
    }

    @Test
    void B4_whatNeedsLessIsNotBlownUp() throws IOException {
        Path still = made("still.mp4", "-f", "lavfi", "-i", "color=red:s=192x108:r=30:d=2", "-c:v", "libx264");

        ExportResult video = session(still, ExportPreset.H264_640x480)
                .fit(500_000_000L)
                .build()
                .export(folder.resolve("still-out.mp4"));
        ExportResult sound = session(
                        Fixtures.audioOnly(), ExportPreset.named("mp3").orElseThrow())
                .fit(142_000)
                .build()
                .export(folder.resolve("sound.mp3"));

        assertThat(Files.size(video.output())).isLessThan(500_000_000L);
        assertThat(video.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(Files.size(sound.output())).isBetween(50_000L, 142_000L);
        assertThat(Probe.of(sound.output()).duration("audio")).isCloseTo(10, within(0.06));
    }

    @Test
    void E21_reorderedTracksKeepTheirOrderInsideALimit() throws IOException {
        Path clip = Fixtures.standard();
        Path source = made(
                "two.mov",
                "-i",
                clip.toString(),
                "-i",
                clip.toString(),
                "-map",
                "0:v",
                "-map",
                "1:v",
                "-map",
                "0:a",
                "-c",
                "copy");
        long limit = Files.size(source) / 3;

        ExportResult result = session(source, ExportPreset.PASSTHROUGH)
                .fileLengthLimit(limit)
                .optimizeForNetworkUse(true)
                .build()
                .export(folder.resolve("limited.mov"));

        assertThat(Files.size(result.output())).isBetween(limit / 4, limit);
        assertThat(result.ending()).isEqualTo(Ending.LENGTH_LIMIT);
    }

    @ParameterizedTest(name = "B21 {0} times as fast")
    @ValueSource(doubles = {50.001, 97.391, 0.013})
    void B21_oddSpeedsAreExactToo(double factor) {
        ExportResult result = session(Fixtures.standard(), ExportPreset.H264_640x480)
                .timeRange(TimeRange.between(MediaTime.ZERO, MediaTime.of(factor < 1 ? 1 : 100, 10)))
                .speed(factor)
                .build()
                .export(folder.resolve("odd.mp4"));

        double length = (factor < 1 ? 0.1 : 10) / factor;
        assertThat(Probe.of(result.output()).duration("audio")).isCloseTo(length, within(1e-4));
        assertThat(Probe.of(result.output()).duration("video")).isCloseTo(length, within(1e-4));
    }
}
