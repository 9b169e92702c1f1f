package dev.reelwright.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class OutputFileTest {
    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();

    private OutputFile written(boolean overwrite, Storage storage) throws IOException {
        OutputFile output = OutputFile.prepare(folder.resolve("out.mp4"), null, overwrite, storage);
        Files.writeString(output.scratch(), "new");
        return output;
    }

    private boolean cancelledWhenAskedTwice() {
        return asked.incrementAndGet() > 1;
    }

    private Stream<Path> left() throws IOException {
        return Files.list(folder);
    }

    private static void assertCode(Throwable thrown, ErrorCode code) {
        assertThat(thrown).isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void E39_cancelDoesNotWaitForTheDisk() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        CountDownLatch diskIsDone = new CountDownLatch(1);
        Storage slow = file -> {
            try {
                disk.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            diskIsDone.countDown();
        };
        try (OutputFile output = written(false, slow)) {
            assertThatThrownBy(() -> output.commit(this::cancelledWhenAskedTwice))
                    .satisfies(e -> assertCode(e, ErrorCode.OPERATION_CANCELLED));

            assertThat(diskIsDone.getCount()).isEqualTo(1);
        }
        try (Stream<Path> left = left()) {
            assertThat(left).isEmpty();
        }
        disk.countDown();
        diskIsDone.await();
    }

    @Test
    void E39_cancelAtTheLastMomentLeavesTheOldFileAlone() throws Exception {
        Path old = Files.writeString(folder.resolve("out.mp4"), "old");
        try (OutputFile output = written(true, file -> asked.set(10))) {
            assertThatThrownBy(() -> output.commit(this::cancelledWhenAskedTwice))
                    .satisfies(e -> assertCode(e, ErrorCode.OPERATION_CANCELLED));
        }

        assertThat(old).hasContent("old");
        try (Stream<Path> left = left()) {
            assertThat(left).containsExactly(old);
        }
    }

    @Test
    void E62_failureOfTheDiskLeavesNothing() throws Exception {
        Storage broken = file -> {
            throw new IOException("input/output error");
        };
        try (OutputFile output = written(false, broken)) {
            assertThatThrownBy(() -> output.commit(() -> false))
                    .hasMessageContaining("input/output error")
                    .satisfies(e -> assertCode(e, ErrorCode.WRITE_FAILED));
        }

        try (Stream<Path> left = left()) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void E39_fileThatNobodyCancelsComesToItsPlace() throws Exception {
        long bytes;
        try (OutputFile output = written(false, Storage.REAL)) {
            bytes = output.commit(() -> false);
        }

        assertThat(bytes).isEqualTo(3);
        assertThat(folder.resolve("out.mp4")).hasContent("new");
        try (Stream<Path> left = left()) {
            assertThat(left).hasSize(1);
        }
    }
}
