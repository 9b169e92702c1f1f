package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that are told before the export, held against the export. */
@Timeout(120)
class EstimateTest {
    private static final TimeRange SECOND = TimeRange.of(MediaTime.of(1, 2), MediaTime.seconds(1));

    @TempDir
    Path folder;

    private static ExportSession.Builder session(Path file, String preset) {
        return ExportSession.builder(
                Asset.open(file), ExportPreset.named(preset).orElseThrow());
    }

    private long exported(ExportSession session, FileType type) {
        return session.export(folder.resolve("out." + type.commandName()), type).bytes();
    }

    private static void assertWithin(double tolerance, SizeRange size, long real) {
        assertThat((double) size.expected() / real).isBetween(1 - tolerance, 1 + tolerance);
        assertThat(real).isBetween(size.low(), size.high());
    }

    @ParameterizedTest(name = "E23 {0} into {1}")
    @CsvSource({
        "low, MP4, 0.10",
        "640x480, MOV, 0.10",
        "hevc-1920x1080, MP4, 0.10",
        "m4a, M4A, 0.10",
        "prores-422, MOV, 0.10",
        "highest, MP4, 0.005",
        "passthrough, MP4, 0.005",
        "passthrough, MOV, 0.005"
    })
    void E23_estimateIsNearTheRealSize(String preset, FileType type, double tolerance) {
        ExportSession session = session(Fixtures.small(), preset).build();

        SizeEstimate estimate = session.estimate(type);

        assertWithin(tolerance, estimate.size(), exported(session, type));
        assertThat(estimate.duration()).isEqualTo(session.plan(type).duration());
        assertThat(estimate.cost()).isPositive();
    }

    @ParameterizedTest(name = "E23 {0}")
    @ValueSource(strings = {"low", "passthrough"})
    void E23_estimateRespectsTheTimeRange(String preset) {
        ExportSession whole = session(Fixtures.small(), preset).build();
        ExportSession part = session(Fixtures.small(), preset).timeRange(SECOND).build();

        SizeEstimate estimate = part.estimate(FileType.MP4);

        assertWithin(preset.equals("low") ? 0.10 : 0.005, estimate.size(), exported(part, FileType.MP4));
        assertThat(estimate.size().expected())
                .isLessThan(whole.estimate(FileType.MP4).size().expected());
        assertThat(estimate.duration()).isEqualTo(MediaTime.seconds(1));
    }

    @Test
    void E23_copyOfRealMediaIsCountedExactly() {
        ExportSession session = session(Media.file("sample_with_increasing_timestamps_360p.mp4"), "passthrough")
                .timeRange(TimeRange.of(MediaTime.seconds(3), MediaTime.seconds(8)))
                .build();

        SizeEstimate estimate = session.estimate(FileType.MP4);

        assertWithin(0.005, estimate.size(), exported(session, FileType.MP4));
    }

    @Test
    void E23_spaceThatTheIndexLeavesFreeCountsToo() {
        ExportSession plain = session(Fixtures.small(), "passthrough").build();
        ExportSession optimized = session(Fixtures.small(), "passthrough")
                .optimizeForNetworkUse(true)
                .build();

        assertThat(optimized.estimate(FileType.MP4).size().expected())
                .isGreaterThan(plain.estimate(FileType.MP4).size().expected());
        assertWithin(0.01, optimized.estimate(FileType.MP4).size(), exported(optimized, FileType.MP4));
    }

    @Test
    void E23_durationIsThatOfTheOutput() {
        ExportSession session = session(Fixtures.small(), "m4a").speed(2).build();

        SizeEstimate estimate = session.estimate(FileType.M4A);

        assertThat(estimate.duration()).isEqualTo(session.plan(FileType.M4A).duration());
        assertThat(estimate.duration()).isLessThan(session.asset().duration());
    }

    @ParameterizedTest(name = "E24 {0}")
    @CsvSource({"passthrough, MOV", "prores-422, MOV", "prores-4444, MOV"})
    void E24_whatTheOriginalCallsZeroIsToldHere(String preset, FileType type) {
        ExportSession openEnded = session(Fixtures.small(), preset)
                .timeRange(TimeRange.of(MediaTime.of(1, 2), MediaTime.POSITIVE_INFINITY))
                .build();

        SizeEstimate estimate = openEnded.estimate(type);

        assertThat(estimate.size().low()).isPositive();
        assertThat(estimate.duration())
                .isEqualTo(Asset.open(Fixtures.small()).duration().minus(MediaTime.of(1, 2)));
    }

    @Test
    void E22_withoutALimitAnyDurationFits() {
        SizeEstimate estimate = session(Fixtures.small(), "low").build().estimate(FileType.MP4);

        assertThat(estimate.maximumDuration()).isEqualTo(MediaTime.POSITIVE_INFINITY);
    }

