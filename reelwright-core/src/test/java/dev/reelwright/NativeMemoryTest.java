package dev.reelwright;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.NativeMemory.Kind;
import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetOptions;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.Export;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.LeakProgram;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.OpenNatives;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NativeMemoryTest {
    @TempDir
    Path folder;

    private Map<Kind, Long> before = Map.of();

    @BeforeEach
    void remember() {
        before = OpenNatives.settled();
    }

    private void assertAllClosed() {
        assertThat(NativeMemory.current().live()).isEqualTo(before);
    }

    private static ExportSession session(Path source) {
        return ExportSession.builder(Asset.open(source), ExportPreset.LOW_QUALITY)
                .build();
    }

    @Test
    void B20_warmingUpLeavesNothingOpen() {
        Reelwright.warmUp();
        Reelwright.warmUp();

        assertAllClosed();
    }

    @Test
    void B20_openObjectsAreCountedByKind() {
        try (Demuxer demuxer = Demuxer.open(Fixtures.small(), AssetOptions.DEFAULT);
                Frame frame = new Frame();
                Frame second = new Frame()) {
            NativeMemory now = NativeMemory.current();

            assertThat(now.live(Kind.DEMUXER)).isEqualTo(before.get(Kind.DEMUXER) + 1);
            assertThat(now.live(Kind.FRAME)).isEqualTo(before.get(Kind.FRAME) + 2);
            assertThat(now.live(Kind.PACKET)).isEqualTo(before.get(Kind.PACKET));
            assertThat(now.live()).containsOnlyKeys(Kind.values());
            assertThat(now.residentBytes().orElseThrow()).isGreaterThan(10 << 20);
            second.close();
            assertThat(NativeMemory.current().live(Kind.FRAME)).isEqualTo(before.get(Kind.FRAME) + 1);
        }
        assertAllClosed();
    }

    @Test
    void B20_nothingIsLeftOpenAfterAnExport() {
        session(Fixtures.small()).export(folder.resolve("out.mp4"));

        assertAllClosed();
    }

    @Test
    void B20_nothingIsLeftOpenAfterAFailedExport() throws IOException {
        Path whole =
                Fixtures.clip("cut-source.mp4", b -> b.size(new Size(320, 180)).duration(MediaTime.seconds(4)));
        byte[] bytes = Files.readAllBytes(whole);
        Arrays.fill(bytes, bytes.length / 2, bytes.length * 9 / 10, (byte) 0);
        ExportSession damaged = session(Files.write(folder.resolve("damaged.mp4"), bytes));
        ExportSession misplaced = session(Fixtures.small());

        assertThatThrownBy(() -> damaged.export(folder.resolve("out.mp4"))).isInstanceOf(MediaException.class);
        assertThatThrownBy(() -> misplaced.export(folder.resolve("missing/out.mp4")))
                .isInstanceOf(MediaException.class);

        assertAllClosed();
    }

    @Test
    void B20_nothingIsLeftOpenAfterACancelledExport() throws InterruptedException {
        try (Export export = session(Fixtures.standard()).start(folder.resolve("out.mp4"))) {
            while (NativeMemory.current().live(Kind.ENCODER) == before.get(Kind.ENCODER)) {
                assertThat(export.state().isTerminal()).isFalse();
                Thread.sleep(1);
            }
        }

        assertAllClosed();
    }

    @Test
    void B20_nothingIsLeftOpenAfterAnImage() {
        try (ImageGenerator images =
                ImageGenerator.builder(Asset.open(Fixtures.small())).build()) {
            images.image(MediaTime.seconds(1));

            assertThat(NativeMemory.current().live(Kind.DECODER)).isGreaterThan(before.get(Kind.DECODER));
        }

        assertAllClosed();
    }

    @Test
    void B20_whatIsNeverClosedIsReportedWithThePlaceWhereItWasOpened() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddev.reelwright.leakDetection=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeakProgram.class.getName())
                .redirectErrorStream(true)
                .start();
        program.getOutputStream().close();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output)
                .contains("leak: a frame was never closed", LeakProgram.class.getName() + ".forget")
                .doesNotContain("a packet was never closed");
    }
}
