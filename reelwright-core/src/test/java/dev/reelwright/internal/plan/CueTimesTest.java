package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CueTimesTest {
    private static void assertTiled(List<TimeRange> ranges, MediaTime duration) {
        assertThat(ranges.get(0).start()).isEqualTo(MediaTime.ZERO);
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).start()).isEqualTo(ranges.get(i - 1).end());
        }
        assertThat(ranges).noneMatch(TimeRange::isEmpty);
        MediaTime rest = ranges.get(ranges.size() - 1).end().minus(duration).abs();
        assertThat(rest.compareTo(MediaTime.of(1, 1000))).isLessThanOrEqualTo(0);
    }

    @Property(tries = 200)
    void B11_cuesTileTheDuration(
            @ForAll @IntRange(min = 1, max = 10_000_000) int ticks,
            @ForAll @IntRange(min = 24, max = 90_000) int timescale,
            @ForAll @IntRange(min = 1, max = 500) int number) {
        MediaTime duration = MediaTime.of(ticks, timescale);

        assertTiled(CueTimes.count(number, duration), duration);
        assertTiled(CueTimes.every(duration.timesRatio(1, number).plus(MediaTime.of(1, 1000)), duration), duration);
        assertTiled(CueTimes.usual(duration), duration);
    }

    @Test
    void B11_cuesBeginAtTheMultiplesOfTheInterval() {
        List<TimeRange> cues = CueTimes.every(MediaTime.of(1001, 1000), MediaTime.parse("2.5"));

        assertThat(cues)
                .containsExactly(
                        TimeRange.between(MediaTime.ZERO, MediaTime.of(1001, 1000)),
                        TimeRange.between(MediaTime.of(1001, 1000), MediaTime.of(2002, 1000)),
                        TimeRange.between(MediaTime.of(2002, 1000), MediaTime.of(2500, 1000)));
    }

    @Test
    void B11_cuesAreAsManyAsAskedFor() {
        assertThat(CueTimes.count(7, MediaTime.seconds(10))).hasSize(7);
        assertThat(CueTimes.count(7, MediaTime.of(3, 1000))).hasSize(3);
    }

    @Test
    void B11_theUsualDistanceIsOneToTenSeconds() {
        assertThat(CueTimes.usual(MediaTime.seconds(5))).hasSize(5);
        assertThat(CueTimes.usual(MediaTime.seconds(300))).hasSize(100);
        assertThat(CueTimes.usual(MediaTime.seconds(7200))).hasSize(720);
    }

    @Test
    void B11_slipsInAUnitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CueTimes.every(MediaTime.of(1, 1000), MediaTime.seconds(7200)));
        assertThatIllegalArgumentException().isThrownBy(() -> CueTimes.count(100_001, MediaTime.seconds(7200)));
    }
}
