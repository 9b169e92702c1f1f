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
import dev.reelwright.testing.Frames;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Running, watching and cancelling. */
@Timeout(120)
class ExportRunTest {
    @TempDir
    Path folder;

    private static ExportSession quick() {
        return ExportSession.builder(Asset.open(Fixtures.small()), ExportPreset.LOW_QUALITY)
                .build();
    }

    /** Long enough to be stopped on the way. */
    private static ExportSession slow() {
        Path clip = Fixtures.clip(
                "long.mp4",
                b -> b.size(new Size(1280, 720)).duration(MediaTime.seconds(20)).codec(SampleClip.Codec.H264));
        return ExportSession.builder(Asset.open(clip), ExportPreset.H264_1280x720)
                .build();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Collects all states. */
    private static final class Collector implements Flow.Subscriber<ExportState> {
        final List<ExportState> states = Collections.synchronizedList(new ArrayList<>());
        final CompletableFuture<List<ExportState>> done = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ExportState state) {
            states.add(state);
        }

        @Override
        public void onError(Throwable error) {
            done.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            done.complete(List.copyOf(states));
        }

        List<ExportState> await() throws Exception {
            return done.get(100, TimeUnit.SECONDS);
        }
    }

    @Test
    void E38_blockingExportReturnsOnSuccessAndThrowsOnFailure() throws IOException {
        ExportResult result = quick().export(folder.resolve("out.mp4"));

        assertThat(result.output()).exists();
        assertThatThrownBy(() -> quick().export(folder.resolve("out.mp4"))).isInstanceOf(MediaException.class);
    }

