package dev.reelwright.internal.plan;

import java.util.List;

/**
 * From samples of a video's encode to all of it.
 *
 * <p>What lies between sync samples takes bytes that go with some power of what the source takes for the same frames. Sources
 * at a constant quality are followed nearly in proportion, sources at a constant rate say nothing, and which is the case
 * the samples tell: every power of a few is tried, and counts by how well it explains them. Sync samples are reckoned apart,
 * for a sample begins with one wherever it lies.
 */
public final class PictureModel {
    private static final double[] POWERS = {0, 0.25, 0.5, 0.75, 1};
    private static final double[] NO_POWER = {0};

    /** How far apart rates of samples lie, as a share, as long as there are no samples to tell. */
    private static final double SPREAD = 0.12;

    private static final double INTRA_SPREAD = 0.06;
    /** What samples are off by even where all of them agree: their beginnings and ends are not those of the whole. */
    private static final double BIAS = 0.04;

    private static final double INTRA_BIAS = 0.02;
    private static final double STEP_SECONDS = 2;

    private final Whole whole;
    private final SampleSpread spread;
    private final Source source;

    /**
     * The whole that is asked for.
     *
     * @param seconds of the output
     * @param keyInterval frames from one sync sample to the next at most
     * @param cap bits a second that the encoder holds to over two seconds, 0 for none
     */
    public record Whole(double seconds, int keyInterval, double cap) {}

    /** The source between two times, which are seconds of the output. */
    public interface Source {
        double frames(double from, double to);

        double bytes(double from, double to);
    }

    /** A power of the source's rate, what it makes of the whole, and how well it explains the samples. */
    private record Attempt(double bytes, double squares) {}

    public PictureModel(Whole whole, SampleSpread spread, Source source) {
        this.whole = whole;
        this.spread = spread;
        this.source = source;
    }

    /** How many bytes the whole takes by these samples, of which there is one at least. */
    public Guess guess(List<PictureSample> samples) {
        boolean intra = whole.keyInterval() <= 1;
        double expected = intra ? INTRA_SPREAD : SPREAD;
        double[] powers = intra ? NO_POWER : POWERS;
        Attempt[] attempts = new Attempt[powers.length];
        double[] weights = new double[powers.length];
        double best = Double.MAX_VALUE;
        for (int i = 0; i < powers.length; i++) {
            attempts[i] = attempt(samples, powers[i]);
            best = Math.min(best, Spread.squares(attempts[i].squares(), expected));
        }
        double sum = 0;
        for (int i = 0; i < powers.length; i++) {
            double ratio = best / Spread.squares(attempts[i].squares(), expected);
            weights[i] = Math.pow(ratio, Spread.freedom(samples.size()) / 2.0);
            sum += weights[i];
        }
        double bytes = 0;
        double error = 0;
        for (int i = 0; i < powers.length; i++) {
            bytes += attempts[i].bytes() * weights[i] / sum;
            error += Spread.error(attempts[i].squares(), expected, samples.size()) * weights[i] / sum;
        }
        double disagreement = 0;
        for (int i = 0; i < powers.length; i++) {
            disagreement += Math.pow(attempts[i].bytes() / Math.max(1, bytes) - 1, 2) * weights[i] / sum;
        }
        double sampling = error * Math.sqrt(1 - spread.covered());
        double off = Math.hypot(Math.hypot(sampling, intra ? INTRA_BIAS : BIAS), 2 * Math.sqrt(disagreement));
        return new Guess(bytes, bytes * off);
    }

    private Attempt attempt(List<PictureSample> samples, double power) {
        double rates = 0;
        double sources = 0;
        double keySize = 0;
        double frames = 0;
        int cuts = 0;
        for (PictureSample sample : samples) {
            double weight = spread.weight(sample.middle());
            rates += weight * sample.otherRate();
            sources += weight * Math.pow(sample.sourceRate(), power);
            keySize += weight * sample.keySize();
            frames += sample.frames();
            cuts += sample.cuts();
        }
        double factor = rates / sources;
        double keyRate = keyRate(cuts / frames, whole.keyInterval());
        double keys = keySize * keyRate;
        double squares = 0;
        for (PictureSample sample : samples) {
            double found = sample.otherRate() + sample.keySize() * keyRate;
            double explained = factor * Math.pow(sample.sourceRate(), power) + keys;
            squares += explained <= 0 ? 0 : Math.pow(found / explained - 1, 2);
        }
        return new Attempt(sum(factor, power, keys), squares);
    }

    private double sum(double factor, double power, double keys) {
        DecoderBuffer buffer = new DecoderBuffer(whole.cap() / 8);
        double step = Math.min(STEP_SECONDS, whole.seconds());
        double bytes = 0;
        for (double from = 0; from < whole.seconds() - 1e-9; from += step) {
            double to = Math.min(whole.seconds(), from + step);
            double frames = source.frames(from, to);
            double each = frames <= 0 ? 0 : factor * Math.pow(source.bytes(from, to) / frames, power) + keys;
            bytes += buffer.spend(each * frames, to - from);
        }
        return bytes;
    }

    /**
     * Sync samples for a frame. One comes {@code interval} frames after the last at the latest, and one at each cut; where
     * cuts come by chance, a scene has one at its beginning and one for each whole interval that it lasts.
     */
    static double keyRate(double cutsForAFrame, int interval) {
        if (interval <= 1) {
            return 0;
        }
        return cutsForAFrame * interval < 1e-6
                ? 1.0 / interval
                : cutsForAFrame / (1 - Math.exp(-cutsForAFrame * interval));
    }

    /** What the encoder may spend so that a decoder's buffer of two seconds never runs empty. */
    private static final class DecoderBuffer {
        private static final double SECONDS = 2;
        private static final double FULL_AT_START = 0.9;

        private final double rate;
        private double level;

        /** @param rate bytes a second, 0 for no limit */
        DecoderBuffer(double rate) {
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
