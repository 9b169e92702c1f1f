package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.testing.SlowSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An export that would take a minute to find its next packet. */
@Timeout(60)
class SlowExportTest {
    @TempDir
    Path folder;

    @Test
    void E37_E39_E40_cancelWhileTheSourceIsSearchedEndsOnceAndLeavesNothing() throws Exception {
        Path sound = SlowSource.sound(folder);
        ExportSession session =
                ExportSession.builder(Asset.open(sound), ExportPreset.M4A_AUDIO).build();
        SlowSource.withHole(sound);
        AtomicInteger completions = new AtomicInteger();
        try (Export export = session.start(folder.resolve("out.m4a"))) {
            export.result().whenComplete((r, e) -> completions.incrementAndGet());
            awaitTheHole(export);

            export.cancel();

            assertThatThrownBy(() -> export.result().toCompletableFuture().get(2, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_CANCELLED));
            assertThat(export.state()).isInstanceOf(ExportState.Cancelled.class);
            export.cancel();
            assertThat(export.state()).isInstanceOf(ExportState.Cancelled.class);
        }
        // callbacks run on a thread of their own
        for (int i = 0; i < 500 && completions.get() == 0; i++) {
            Thread.sleep(10);
        }
        assertThat(completions).hasValue(1);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(sound);
        }
    }

    /** The media before the hole is worked off within milliseconds. */
    private static void awaitTheHole(Export export) throws InterruptedException {
        while (!(export.state() instanceof ExportState.Exporting at && at.phase() == Phase.ENCODE)) {
            assertThat(export.state().isTerminal())
                    .as(export.state().toString())
                    .isFalse();
            Thread.sleep(5);
        }
        Thread.sleep(200);
    }
}
