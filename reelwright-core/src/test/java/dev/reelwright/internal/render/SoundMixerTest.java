package dev.reelwright.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.SampleFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundMixerTest {
    private static final int RATE = 1000;
    private static final SampleFormat FORMAT = new SampleFormat("fltp", RATE, 1, "mono");
    private static final SoundMixer.Input ENDLESS = new SoundMixer.Input(0, Long.MAX_VALUE, Long.MAX_VALUE);

    private final List<Float> given = new ArrayList<>();

    private SoundMixer mixer(SoundMixer.Input... inputs) {
        return new SoundMixer(FORMAT, List.of(inputs), (block, place) -> {
            assertThat(place).isEqualTo(given.size());
            float[] samples = new float[block.samples()];
            block.getSamples(0, samples, samples.length);
            for (float sample : samples) {
                given.add(sample);
            }
        });
    }

    private static void add(SoundMixer mixer, int input, long place, int count, float value) {
        try (Frame frame = new Frame()) {
            frame.allocateSamples(FORMAT, count);
            float[] samples = new float[count];
            Arrays.fill(samples, value);
            frame.putSamples(0, samples, count);
            mixer.add(input, frame, place);
        }
    }

    @Test
    void E33_soundsAreAddedAtTheirPlaces() {
        try (SoundMixer mixer = mixer(ENDLESS, ENDLESS)) {
            add(mixer, 0, 0, 3000, 0.25f);
            add(mixer, 1, 1000, 1000, 0.5f);
            mixer.finish();
        }

        assertThat(given).hasSize(3000);
        assertThat(given.get(999)).isEqualTo(0.25f);
        assertThat(given.get(1000)).isEqualTo(0.75f);
        assertThat(given.get(1999)).isEqualTo(0.75f);
        assertThat(given.get(2000)).isEqualTo(0.25f);
    }

    @Test
    void E33_whatLagsIsWaitedForButNotForEver() {
        try (SoundMixer mixer = mixer(ENDLESS, ENDLESS)) {
            add(mixer, 0, 0, 9000, 0.25f);
            assertThat(given).isEmpty();
            add(mixer, 0, 9000, 9000, 0.25f);
            int waited = given.size();
            add(mixer, 1, 3000, 10_000, 0.5f);
            mixer.finish();

            assertThat(waited).isBetween(18 * RATE - 10 * RATE - 3 * 1024, 18 * RATE - 10 * RATE);
            assertThat(mixer.lateSeconds()).isBetween(waited / 1000.0 - 3, waited / 1000.0 - 3 + 1.1);
        }

        assertThat(given).hasSize(18_000);
        assertThat(given.get(12_000)).isEqualTo(0.75f);
    }

    @Test
    void E33_nobodyWaitsLongForASoundThatHasEnded() {
        try (SoundMixer mixer = mixer(ENDLESS, new SoundMixer.Input(0, 1000, Long.MAX_VALUE))) {
            add(mixer, 1, 0, 1000, 0.5f);
            add(mixer, 0, 0, 9000, 0.25f);

            assertThat(given.size()).isGreaterThan(5 * RATE);
        }
    }

    @Test
    void E33_whatIsNotTooLoudStaysAsItIs() {
        try (SoundMixer mixer = mixer(ENDLESS)) {
            add(mixer, 0, 0, 5000, 1f);
            mixer.finish();

            assertThat(mixer.turnedDown()).isZero();
        }

        assertThat(given).hasSize(5000).allMatch(sample -> sample == 1f);
    }

    @Test
    void E33_tooLoudSumsComeOutAtFullScaleAndQuietOnesRecover() {
        try (SoundMixer mixer = mixer(ENDLESS, ENDLESS)) {
            add(mixer, 0, 0, 9000, 0.8f);
            add(mixer, 1, 5000, 2000, 0.8f);
            add(mixer, 0, 9000, 31_000, 0.8f);
            mixer.finish();

            assertThat(mixer.turnedDown()).isCloseTo(4.08, within(0.01));
        }

        assertThat(given).hasSize(40_000).allMatch(sample -> sample <= 1.0001f);
        assertThat(given.get(3000)).isEqualTo(0.8f);
        assertThat(given.get(6000)).isCloseTo(1f, within(0.01f));
        assertThat(given.get(39_000)).isEqualTo(0.8f);
        for (int i = 1; i < given.size(); i++) {
            boolean jumps = i == 5000 || i == 7000;
            assertThat(jumps || Math.abs(given.get(i) - given.get(i - 1)) < 0.002)
                    .describedAs("no step at " + i)
                    .isTrue();
        }
    }
}
