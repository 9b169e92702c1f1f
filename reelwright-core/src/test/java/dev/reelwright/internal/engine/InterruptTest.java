package dev.reelwright.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.NativeMemory;
import dev.reelwright.asset.AssetOptions;
import dev.reelwright.asset.MediaSource;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.OpenNatives;
import dev.reelwright.testing.SlowSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reading and writing that is broken off within one native call. */
@Timeout(60)
class InterruptTest {
    /** Within this many questions after the first yes, everything has come to its end. */
    private static final int FEW = 100;

    @TempDir
    Path folder;

    /** How often it was asked whether to stop; what it says is yes from {@link #patience} on. */
    private final AtomicInteger asked = new AtomicInteger();

    private volatile int patience = Integer.MAX_VALUE;

    private boolean cancelled() {
        return asked.incrementAndGet() > patience;
    }

    private void cancelAfter(int questions) {
        asked.set(0);
        patience = questions;
    }

    private void assertBrokenOff(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.OPERATION_CANCELLED));
        assertThat(asked.get()).isBetween(patience + 1, patience + FEW);
    }

    private Demuxer open(Path file) {
        return Demuxer.open(MediaSource.of(file), AssetOptions.DEFAULT, this::cancelled);
    }

    @Test
    void E39_openingEnds() {
        Path file = Fixtures.small();
        Map<NativeMemory.Kind, Long> before = OpenNatives.settled();
        open(file).close();
        int needed = asked.get();

        for (int questions = 0; questions < needed; questions++) {
            cancelAfter(questions);

            assertBrokenOff(() -> open(file).close());
        }
        assertThat(needed).isGreaterThan(2);
        assertThat(NativeMemory.current().live()).isEqualTo(before);
    }

    @Test
    void E39_openingThatLooksThroughAllOfALargeFileEnds() {
        Path file = SlowSource.withHole(SlowSource.programStream(folder));
        cancelAfter(1000);

        assertBrokenOff(() -> open(file).close());
    }

    @Test
    void E39_readingEndsWithinAPacket() {
        Path file = SlowSource.withHole(SlowSource.sound(folder));
        try (Demuxer demuxer = open(file);
                Packet packet = new Packet()) {
            cancelAfter(200);

            assertBrokenOff(() -> {
                while (demuxer.read(packet)) {
                    packet.clear();
                }
            });
        }
    }

    @Test
    void E39_seekingEnds() {
        Path file = SlowSource.withHole(SlowSource.bareSound(folder));
        try (Demuxer demuxer = open(file)) {
            cancelAfter(200);

            assertBrokenOff(() -> demuxer.seek(0, 1L << 40));
        }
    }

    @Test
    void E39_endIsNoEndWhenReadingWasBrokenOff() {
        try (Demuxer demuxer = open(Fixtures.small());
                Packet packet = new Packet()) {
            while (demuxer.read(packet)) {
                packet.clear();
            }
            cancelAfter(0);

            assertBrokenOff(() -> demuxer.read(packet));
        }
    }

    @Test
    void E39_movingTheIndexToTheFrontEnds() {
        try (Muxer muxer = Muxer.create(folder.resolve("out.mp4"), "mp4", this::cancelled)) {
            writeMegabytes(muxer);
            cancelAfter(20);

            assertBrokenOff(muxer::finish);
        }
    }

    private static void writeMegabytes(Muxer muxer) {
        try (Demuxer demuxer = Demuxer.open(Fixtures.standard(), AssetOptions.DEFAULT);
                Packet packet = new Packet()) {
            demuxer.select(Set.of(0));
            TimeBase base = demuxer.streams().get(0).timeBase();
            int stream = muxer.addStream(demuxer, 0);
            muxer.start(Map.of("movflags", "+faststart"));
            long time = 0;
            while (muxer.bytesWritten() < 4 << 20) {
                if (!demuxer.read(packet)) {
                    demuxer.seek(0, 0);
                    continue;
                }
                packet.dts(time);
                packet.pts(time++);
                muxer.write(stream, packet, base);
                packet.clear();
            }
        }
    }

    @Test
    void E39_writingEndsAtAPacket() {
        try (Muxer muxer = Muxer.create(folder.resolve("out.mp4"), "mp4", this::cancelled)) {
            cancelAfter(20);

            assertBrokenOff(() -> writeMegabytes(muxer));
        }
    }

    @Test
    void E39_anyNumberOfFilesIsAskedFor() {
        List<AtomicInteger> questions = new ArrayList<>();
        List<Demuxer> files = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                AtomicInteger own = new AtomicInteger();
                questions.add(own);
                files.add(Demuxer.open(
                        MediaSource.of(Fixtures.small()),
                        AssetOptions.DEFAULT,
                        () -> own.incrementAndGet() > 1_000_000));
            }

            // opening asks once itself: whatever is more was asked by FFmpeg
            assertThat(questions).allSatisfy(n -> assertThat(n.get()).isGreaterThan(2));
        } finally {
            files.forEach(Demuxer::close);
        }
    }
}
