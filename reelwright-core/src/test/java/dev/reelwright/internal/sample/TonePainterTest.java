package dev.reelwright.internal.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TonePainterTest {
    @ParameterizedTest
    @ValueSource(ints = {8000, 22050, 44100, 48000, 96000})
    void everySecondBeginsWithAClickExactlyOnItsSample(int rate) {
        float[] sound = fill(-rate / 2, 4 * rate, rate);

        for (int second = 0; second < 3; second++) {
            int start = rate / 2 + second * rate;
            assertThat(sound[start]).isEqualTo(0.5f);
            for (int i = start - rate / 2; i < start; i++) {
                assertThat(sound[i]).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {44100, 48000})
    void toneIs440HertzInEvenSecondsAnd660InOddOnes(int rate) {
        for (long second = 0; second < 4; second++) {
            float[] tone = fill(second * rate + rate / 100, rate * 18 / 100, rate);

            double lower = power(tone, 440, rate);
            double upper = power(tone, 660, rate);

            assertThat(second % 2 == 0 ? lower / upper : upper / lower).isGreaterThan(500);
            assertThat(crossingsPerSecond(tone, rate)).isCloseTo(second % 2 == 0 ? 880 : 1320, within(10.0));
        }
    }

    @Test
    void restOfTheSecondIsSilent() {
        float[] sound = fill(7L * 48000, 48000, 48000);

        assertThat(sound[48000 * 204 / 1000 - 60]).isNotZero();
        for (int i = 48000 * 205 / 1000 + 1; i < 48000; i++) {
            assertThat(sound[i]).isZero();
        }
    }

    @Test
    void noSampleIsLouderThanHalf() {
        for (float sample : fill(0, 96000, 48000)) {
            assertThat(Math.abs(sample)).isLessThanOrEqualTo(0.5f);
        }
    }

    @Property(tries = 50)
    void blocksOfAnySizeJoinToTheSameSound(@ForAll @IntRange(min = 1, max = 5000) int longestBlock, @ForAll long seed) {
        int rate = 44100;
        long start = 1_000_000_007L;
        float[] whole = fill(start, 2 * rate, rate);
        float[] joined = new float[whole.length];
        Random random = new Random(seed);

        for (int at = 0; at < joined.length; ) {
            int count = Math.min(1 + random.nextInt(longestBlock), joined.length - at);
            System.arraycopy(fill(start + at, count, rate), 0, joined, at, count);
            at += count;
        }

        assertThat(joined).isEqualTo(whole);
    }

    private static float[] fill(long firstSample, int count, int rate) {
        float[] sound = new float[count];
        TonePainter.fill(sound, firstSample, count, rate);
        return sound;
    }

    /** The Goertzel algorithm's power at a frequency. */
    private static double power(float[] samples, double hertz, int rate) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / rate);
        double last = 0;
        double beforeLast = 0;
        for (float sample : samples) {
            double now = sample + coefficient * last - beforeLast;
            beforeLast = last;
            last = now;
        }
        return last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    }

    private static double crossingsPerSecond(float[] samples, int rate) {
        int crossings = 0;
        for (int i = 1; i < samples.length; i++) {
            if (samples[i - 1] < 0 != samples[i] < 0) {
                crossings++;
            }
        }
        return crossings * (double) rate / samples.length;
    }
}
