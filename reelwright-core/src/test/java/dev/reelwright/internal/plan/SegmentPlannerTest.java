package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.internal.index.TestIndexes;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SegmentPlannerTest {
    /** Ten frames a second, each a tick long, with a sync sample every so many. */
    private static TrackIndex index(int frames, int gop) {
        TestIndexes packets = TestIndexes.packets();
        for (int i = 0; i < frames; i++) {
            packets.add(i, 1, i % gop == 0, false);
        }
        return packets.build();
    }

    @Property(tries = 300)
    void E17_partsAreTheRangeAndBeginAtSyncSamples(
            @ForAll @IntRange(min = 20, max = 3000) int frames,
            @ForAll @IntRange(min = 1, max = 400) int gop,
            @ForAll @IntRange(min = 2, max = 9) int lanes,
            @ForAll @IntRange(min = 0, max = 99) int from,
            @ForAll @IntRange(min = 1, max = 100) int length) {
        TrackIndex index = index(frames, gop);
        long start = (long) frames * from / 100;
        long end = Math.max(start + 1, Math.min(frames, start + (long) frames * length / 100));
        TimeRange range = TimeRange.between(MediaTime.of(start, 10), MediaTime.of(end, 10));

        List<Segment> segments = SegmentPlanner.divide(index, range, lanes);

        assertThat(segments.get(0).range().start()).isEqualTo(range.start());
        assertThat(segments.get(segments.size() - 1).range().end()).isEqualTo(range.end());
        for (int i = 1; i < segments.size(); i++) {
            MediaTime seam = segments.get(i).range().start();
            assertThat(seam).isEqualTo(segments.get(i - 1).range().end());
            assertThat(index.isSync(index.lastStartingBy(seam))).isTrue();
            assertThat(index.start(index.lastStartingBy(seam))).isEqualTo(seam);
        }
        assertThat(segments.stream().mapToInt(Segment::frames).sum()).isEqualTo((int) (end - start));
    }

    @Test
    void E17_partsShrinkTowardsTheEndAndAreNeitherTinyNorHuge() {
        List<Segment> segments =
                SegmentPlanner.divide(index(6000, 20), TimeRange.between(MediaTime.ZERO, MediaTime.seconds(600)), 2);

        double first = segments.get(0).range().duration().toSeconds();
        double last = segments.get(segments.size() - 1).range().duration().toSeconds();
        assertThat(first).isBetween(20.0, 32.0);
        assertThat(last).isBetween(2.0, 8.0);
    }

    @Test
    void E17_aRangeThatBeginsInsideAFrameCountsTheFrameOnScreen() {
        TimeRange range = TimeRange.between(MediaTime.of(15, 100), MediaTime.of(45, 100));

        List<Segment> segments = SegmentPlanner.divide(index(100, 10), range, 2);

        assertThat(segments).hasSize(1);
        assertThat(segments.get(0).frames()).isEqualTo(4);
    }

    @Test
    void E17_theLastPartsShareTheCoresOfLanesThatHaveNone() {
        assertThat(threads(7, 2, 2)).containsExactly(1, 1, 1, 1, 1, 1, 2);
        assertThat(threads(9, 8, 8)).containsExactly(1, 1, 1, 1, 1, 2, 2, 4, 8);
        assertThat(threads(3, 16, 16)).containsExactly(5, 8, 16);
        assertThat(threads(3, 2, 1)).containsExactly(1, 1, 1);
    }

    private static List<Integer> threads(int parts, int lanes, int cores) {
        return IntStream.range(0, parts)
                .mapToObj(number -> SegmentPlanner.threads(number, parts, lanes, cores))
                .toList();
    }
}
