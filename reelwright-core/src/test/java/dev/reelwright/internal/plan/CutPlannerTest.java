package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.internal.index.TestIndexes;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CutPlannerTest {
    private static final MediaTime GRAIN = MediaTime.of(1, 90_000);

    /**
     * Ten frames a second: mini groups of pictures of this many frames, each decoded from its last frame on, and in open
     * groups the frames before a sync sample are decoded after it.
     */
    private static TrackIndex index(int frames, int miniGop, int gop, boolean open) {
        TestIndexes packets = TestIndexes.packets();
        packets.add(0, 1, true, false);
        int at = 1;
        while (at < frames) {
            int anchor = Math.min(frames - 1, at + miniGop - 1);
            int nextKey = (at / gop + (at % gop == 0 ? 0 : 1)) * gop;
            if (open && anchor >= nextKey) {
                anchor = Math.min(frames - 1, nextKey);
            } else if (!open && anchor >= nextKey) {
                anchor = at == nextKey ? at : nextKey - 1;
            }
            packets.add(anchor, 1, anchor % gop == 0, false);
            for (int between = at; between < anchor; between++) {
                packets.add(between, 1, false, false);
            }
            at = anchor + 1;
        }
        return packets.build();
    }

    private static TimeRange frames(int from, int to) {
        return TimeRange.between(MediaTime.of(from, 10), MediaTime.of(to, 10));
    }

    @Property(tries = 1000)
    void B2_everyFrameOfTheRangeIsThereOnceAndWhatIsCopiedCanBeDecoded(
            @ForAll @IntRange(min = 2, max = 200) int count,
            @ForAll @IntRange(min = 1, max = 6) int miniGop,
            @ForAll @IntRange(min = 1, max = 60) int gop,
            @ForAll boolean open,
            @ForAll @IntRange(min = 0, max = 199) int from,
            @ForAll @IntRange(min = 1, max = 200) int length) {
        TrackIndex index = index(count, miniGop, gop, open);
        int start = from % count;
        int end = Math.min(count, start + length);

        List<CutPiece> pieces = CutPlanner.divide(index, frames(start, end), GRAIN, packet -> true);

        List<Integer> shown = new ArrayList<>();
        for (CutPiece piece : pieces) {
            IntStream.rangeClosed(piece.firstFrame(), piece.lastFrame()).forEach(shown::add);
            if (piece instanceof CutPiece.Copy copy) {
                assertThat(index.packets().isKey(copy.firstPacket())).isTrue();
                Set<Integer> carried = new HashSet<>();
                for (int packet = copy.firstPacket(); packet <= copy.lastPacket(); packet++) {
                    if (!copy.leftOut().contains(packet)) {
                        carried.add((int) index.packets().pts(packet));
                    } else {
                        assertThat(index.packets().pts(packet))
                                .isLessThan(index.packets().pts(copy.firstPacket()));
                    }
                }
                assertThat(carried)
                        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(copy.firstFrame(), copy.lastFrame())
                                .boxed()
                                .toList());
            }
        }
        assertThat(shown)
                .containsExactlyElementsOf(IntStream.range(start, end).boxed().toList());
    }

    @Property(tries = 300)
    void B2_theEndCostsNoMoreThanAMiniGroupOfPictures(
            @ForAll @IntRange(min = 1, max = 6) int miniGop, @ForAll @IntRange(min = 60, max = 200) int end) {
        TrackIndex index = index(300, miniGop, 1000, false);

        List<CutPiece> pieces = CutPlanner.divide(index, frames(0, end), GRAIN, packet -> true);

        assertThat(pieces.get(0)).isInstanceOf(CutPiece.Copy.class);
        assertThat(end - pieces.get(0).frames()).isLessThan(miniGop);
    }

    @Test
    void B2_flagsThatTheBitsDoNotBearOutAreNoPlaceToBegin() {
        TrackIndex index = index(100, 3, 20, false);

        List<CutPiece> pieces = CutPlanner.divide(
                index, frames(10, 90), GRAIN, packet -> index.packets().pts(packet) >= 60);

        assertThat(pieces).first().isEqualTo(new CutPiece.Encode(10, 59));
        assertThat(pieces.get(1).firstFrame()).isEqualTo(60);
    }

    @Test
    void B2_aRangeInsideOfOneGroupOfPicturesIsEncoded() {
        TrackIndex index = index(100, 3, 50, false);

        List<CutPiece> pieces = CutPlanner.divide(index, frames(10, 40), GRAIN, packet -> true);

        assertThat(pieces).containsExactly(new CutPiece.Encode(10, 39));
    }

    @Test
    void B2_leadingPicturesOfAnOpenGroupAreEncodedNotCopied() {
        TrackIndex index = index(100, 4, 20, true);

        List<CutPiece> pieces = CutPlanner.divide(index, frames(18, 60), GRAIN, packet -> true);

        CutPiece.Copy copy = (CutPiece.Copy) pieces.get(1);
        assertThat(pieces.get(0)).isEqualTo(new CutPiece.Encode(18, 19));
        assertThat(copy.firstFrame()).isEqualTo(20);
        assertThat(copy.leftOut()).hasSize(3);
    }
}