    @Test
    void E37_resultCompletesExactlyOnceWhateverHappens() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Export fine = quick().start(folder.resolve("fine.mp4"));
                Export failing = quick().start(folder.resolve("missing/out.mp4"));
                Export cancelled = slow().start(folder.resolve("cancelled.mp4"))) {
            cancelled.cancel();
            for (Export export : List.of(fine, failing, cancelled)) {
                export.result()
                        .handle((r, e) -> calls.incrementAndGet())
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS);
            }
            assertThat(fine.state()).isInstanceOf(ExportState.Completed.class);
            assertThat(failing.state()).isInstanceOf(ExportState.Failed.class);
            assertThat(cancelled.state()).isInstanceOf(ExportState.Cancelled.class);
        }
        assertThat(calls).hasValue(3);
    }

    @Test
    void E39_cancelWhileRunningLeavesNothing() throws Exception {
        Path output = folder.resolve("out.mp4");
        try (Export export = slow().start(output)) {
            await(export, 0.3);

            export.cancel();

            assertThatThrownBy(() -> export.result().toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_CANCELLED));
            assertThat(export.state()).isInstanceOf(ExportState.Cancelled.class);
        }
        assertThat(left()).isEmpty();
    }

    private static void await(Export export, double fraction) throws InterruptedException {
        while (!(export.state() instanceof ExportState.Exporting at && at.fraction() >= fraction)) {
            assertThat(export.state().isTerminal())
                    .as("ended early: " + export.state())
                    .isFalse();
            Thread.sleep(5);
        }
    }

    @Test
    void E40_cancelAfterTheEndHasNoEffect() throws Exception {
        try (Export export = quick().start(folder.resolve("out.mp4"))) {
            export.result().toCompletableFuture().get(60, TimeUnit.SECONDS);

            export.cancel();

            assertThat(export.state()).isInstanceOf(ExportState.Completed.class);
            assertThat(folder.resolve("out.mp4")).exists();
        }
    }

    @Test
    void E41_sessionIsAValueThatMayBeRunAgain() {
        ExportSession session = quick();

        session.export(folder.resolve("one.mp4"));
        session.export(folder.resolve("two.mp4"));

        assertThat(Frames.of(folder.resolve("one.mp4"))).isEqualTo(Frames.of(folder.resolve("two.mp4")));
    }

    @Test
    void E42_E44_E45_statesGoFromWaitingOrExportingToTheResultAndProgressNeverFalls() throws Exception {
        Collector collector = new Collector();
        try (Export export = slow().start(folder.resolve("out.mp4"))) {
            export.states(Duration.ofMillis(20)).subscribe(collector);

            List<ExportState> states = collector.await();

            assertThat(states.get(states.size() - 1)).isInstanceOf(ExportState.Completed.class);
            List<ExportState.Exporting> ticks = states.stream()
                    .filter(ExportState.Exporting.class::isInstance)
                    .map(ExportState.Exporting.class::cast)
                    .toList();
            assertThat(ticks).hasSizeGreaterThan(20);
            assertThat(ticks.stream().map(ExportState.Exporting::fraction)).isSorted();
            assertThat(ticks.stream().map(ExportState.Exporting::phase))
                    .contains(Phase.PREPARE, Phase.ENCODE, Phase.FINISH);
            assertThat(ticks).allSatisfy(t -> assertThat(t.fraction()).isBetween(0.0, 1.0));
            double largestStep = 0;
            for (int i = 1; i < ticks.size(); i++) {
                largestStep = Math.max(
                        largestStep, ticks.get(i).fraction() - ticks.get(i - 1).fraction());
            }
            assertThat(largestStep).isLessThan(0.5);
            assertThat(ticks.get(ticks.size() / 2).speed()).isPositive();
            assertThat(ticks.get(ticks.size() / 2).timeLeft()).isPresent();
        }
    }

    @Test
    void E45_lateSubscriberGetsThePresentStateAndTheEnd() throws Exception {
        Collector collector = new Collector();
        try (Export export = quick().start(folder.resolve("out.mp4"))) {
            export.result().toCompletableFuture().get(60, TimeUnit.SECONDS);

            export.states(Duration.ofSeconds(1)).subscribe(collector);

            assertThat(collector.await()).singleElement().isInstanceOf(ExportState.Completed.class);
        }
    }

    @Test
    void E45_withoutAnIntervalThereAreChangesAlone() throws Exception {
        Collector collector = new Collector();
        try (Export export = quick().start(folder.resolve("out.mp4"))) {
            export.states().subscribe(collector);

            List<ExportState> states = collector.await();

            assertThat(states.size()).isLessThan(8);
            assertThat(states.get(states.size() - 1)).isInstanceOf(ExportState.Completed.class);
        }
    }

    @Test
    void E46_intervalMustBePositive() {
        try (Export export = quick().start(folder.resolve("out.mp4"))) {
            assertThatThrownBy(() -> export.states(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> export.states(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void E43_moreExportsThanCoresWaitAndAllFinish() throws Exception {
        List<Export> exports = new ArrayList<>();
        List<Collector> collectors = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Export export = quick().start(folder.resolve(i + ".mp4"));
            Collector collector = new Collector();
            export.states(Duration.ofMillis(50)).subscribe(collector);
            exports.add(export);
            collectors.add(collector);
        }

        long waited = 0;
        for (Collector collector : collectors) {
            List<ExportState> states = collector.await();
            assertThat(states.get(states.size() - 1)).isInstanceOf(ExportState.Completed.class);
            waited += states.stream().anyMatch(ExportState.Waiting.class::isInstance) ? 1 : 0;
        }
        exports.forEach(Export::close);
        int cores = Runtime.getRuntime().availableProcessors();
        if (cores < 8) {
            assertThat(waited).isPositive().isLessThanOrEqualTo(8 - 1);
        }
        assertThat(left()).hasSize(8);
    }

    @Test
    void E40_cancelWhileWaitingEndsAtOnce() throws Exception {
        List<Export> busy = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            busy.add(slow().start(folder.resolve("busy" + i + ".mp4")));
        }
        try (Export waiting = slow().start(folder.resolve("waiting.mp4"))) {
            assertThat(waiting.state()).isInstanceOf(ExportState.Waiting.class);

            waiting.cancel();

            assertThatThrownBy(() -> waiting.result().toCompletableFuture().get(2, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(MediaException.class);
        } finally {
            busy.forEach(Export::close);
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void E38_interruptedThreadCancelsItsExport() throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                slow().export(folder.resolve("out.mp4"), FileType.MP4);
                outcome.complete(null);
            } catch (Throwable t) {
                outcome.complete(t);
            }
        });
        thread.start();
        Thread.sleep(300);

        thread.interrupt();

        assertThat(outcome.get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_CANCELLED));
        assertThat(left()).isEmpty();
    }
}