    @Test
    void E22_maximumDurationIsWhatFitsIntoTheLimit() {
        ExportSession free = session(Fixtures.small(), "low").build();
        SizeEstimate all = free.estimate(FileType.MP4);

        SizeEstimate half = free.toBuilder()
                .fileLengthLimit(all.size().expected() / 2)
                .build()
                .estimate(FileType.MP4);
        SizeEstimate roomy = free.toBuilder()
                .fileLengthLimit(all.size().expected() * 10)
                .build()
                .estimate(FileType.MP4);

        assertThat(half.maximumDuration().toSeconds() / half.duration().toSeconds())
                .isBetween(0.48, 0.52);
        // two encodes of the same differ by a little where the encoder's threads meet otherwise
        assertThat((double) half.size().expected() / all.size().expected()).isBetween(0.97, 1.03);
        assertThat(roomy.maximumDuration()).isEqualTo(roomy.duration());
    }

    @Test
    void E23_whatIsFittedIntoASizeHasThatSize() {
        SizeRange size = session(Fixtures.small(), "low")
                .fit(50_000)
                .build()
                .estimate(FileType.MP4)
                .size();

        assertThat(size.expected()).isBetween(48_500L, 50_000L);
        assertThat(size.high()).isEqualTo(50_000);
    }

    @Test
    void E23_failuresAreThoseOfTheExport() {
        ExportSession session = session(Fixtures.small(), "low")
                .timeRange(TimeRange.of(MediaTime.seconds(50), MediaTime.seconds(1)))
                .build();

        assertThatThrownBy(() -> session.estimate(FileType.M4A)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.estimate(FileType.MP4)).isInstanceOfSatisfying(MediaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TIME_RANGE);
            assertThat(e.phase()).isEqualTo(Phase.PREPARE);
        });
        assertThatThrownBy(() -> session.estimateAsync(FileType.MP4)
                        .toCompletableFuture()
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MediaException.class);
    }

    @Test
    void E23_asynchronousEstimatesAreTheSame() throws Exception {
        ExportSession session = session(Fixtures.small(), "passthrough").build();

        SizeEstimate estimate =
                session.estimateAsync(FileType.MP4).toCompletableFuture().get(60, TimeUnit.SECONDS);

        assertThat(estimate.size()).isEqualTo(session.estimate(FileType.MP4).size());
    }

    @Test
    void E23_manyEstimatesAtOnceAgree() throws Exception {
        ExportSession session = session(Fixtures.small(), "passthrough").build();
        SizeRange alone = session.estimate(FileType.MP4).size();

        List<CompletableFuture<SizeEstimate>> many = Stream.generate(
                        () -> session.estimateAsync(FileType.MP4).toCompletableFuture())
                .limit(24)
                .toList();

        for (CompletableFuture<SizeEstimate> estimate : many) {
            assertThat(estimate.get(60, TimeUnit.SECONDS).size()).isEqualTo(alone);
        }
    }

    /** Takes long enough to be stopped on the way. */
    private ExportSession slow() {
        Path clip = Fixtures.clip(
                "long.mp4",
                b -> b.size(new Size(1280, 720)).duration(MediaTime.seconds(20)).codec(SampleClip.Codec.H264));
        return session(clip, "1280x720").directoryForTemporaryFiles(folder).build();
    }

    private static Stream<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("reelwright-track")
                        || t.getName().equals("reelwright-estimate"));
    }

    private static void awaitNoWorkers() throws InterruptedException {
        for (Thread worker : workers().toList()) {
            worker.join(60_000);
        }
    }

    @Test
    void E23_aCancelledEstimateEndsAndLeavesNothing() throws Exception {
        CompletableFuture<SizeEstimate> estimate =
                slow().estimateAsync(FileType.MP4).toCompletableFuture();
        while (workers().noneMatch(t -> t.getName().startsWith("reelwright-track"))) {
            Thread.onSpinWait();
        }

        estimate.cancel(true);

        assertThatThrownBy(estimate::get).isInstanceOf(CancellationException.class);
        awaitNoWorkers();
        assertThat(workers()).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void E23_anInterruptEndsABlockingEstimate() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                slow().estimate(FileType.MP4);
            } catch (MediaException e) {
                thrown.set(Thread.interrupted() ? e : new AssertionError("the interrupt is forgotten"));
            }
        });
        caller.start();
        while (workers().noneMatch(t -> t.getName().startsWith("reelwright-track"))) {
            Thread.onSpinWait();
        }

        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.OPERATION_CANCELLED));
        awaitNoWorkers();
        assertThat(workers()).isEmpty();
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
