package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.internal.index.TestIndexes;
import dev.reelwright.internal.index.TrackIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ImageBatchTest {
    private static TrackIndex index(int frames, int gop) {
        TestIndexes packets = TestIndexes.packets();
        for (int i = 0; i < frames; i++) {
            packets.add(i, 1, i % gop == 0, false);
        }
        return packets.build();
    }

    private static int[] frames(List<Integer> frames) {
        return frames.stream().mapToInt(f -> f).toArray();
    }

    @Property(tries = 300)
    void I21_everyRequestIsInOneRunOfItsWindow(
            @ForAll @Size(max = 120) List<@IntRange(min = -1, max = 999) Integer> wanted,
            @ForAll @IntRange(min = 1, max = 300) int gop,
            @ForAll @IntRange(min = 1, max = 50) int windowSize,
            @ForAll @IntRange(min = 1, max = 8) int decoders) {
        List<ImageBatch.Run> runs = ImageBatch.divide(index(1000, gop), frames(wanted), windowSize, decoders);

        List<Integer> all = new ArrayList<>();
        int window = 0;
        for (ImageBatch.Run run : runs) {
            assertThat(run.window()).isGreaterThanOrEqualTo(window);
            window = run.window();
            int own = window;
            assertThat(run.requests()).allMatch(r -> r / windowSize == own);
            assertThat(run.requests().stream().map(wanted::get)).isSorted();
            all.addAll(run.requests());
        }
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, wanted.size()).boxed().toList());
    }

    @Test
    void I21_requestsOfOneGroupOfPicturesStayTogether() {
        List<ImageBatch.Run> runs = ImageBatch.divide(index(1000, 250), new int[] {900, 10, 300, 20, 310}, 10, 1);

        assertThat(runs).extracting(ImageBatch.Run::requests).containsExactly(List.of(0), List.of(1, 3), List.of(2, 4));
    }

    @Test
    void I21_theRunWithTheFirstAnswerComesFirst() {
        List<ImageBatch.Run> runs = ImageBatch.divide(index(1000, 100), new int[] {950, 20, 500}, 10, 2);

        assertThat(runs).extracting(ImageBatch.Run::requests).containsExactly(List.of(0), List.of(1), List.of(2));
    }

    @Test
    void I21_neighbouringGroupsAreOneRunSoThatNobodySeeks() {
        int[] everyFrame = IntStream.range(0, 60).toArray();

        List<ImageBatch.Run> runs = ImageBatch.divide(index(60, 5), everyFrame, 60, 2);

        assertThat(runs).hasSize(4);
        assertThat(runs).allMatch(run -> run.requests().size() == 15);
    }

    @Test
    void I22_laterWindowsBeginAfterEarlierOnes() {
        List<ImageBatch.Run> runs = ImageBatch.divide(index(100, 50), new int[] {1, 60, 2, 61}, 2, 2);

        assertThat(runs).extracting(ImageBatch.Run::window).containsExactly(0, 0, 1, 1);
    }

    @Test
    void I21_runTellsWhetherTheNextWindowGoesOnFromTheSameSyncSample() {
        List<ImageBatch.Run> runs = ImageBatch.divide(index(100, 50), new int[] {1, 60, 2, 3}, 2, 2);

        assertThat(runs).extracting(ImageBatch.Run::goesOn).containsExactly(true, false, false);
    }
}
