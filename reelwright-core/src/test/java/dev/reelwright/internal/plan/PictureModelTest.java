package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PictureModelTest {
    private static final int FRAME_RATE = 25;
    private static final int KEY_INTERVAL = 50;
    private static final double LENGTH = 120;
    private static final double WINDOW = 2;
    private static final double KEY_SIZE = 20_000;

    /** A source whose frames take so many bytes by their time. */
    private record Made(DoubleUnaryOperator bytesOfFrameAt) implements PictureModel.Source {
        @Override
        public double frames(double from, double to) {
            return (to - from) * FRAME_RATE;
        }

        @Override
        public double bytes(double from, double to) {
            return frames(from, to) * bytesOfFrameAt.applyAsDouble((from + to) / 2);
        }
    }

    private static final Made BUSY_AT_THE_END = new Made(time -> time < 80 ? 1000 : 4000);

    /** Samples of an encode whose frames take so many bytes by their time. */
    private static Guess guess(Made source, DoubleUnaryOperator encoded, int count, double cap) {
        SampleSpread spread = new SampleSpread(LENGTH, WINDOW);
        List<PictureSample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            OptionalDouble middle = spread.next();
            double at = middle.orElseThrow();
            spread.add(at);
            samples.add(new PictureSample(
                    at,
                    KEY_INTERVAL,
                    1,
                    0,
                    KEY_SIZE,
                    KEY_INTERVAL * encoded.applyAsDouble(at),
                    source.bytes(at - WINDOW / 2, at + WINDOW / 2)));
        }
        PictureModel.Whole whole = new PictureModel.Whole(LENGTH, KEY_INTERVAL, cap);
        return new PictureModel(whole, spread, source).guess(samples);
    }

    private static double keys() {
        return LENGTH / WINDOW * KEY_SIZE;
    }

    @Property(tries = 30)
    void D6_anEncodeInProportionToTheSourceIsFoundExactly(@ForAll @IntRange(min = 4, max = 30) int count) {
        Guess guess =
                guess(BUSY_AT_THE_END, time -> BUSY_AT_THE_END.bytesOfFrameAt().applyAsDouble(time) / 2, count, 0);

        double real = FRAME_RATE * (80 * 500 + 40 * 2000) + keys();
        assertThat(guess.bytes()).isEqualTo(real, within(real * 0.06));
        assertThat(real).isBetween(guess.bytes() - guess.error(), guess.bytes() + guess.error());
    }

    @Property(tries = 30)
    void D6_aSourceThatTellsNothingIsNotListenedTo(@ForAll @IntRange(min = 4, max = 30) int count) {
        Guess guess = guess(BUSY_AT_THE_END, time -> 700, count, 0);

        double real = FRAME_RATE * LENGTH * 700 + keys();
        assertThat(guess.bytes()).isEqualTo(real, within(real * 0.06));
        assertThat(real).isBetween(guess.bytes() - guess.error(), guess.bytes() + guess.error());
    }

    @Test
    void D6_moreSamplesAreSurer() {
        DoubleUnaryOperator encoded = time -> 700 + 200 * Math.sin(time);

        double few = guess(BUSY_AT_THE_END, encoded, 3, 0).relativeError();
        double more = guess(BUSY_AT_THE_END, encoded, 12, 0).relativeError();

        assertThat(more).isLessThan(few);
        assertThat(few).isGreaterThan(0.1);
    }

    @Test
    void D6_theEncodersCapHolds() {
        double cap = 100_000;

        Guess guess = guess(BUSY_AT_THE_END, time -> 700, 5, cap);

        // two seconds are in the decoder's buffer at the beginning
        assertThat(guess.bytes()).isLessThanOrEqualTo(cap / 8 * (LENGTH + 2)).isGreaterThan(cap / 8 * LENGTH * 0.95);
    }

    @Test
    void D6_cutsBringSyncSamplesForward() {
        double none = PictureModel.keyRate(0, 50);
        double rare = PictureModel.keyRate(0.001, 50);
        double often = PictureModel.keyRate(0.5, 50);

        assertThat(none).isEqualTo(0.02);
        assertThat(rare).isBetween(0.02, 0.021);
        assertThat(often).isEqualTo(0.5, within(0.001));
    }

    private static VideoSettings settings(String encoder) {
        return new VideoSettings(
                "h264",
                encoder,
                new Size(320, 180),
                PictureTransform.IDENTITY,
                null,
                "yuv420p",
                ColorProperties.BT709,
                dev.reelwright.video.HdrMetadata.NONE,
                VideoSettings.Conversion.NONE,
                dev.reelwright.export.Deinterlace.AUTO,
                0,
                FRAME_RATE,
                0,
                KEY_INTERVAL,
                0,
                0,
                0,
                Map.of());
    }

    private static PictureSample sample(boolean atStart) {
        PacketLog log = new PacketLog(TimeBase.ofScale(FRAME_RATE));
        for (int i = 0; i < 60; i++) {
            boolean key = i == 0 || i == 20;
            log.add(i, i, 1, key ? 1000 : 10, key);
        }

        return PictureSample.of(log, 1, 2, settings("libx264"), atStart, new PictureSample.Source() {
            @Override
            public double frames(double seconds) {
                return seconds * FRAME_RATE;
            }

            @Override
            public double bytes(double seconds) {
                return seconds * 500;
            }
        });
    }

    @Test
    void D6_aSampleKnowsItsSyncSamplesAndLeavesOutWhatIsOnlyLookedAhead() {
        PictureSample sample = sample(true);

        assertThat(sample.frames()).isEqualTo(50);
        assertThat(sample.keys()).isEqualTo(2);
        assertThat(sample.cuts()).isEqualTo(1);
        assertThat(sample.keyBytes()).isEqualTo(2000);
        assertThat(sample.otherBytes()).isEqualTo(480);
        assertThat(sample.sourceBytes()).isEqualTo(1000);
    }

    @Test
    void D6_firstSyncSamplesAreTakenForLaterOnes() {
        PictureSample sample = sample(false);

        // the encoder's own words are in the first one only, and later ones get more
        assertThat(sample.keyBytes()).isEqualTo((1000 - 700) * 1.2 + 1000);
    }
}
