package dev.reelwright.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.time.MediaTime;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrackIndexTest {
    private static MediaTime tenths(long value) {
        return MediaTime.of(value, 10);
    }

    private static OptionalInt at(TrackIndex index, String time) {
        return index.frameAt(MediaTime.parse(time));
    }

    @Test
    void I3_framesAreNumberedAsTheyAreShown() {
        TrackIndex index = TestIndexes.packets().add("I0 P3 B1 B2 P6 B4 B5").build();

        assertThat(index.frameCount()).isEqualTo(7);
        assertThat(IntStream.range(0, 7).map(index::packetOf)).containsExactly(0, 2, 3, 1, 5, 6, 4);
        assertThat(index.start(3)).isEqualTo(tenths(3));
        assertThat(index.end(3)).isEqualTo(tenths(4));
        assertThat(index.end()).isEqualTo(tenths(7));
    }

    @Test
    void I3_openGopLeadingPicturesAreDecodedFromTheSyncSampleBefore() {
        // B5 and B6 follow I7 in the file and are shown before it
        TrackIndex index = TestIndexes.packets().add("I0 P4 B2 I7 B5 B6 P9 B8").build();

        int lead = index.frameAt(tenths(5)).orElseThrow();
        int trailing = index.frameAt(tenths(8)).orElseThrow();
        assertThat(index.syncPacketFor(lead)).isZero();
        assertThat(index.syncPacketFor(trailing)).isEqualTo(3);
        assertThat(index.syncPacketFor(index.frameAt(tenths(7)).orElseThrow())).isEqualTo(3);
    }

    @Test
    void I3_withoutSyncSamplesDecodingStartsAtTheFirstPacket() {
        TrackIndex index = TestIndexes.packets().add("P0 P1 P2").build();

        assertThat(index.syncPacketFor(2)).isZero();
        assertThat(index.summary().gops()).isZero();
    }

    @Test
    void I8_hiddenPacketsHaveNoFrameButServeDecoding() {
        TrackIndex index = TestIndexes.packets().add("i0 p1 P2 P3").offset(2).build();

        assertThat(index.frameCount()).isEqualTo(2);
        assertThat(index.start()).isEqualTo(MediaTime.ZERO);
        assertThat(index.syncPacketFor(0)).isZero();
        assertThat(at(index, "0.15")).hasValue(1);
    }

    @Test
    void I8_nothingIsOnScreenInAGap() {
        TrackIndex index = TestIndexes.packets()
                .add("I0 P1 P6 P7")
                .gap(tenths(2), tenths(6))
                .build();

        assertThat(at(index, "0.19")).hasValue(1);
        assertThat(index.end(1)).isEqualTo(tenths(2));
        assertThat(at(index, "0.2")).isEmpty();
        assertThat(at(index, "0.59")).isEmpty();
        assertThat(at(index, "0.6")).hasValue(2);
    }

    @Test
    void I7_nothingIsOnScreenBeforeTheFirstFrameAndFromTheEndOn() {
        TrackIndex index = TestIndexes.packets().add("I3 P4").build();

        assertThat(at(index, "0.29")).isEmpty();
        assertThat(at(index, "0.3")).hasValue(0);
        assertThat(at(index, "0.4999")).hasValue(1);
        assertThat(at(index, "0.5")).isEmpty();
        assertThat(at(index, "1000000000")).isEmpty();
        assertThat(at(index, "-5")).isEmpty();
    }

    @Test
    void I7_presentationEndsAtTheLimit() {
        TrackIndex index =
                TestIndexes.packets().add("I0 P1").limit(MediaTime.of(15, 100)).build();

        assertThat(index.end()).isEqualTo(MediaTime.of(15, 100));
        assertThat(at(index, "0.149")).hasValue(1);
        assertThat(at(index, "0.15")).isEmpty();
    }

    @Test
    void I7_framesBehindTheLimitAreNotShown() {
        TrackIndex index = TestIndexes.packets()
                .add("I0 P1 P2 P3")
                .limit(MediaTime.of(15, 100))
                .build();

        assertThat(at(index, "0.149")).hasValue(1);
        assertThat(at(index, "0.15")).isEmpty();
        assertThat(at(index, "0.25")).isEmpty();
    }

    @Test
    void I7_lastFrameWithoutADurationLastsAsLongAsTheOneBefore() {
        TrackIndex index = TestIndexes.packets()
                .add(0, 0, true, false)
                .add(4, 0, false, false)
                .build();

        assertThat(index.end()).isEqualTo(tenths(8));
    }

    @Test
    void I3_ofEqualTimesTheLaterPacketIsShown() {
        TrackIndex index = TestIndexes.packets().add("I0 P1 P1 P2").build();

        assertThat(index.frameCount()).isEqualTo(3);
        assertThat(index.packetOf(1)).isEqualTo(2);
    }

    @Test
    void I1_emptyTableHasNoFrames() {
        TrackIndex index = TestIndexes.packets().build();

        assertThat(index.frameCount()).isZero();
        assertThat(index.frameAt(MediaTime.ZERO)).isEmpty();
        assertThat(index.end()).isEqualTo(MediaTime.ZERO);
        assertThat(index.summary().frames()).isZero();
    }

    @Test
    void D13_offsetMovesAllTimes() {
        TrackIndex index = TestIndexes.packets().add("I15 P16 P17").offset(15).build();

        assertThat(index.start()).isEqualTo(MediaTime.ZERO);
        assertThat(at(index, "0.1")).hasValue(1);
        assertThat(index.containerPts(1)).isEqualTo(16);
        assertThat(index.end()).isEqualTo(tenths(3));
    }

    @Test
    void D13_farTimesDoNotOverflow() {
        TrackIndex index = TestIndexes.packets().add("I15 P16 P17").offset(15).build();

        assertThat(index.lastStartingBy(MediaTime.of(Long.MAX_VALUE, 1))).isEqualTo(2);
        assertThat(index.lastStartingBy(MediaTime.of(Long.MIN_VALUE, 1))).isEqualTo(-1);
        assertThat(index.lastStartingBy(MediaTime.POSITIVE_INFINITY)).isEqualTo(2);
        assertThat(index.lastStartingBy(MediaTime.NEGATIVE_INFINITY)).isEqualTo(-1);
    }

    @Test
    void I3_packetsWithoutTimesFollowTheOnesBefore() {
        PacketTable table = new PacketTable();
        table.add(5, TimeBase.NONE, 2, 0, true, false);
        table.add(TimeBase.NONE, TimeBase.NONE, 2, 1, false, false);

        assertThat(table.pts(1)).isEqualTo(7);
        assertThat(table.dts(1)).isEqualTo(7);
    }

    @Test
    void I3_tablesGrow() {
        PacketTable table = new PacketTable();
        for (int i = 0; i < 5000; i++) {
            table.add(i, i, 1, 10L * i, i % 100 == 0, i % 7 == 0);
        }

        assertThat(table.count()).isEqualTo(5000);
        assertThat(table.pts(4999)).isEqualTo(4999);
        assertThat(table.position(4000)).isEqualTo(40_000);
        assertThat(table.isKey(4900)).isTrue();
        assertThat(table.isHidden(4900)).isTrue();
        assertThat(table.syncAtOrBefore(4999)).isEqualTo(4900);
        assertThat(table.presentationOrder()).hasSize(5000 - 715);
    }

    @Property(tries = 500)
    void I3_frameAtAgreesWithASearchThroughAllFrames(
            @ForAll("tables") TestIndexes packets, @ForAll @IntRange(min = -50, max = 1500) int hundredths) {
        TrackIndex index = packets.build();
        MediaTime time = MediaTime.of(hundredths, 100);

        List<Integer> shown = IntStream.range(0, index.frameCount())
                .filter(i -> !time.isBefore(index.start(i)) && time.isBefore(index.end(i)))
                .boxed()
                .toList();

        assertThat(shown).hasSizeLessThanOrEqualTo(1);
        assertThat(index.frameAt(time)).isEqualTo(shown.isEmpty() ? OptionalInt.empty() : OptionalInt.of(shown.get(0)));
    }

    @Property(tries = 300)
    void I3_decodingStartsAtASyncSampleShownNoLaterOrAtTheFirstPacket(@ForAll("tables") TestIndexes packets) {
        TrackIndex index = packets.build();

        for (int frame = 0; frame < index.frameCount(); frame++) {
            int sync = index.syncPacketFor(frame);
            assertThat(sync).isLessThanOrEqualTo(index.packetOf(frame));
            boolean usable = index.packets().isKey(sync) && index.packets().pts(sync) <= index.containerPts(frame);
            assertThat(usable || sync == 0).isTrue();
        }
    }

    @Provide
    static Arbitrary<TestIndexes> tables() {
        Arbitrary<long[]> packet = Combinators.combine(
                        Arbitraries.longs().between(0, 120),
                        Arbitraries.longs().between(0, 9),
                        Arbitraries.longs().between(0, 5),
                        Arbitraries.longs().between(0, 9))
                .as((pts, duration, sync, hidden) -> new long[] {pts, duration, sync, hidden});
        Arbitrary<List<long[]>> packets = packet.list().ofMaxSize(40);
        return Combinators.combine(
                        packets,
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.longs().between(0, 100))
                .as((list, offset, gap) -> {
                    TestIndexes index = TestIndexes.packets().offset(offset);
                    list.forEach(p -> index.add(p[0], p[1], p[2] == 0, p[3] == 0));
                    return gap < 50 ? index.gap(tenths(gap), tenths(gap + 7)) : index;
                });
    }
}
