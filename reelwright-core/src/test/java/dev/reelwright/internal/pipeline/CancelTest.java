package dev.reelwright.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.NativeMemory;
import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.export.Destination;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.ExportState;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.OpenNatives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CancelTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "E39 {1} of {0}")
    @CsvSource({"low, PREPARE", "low, ENCODE", "low, FINISH", "passthrough, COPY", "passthrough, FINISH"})
    void E39_cancelInAnyPhaseEndsItThereAndLeavesNothing(String preset, Phase phase) throws IOException {
        ExportSession session = ExportSession.builder(
                        Asset.open(Fixtures.small()), ExportPreset.named(preset).orElseThrow())
                .build();
        Map<NativeMemory.Kind, Long> before = OpenNatives.settled();
        RunControl control = new RunControl();
        ExportRun run = new ExportRun(
                session, new Destination.File(folder.resolve("out.mp4")), FileType.MP4, control, state -> {
                    if (state instanceof ExportState.Exporting exporting && exporting.phase() == phase) {
                        control.cancellation().cancel();
                    }
                });

        assertThatThrownBy(run::run).isInstanceOfSatisfying(MediaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_CANCELLED);
            assertThat(e.phase()).isEqualTo(phase);
        });
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        assertThat(NativeMemory.current().live()).isEqualTo(before);
    }
}
