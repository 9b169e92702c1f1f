package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetOptions;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults on purpose. */
@Timeout(60)
class FaultTest {
    @TempDir
    Path folder;

    private static void assertRefused(Path file, ErrorCode code) {
        assertThatThrownBy(() -> Asset.open(file)).isInstanceOfSatisfying(MediaException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.phase()).isEqualTo(Phase.OPEN);
            assertThat(e).hasMessageContaining(file.getFileName().toString());
        });
    }

    @Test
    void E62_filesThatAreNoMediaAreRefused() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);

        assertRefused(Files.write(folder.resolve("noise.mp4"), noise), ErrorCode.FILE_FORMAT_NOT_RECOGNIZED);
        assertRefused(
                Files.writeString(folder.resolve("text.mp4"), "just words"), ErrorCode.FILE_FORMAT_NOT_RECOGNIZED);
        assertRefused(folder.resolve("missing.mp4"), ErrorCode.SOURCE_NOT_READABLE);
        assertRefused(Files.createDirectory(folder.resolve("folder.mp4")), ErrorCode.SOURCE_NOT_READABLE);
        assertThatThrownBy(() -> Asset.open(Files.createFile(folder.resolve("empty.mp4"))))
                .isInstanceOf(MediaException.class);
    }

    @Test
    void E62_pipesAreNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe.mp4");
        Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "skipped: no named pipes here");

        assertRefused(pipe, ErrorCode.SOURCE_NOT_READABLE);
    }

    @Test
    void B7_filesThatNameOtherFilesAreNotFollowed() throws IOException {
        Path secret = Fixtures.small();
        Path script = Files.writeString(folder.resolve("list.mp4"), "ffconcat version 1.0\nfile '" + secret + "'\n");
        Path playlist = Files.writeString(
                folder.resolve("list.m3u8"), "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + secret + "\n");

        assertRefused(script, ErrorCode.REFERENCE_FORBIDDEN);
        assertThatThrownBy(() -> Asset.open(playlist))
                .isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.code())
                        .isIn(ErrorCode.REFERENCE_FORBIDDEN, ErrorCode.FILE_FORMAT_NOT_RECOGNIZED));
    }

    @Test
    void B7_picturesAboveTheLimitAreRefused() {
        assertThatThrownBy(() -> Asset.open(Fixtures.small(), new AssetOptions(256, 320 * 180 - 1)))
                .isInstanceOfSatisfying(MediaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SOURCE_MEDIA);
                    assertThat(e).hasMessageContaining("320x180");
                });
    }

    @Test
    void E62_fullDiskFailsWithItsCodeAndLeavesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk.toString()),
                "skipped: this user may not mount a small disk");
        try {
            ExportSession session = ExportSession.builder(Asset.open(Fixtures.small()), ExportPreset.PRORES_422)
                    .build();

            assertThatThrownBy(() -> session.export(disk.resolve("out.mov")))
                    .isInstanceOfSatisfying(
                            MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL));
            try (Stream<Path> left = Files.list(disk)) {
                assertThat(left).isEmpty();
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
