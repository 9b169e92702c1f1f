package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.internal.index.TestIndexes;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.time.MediaTime;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Indexes here have 10 ticks a second; frames are numbered in order of presentation. */
class ImagePlannerTest {
    private static final MediaTime ANY = MediaTime.POSITIVE_INFINITY;

    /** Sync samples at 0, 1 and 2 s, the last frame from 2.9 to 3 s. */
    private static TrackIndex threeSeconds() {
        TestIndexes index = TestIndexes.packets();
        for (int i = 0; i < 30; i++) {
            index.add(i, 1, i % 10 == 0, false);
        }
        return index.build();
    }

    private static int choose(TrackIndex index, String time, String before, String after) {
        return new ImagePlanner(index, MediaTime.parse(before), MediaTime.parse(after)).choose(MediaTime.parse(time));
    }

    @ParameterizedTest(name = "at {0} within −{1} and +{2} frame {3}")
    @CsvSource({
        // exact
        "0, 0, 0, 0",
        "0.05, 0, 0, 0",
        "0.1, 0, 0, 1",
        "2.999, 0, 0, 29",
        "3, 0, 0, -1",
        "-0.001, 0, 0, -1",
        // any frame: the nearest sync sample
        "0.49, inf, inf, 0",
        "0.51, inf, inf, 10",
        "2.2, inf, inf, 20",
        // from the end on: the last picture
        "3, inf, inf, 29",
        "77, inf, inf, 29",
        "3.05, 1, 0, 29",
        "5, 1, 1, -1",
        "3, 0, inf, -1",
        // before the beginning
        "-1, inf, inf, 0",
        "-1, 0, 2, 0",
        "-1, 0, 0.5, -1",
        // one side
        "0.55, inf, 0, 0",
        "0.55, 0, inf, 10",
        "2.55, 0, inf, 26",
        "1, 0, inf, 10",
        // a window without a sync sample: the frame on screen if it begins inside, else the first that does
        "0.55, 0.1, 0.1, 5",
        "0.55, 0.01, 0.1, 6",
        "0.55, 0.01, 0.01, 5",
        // a window with one
        "0.95, 0.1, 0.1, 10",
        "1.05, 0.1, 0.1, 10",
        // ends of windows belong to them
        "1.25, 0.25, 0, 10",
        "0.75, 0, 0.25, 10",
    })
    void I4_I5_I7_choice(String time, String before, String after, int frame) {
        assertThat(choose(threeSeconds(), time, before, after)).isEqualTo(frame);
    }

    @Test
    void I4_frameThatIsDecodedAnywayServesItsNeighbours() {
        ImagePlanner planner = new ImagePlanner(threeSeconds(), MediaTime.parse("0.25"), MediaTime.parse("0.1"));

        int[] frames = planner.choose(Stream.of("0.85", "0.45", "0.55", "0.65", "0.75", "1.05")
                .map(MediaTime::parse)
                .toList());

        assertThat(frames).containsExactly(7, 4, 4, 4, 7, 10);
    }

    @Test
    void I2_emptyIndexHasNoChoice() {
        TrackIndex empty = TestIndexes.packets().build();

        assertThat(choose(empty, "0", "0", "0")).isEqualTo(-1);
        assertThat(choose(empty, "0", "inf", "inf")).isEqualTo(-1);
    }

    @Test
    void I8_gapsAreReachedOverByToleranceOnly() {
        TrackIndex index = TestIndexes.packets()
                .add("I0 P1 I6 P7")
                .gap(MediaTime.of(2, 10), MediaTime.of(6, 10))
                .build();

        assertThat(choose(index, "0.3", "0", "0")).isEqualTo(-1);
        assertThat(choose(index, "0.3", "0.1", "0.1")).isEqualTo(-1);
        assertThat(choose(index, "0.3", "0.25", "0")).isEqualTo(1);
        assertThat(choose(index, "0.3", "0", "0.3")).isEqualTo(2);
        assertThat(choose(index, "0.5", "inf", "inf")).isEqualTo(2);
    }

    @Test
    void I4_openGopsSyncSampleIsFoundByItsTimeOfPresentation() {
        // in order of presentation: I0 B2 P4 B5 B6 I7 B8 P9
        TrackIndex index = TestIndexes.packets().add("I0 P4 B2 I7 B5 B6 P9 B8").build();

        assertThat(choose(index, "0.6", "0.2", "0.2")).isEqualTo(5);
        assertThat(choose(index, "0.6", "0.2", "0")).isEqualTo(4);
    }

    @Test
    void I8_hiddenPacketsAreNeverChosen() {
        TrackIndex index = TestIndexes.packets().add("i0 p1 P2 P3 I4").offset(2).build();

        assertThat(choose(index, "0", "inf", "inf")).isEqualTo(2);
        assertThat(choose(index, "0", "inf", "0")).isZero();
    }

