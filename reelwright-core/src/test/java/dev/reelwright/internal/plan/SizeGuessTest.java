package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.FileType;
import dev.reelwright.export.SizeRange;
import dev.reelwright.internal.engine.TimeBase;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SizeGuessTest {
    @Property
    void D6_aRangeHoldsItsGuess(
            @ForAll @DoubleRange(min = 0, max = 1e15) double bytes,
            @ForAll @DoubleRange(min = 0, max = 1e15) double error) {
        SizeRange range = new Guess(bytes, error).range();

        assertThat(range.low()).isBetween(0L, range.expected());
        assertThat(range.high()).isGreaterThanOrEqualTo(range.expected());
    }

    @Test
    void D6_errorsOfPartsPartlyCancel() {
        Guess sum = new Guess(100, 3).plus(new Guess(200, 4));

        assertThat(sum).isEqualTo(new Guess(300, 5));
    }

    @Property
    void D6_soundOfOneRateIsThatRate(@ForAll @IntRange(min = 1, max = 20) int samples) {
        Guess guess = SoundModel.guess(60, Collections.nCopies(samples, 16_000.0));

        assertThat(guess.bytes()).isEqualTo(960_000, within(1e-3));
        assertThat(guess.relativeError()).isGreaterThan(0.01);
    }

    @Property
    void D6_whatGrowsOfTheOverheadGrowsWithTheSamples(@ForAll @IntRange(min = 10, max = 500) int frames) {
        long once = IndexBytes.growing(FileType.MP4, 1_000_000, List.of(frames(frames), sounds(frames)));
        long twice = IndexBytes.growing(FileType.MP4, 1_000_000, List.of(frames(2 * frames), sounds(2 * frames)));

        assertThat(twice).isBetween(2 * once - 64, 2 * once + 64);
    }

    @Test
    void D6_overheadIsNeverExceeded() {
        assertThat(IndexBytes.growing(FileType.MP4, 100, List.of(frames(500)))).isEqualTo(100);
    }

    private static PacketLog frames(int count) {
        PacketLog log = new PacketLog(TimeBase.ofScale(25));
        for (int i = 0; i < count; i++) {
            log.add(i, i + i % 3, 1, 100 + i, i % 50 == 0);
        }
        return log;
    }

    private static PacketLog sounds(int count) {
        PacketLog log = new PacketLog(TimeBase.ofScale(25));
        for (int i = 0; i < count; i++) {
            log.add(i, i, 1, 50 + i % 7, true);
        }
        return log;
    }
}
