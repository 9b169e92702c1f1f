package dev.reelwright.internal.plan;

import java.util.Arrays;
import java.util.List;

/**
 * From samples to the whole.
 *
 * <p>Pictures between sync samples take a rate that grows with the source's own (a ratio estimator, by the square root of
 * the source's rate: codings at constant quality follow it wholly, sources at a constant rate not at all, and between the
 * two the root errs least). Sync samples are counted apart, for a sample has more of them than its share.
 */
public final class SizeModel {
    /** How far rates of samples lie apart before any are there to tell, as a share; weighs as much as three samples. */
    private static final double EXPECTED_SPREAD = 0.12;

    private static final int EXPECTED_SPREAD_COUNTS = 3;
    /** What samples are off by even when they all agree: their beginnings and ends are not those of the whole. */
    private static final double PICTURE_BIAS = 0.04;

    private static final double STEP_SECONDS = 2;

    private static final double SOUND_BIAS = 0.015;
    private static final double EXPECTED_SOUND_SPREAD = 0.06;

    private SizeModel() {}

    /**
     * The whole of a video track.
     *
     * @param length seconds of the range
     * @param keySeconds from one sync sample to the next at most; 0 where every frame is one
     * @param cap bits a second that the encoder holds to over two seconds, 0 for none
     */
    public record Pictures(double length, double keySeconds, double cap) {}

    /**
     * How many bytes the pictures of a whole range take.
     *
     * @param spread says what each sample stands for
     * @param source with its own times from the range's beginning on
     */
    public static Guess pictures(Pictures whole, List<PictureSample> samples, SampleSpread spread, SourceRates source) {
        double rates = 0;
        double sources = 0;
        double keySize = 0;
        double seconds = 0;
        int cuts = 0;
        for (PictureSample sample : samples) {
            double weight = spread.weight(sample.middle());
            rates += weight * sample.otherRate();
            sources += weight * Math.sqrt(sample.sourceRate());
            keySize += weight * sample.keySize();
            seconds += sample.seconds();
            cuts += sample.cuts();
        }
        double factor = rates / sources;
        double keyRate = keyRate(cuts / seconds, whole.keySeconds());
        double keys = keySize * keyRate;
        double step = Math.min(STEP_SECONDS, whole.length());
        Bucket bucket = new Bucket(whole.cap() / 8);
        double bytes = 0;
        for (double from = 0; from < whole.length() - 1e-9; from += step) {
            double to = Math.min(whole.length(), from + step);
            double rate = factor * Math.sqrt(source.between(from, to)) + keys;
            bytes += bucket.spend(rate * (to - from), to - from);
        }
        double[] residuals = new double[samples.size()];
        for (int i = 0; i < residuals.length; i++) {
            PictureSample sample = samples.get(i);
            double found = sample.otherRate() + sample.keySize() * keyRate;
            residuals[i] = found / (factor * Math.sqrt(sample.sourceRate()) + keys) - 1;
        }
        double sampling = samplingError(residuals, EXPECTED_SPREAD) * Math.sqrt(1 - spread.covered());
        return new Guess(bytes, bytes * Math.hypot(sampling, PICTURE_BIAS));
    }

    /** The source's bytes a second by seconds from the range's beginning on. */
    public interface SourceRates {
        double between(double from, double to);
    }

    /**
     * Sync samples a second. One comes {@code interval} after the last at the latest, and one at each cut; where cuts come
     * by chance, a scene has one at its beginning and one for each whole interval that it lasts.
     */
    static double keyRate(double cutsPerSecond, double interval) {
        if (interval <= 0) {
            return 0;
        }
        return cutsPerSecond * interval < 1e-6
                ? 1 / interval
                : cutsPerSecond / (1 - Math.exp(-cutsPerSecond * interval));
    }

    /** How many bytes sound takes whose samples have these rates, in bytes a second. */
    public static Guess sound(double seconds, double[] rates) {
        double mean = Arrays.stream(rates).average().orElse(0);
        double[] residuals =
                Arrays.stream(rates).map(rate -> mean > 0 ? rate / mean - 1 : 0).toArray();
        double error = Math.hypot(samplingError(residuals, EXPECTED_SOUND_SPREAD), SOUND_BIAS);
        return new Guess(mean * seconds, mean * seconds * error);
    }

    /** Half the width of an interval that holds the truth nearly always, for the mean of what has these residuals. */
    static double samplingError(double[] residuals, double expectedSpread) {
        double squares = EXPECTED_SPREAD_COUNTS * expectedSpread * expectedSpread;
        for (double residual : residuals) {
            squares += residual * residual;
        }
        int freedom = EXPECTED_SPREAD_COUNTS + residuals.length - 1;
        double variance = squares / freedom;
        return student(freedom) * Math.sqrt(variance / residuals.length);
    }

    /** The 97.5 % point of Student's distribution, within 2 %. */
    private static double student(int freedom) {
        double f = freedom;
        return 1.96 + 2.4 / f + 2.9 / (f * f) + 5.4 / (f * f * f * f);
    }

    /** What a decoder's buffer of two seconds lets an encoder spend. */
    private static final class Bucket {
        private static final double SECONDS = STEP_SECONDS;
        private static final double FULL_AT_START = 0.9;

        private final double rate;
        private double level;

        /** @param rate bytes a second, 0 for no limit */
        Bucket(double rate) {
            this.rate = rate;
            this.level = rate * SECONDS * FULL_AT_START;
        }

        double spend(double bytes, double seconds) {
            if (rate == 0) {
                return bytes;
            }
            double there = level + rate * seconds;
            double spent = Math.min(bytes, there);
            level = Math.min(rate * SECONDS, there - spent);
            return spent;
        }
    }
}
