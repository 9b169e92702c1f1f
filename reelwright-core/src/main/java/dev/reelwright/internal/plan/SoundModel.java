package dev.reelwright.internal.plan;

import java.util.List;

/** From samples of a sound's encode to all of it: its rate changes little, and nothing foretells how. */
public final class SoundModel {
    private static final double SPREAD = 0.06;
    private static final double BIAS = 0.015;

    private SoundModel() {}

    /**
     * How many bytes the whole takes.
     *
     * @param seconds of the output
     * @param rates of the samples in bytes a second, one at least
     */
    public static Guess guess(double seconds, List<Double> rates) {
        double mean = rates.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = mean <= 0
                ? 0
                : rates.stream().mapToDouble(r -> Math.pow(r / mean - 1, 2)).sum();
        double error = Math.hypot(Spread.error(squares, SPREAD, rates.size()), BIAS);
        return new Guess(mean * seconds, mean * seconds * error);
    }
}