    @Test
    void I7_framesBehindTheEndOfTheEditAreNotTheLastPicture() {
        TrackIndex index = TestIndexes.packets()
                .add("I0 P1 P2 P3")
                .limit(MediaTime.of(15, 100))
                .build();

        assertThat(choose(index, "9", "inf", "inf")).isEqualTo(1);
        assertThat(choose(index, "0.25", "0", "0")).isEqualTo(-1);
    }

    @Test
    void I22_choicesKeepTheOrderOfTheTimes() {
        ImagePlanner planner = new ImagePlanner(threeSeconds(), MediaTime.ZERO, MediaTime.ZERO);

        List<MediaTime> times = List.of(MediaTime.seconds(2), MediaTime.ZERO, MediaTime.seconds(9), MediaTime.ZERO);

        assertThat(planner.choose(times)).containsExactly(20, 0, -1, 0);
    }

    @Test
    void I7_timesThatAreNoNumbersHaveNoFrame() {
        ImagePlanner exact = new ImagePlanner(threeSeconds(), MediaTime.ZERO, MediaTime.ZERO);

        for (MediaTime time : List.of(
                MediaTime.INVALID, MediaTime.INDEFINITE, MediaTime.POSITIVE_INFINITY, MediaTime.NEGATIVE_INFINITY)) {
            assertThat(exact.choose(time)).as(time.toString()).isEqualTo(-1);
        }
    }

    @Property(tries = 1000)
    void I4_chosenFrameBeginsInTheWindowOrIsOnScreen(
            @ForAll("indexes") TrackIndex index,
            @ForAll("times") MediaTime time,
            @ForAll("tolerances") MediaTime before,
            @ForAll("tolerances") MediaTime after) {
        int frame = new ImagePlanner(index, before, after).choose(time);

        boolean anyInside = false;
        for (int i = 0; i < index.frameCount(); i++) {
            anyInside |= isInside(index, i, time, before, after);
        }
        if (frame < 0) {
            assertThat(anyInside && !(before.equals(MediaTime.ZERO) && after.equals(MediaTime.ZERO)))
                    .isFalse();
            assertThat(index.frameAt(time)).isEmpty();
        } else {
            boolean onScreen =
                    index.frameAt(time).isPresent() && index.frameAt(time).getAsInt() == frame;
            assertThat(onScreen || isInside(index, frame, time, before, after)).isTrue();
        }
    }

    private static boolean isInside(TrackIndex index, int frame, MediaTime time, MediaTime before, MediaTime after) {
        MediaTime start = index.start(frame);
        return !start.isBefore(time.minus(before)) && !start.isAfter(time.plus(after));
    }

    @Property(tries = 500)
    void I3_zeroTolerancesGiveTheFrameOnScreen(@ForAll("indexes") TrackIndex index, @ForAll("times") MediaTime time) {
        int frame = new ImagePlanner(index, MediaTime.ZERO, MediaTime.ZERO).choose(time);

        assertThat(frame).isEqualTo(index.frameAt(time).orElse(-1));
    }

    @Property(tries = 500)
    void I2_widerTolerancesNeverFailWhereNarrowerOnesDoNot(
            @ForAll("indexes") TrackIndex index,
            @ForAll("times") MediaTime time,
            @ForAll("tolerances") MediaTime before,
            @ForAll("tolerances") MediaTime after) {
        int narrow = new ImagePlanner(index, before, after).choose(time);
        int wide = new ImagePlanner(index, before.plus(MediaTime.of(1, 7)), ANY).choose(time);

        assertThat(narrow >= 0 && wide < 0).isFalse();
    }

    @Provide
    static Arbitrary<MediaTime> times() {
        return Arbitraries.longs().between(-100, 1500).map(v -> MediaTime.of(v, 100));
    }

    @Provide
    static Arbitrary<MediaTime> tolerances() {
        return Arbitraries.oneOf(
                Arbitraries.of(MediaTime.ZERO, ANY),
                Arbitraries.longs().between(0, 300).map(v -> MediaTime.of(v, 100)));
    }

    @Provide
    static Arbitrary<TrackIndex> indexes() {
        Arbitrary<long[]> packet = Combinators.combine(
                        Arbitraries.longs().between(0, 120),
                        Arbitraries.longs().between(0, 9),
                        Arbitraries.longs().between(0, 4),
                        Arbitraries.longs().between(0, 9))
                .as((pts, duration, sync, hidden) -> new long[] {pts, duration, sync, hidden});
        return packet.list().ofMaxSize(40).map(list -> {
            TestIndexes index = TestIndexes.packets();
            list.forEach(p -> index.add(p[0], p[1], p[2] == 0, p[3] == 0));
            return index.build();
        });
    }
}
