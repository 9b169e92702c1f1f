package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SampleSpreadTest {
    private static List<Double> take(SampleSpread spread, int count) {
        List<Double> middles = new ArrayList<>();
        OptionalDouble next = spread.next();
        while (next.isPresent() && middles.size() < count) {
            spread.add(next.getAsDouble());
            middles.add(next.getAsDouble());
            next = spread.next();
        }
        Collections.sort(middles);
        return middles;
    }

    @Property
    void D6_samplesLieInsideAndDoNotOverlap(
            @ForAll @DoubleRange(min = 1, max = 10_000) double length, @ForAll @IntRange(min = 1, max = 60) int count) {
        double window = 1;

        List<Double> middles = take(new SampleSpread(length, window), count);

        assertThat(middles).isNotEmpty();
        assertThat(middles.get(0)).isGreaterThanOrEqualTo(window / 2 - 1e-6);
        assertThat(middles.get(middles.size() - 1)).isLessThanOrEqualTo(length - window / 2 + 1e-6);
        for (int i = 1; i < middles.size(); i++) {
            assertThat(middles.get(i) - middles.get(i - 1)).isGreaterThanOrEqualTo(window - 1e-6);
        }
    }

    @Property
    void D6_everySampleStandsForItsShare(
            @ForAll @DoubleRange(min = 100, max = 10_000) double length,
            @ForAll @IntRange(min = 1, max = 40) int count) {
        SampleSpread spread = new SampleSpread(length, 1);

        List<Double> middles = take(spread, count);

        double[] weights = middles.stream().mapToDouble(spread::weight).toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
            // no part has three times as many samples as another
            assertThat(weight * middles.size()).isBetween(0.5, 2.0);
        }
        assertThat(sum).isEqualTo(1, within(1e-9));
    }

    @Test
    void D6_whatIsShorterThanASampleHasNone() {
        assertThat(new SampleSpread(1.5, 2).next()).isEmpty();
    }
}
