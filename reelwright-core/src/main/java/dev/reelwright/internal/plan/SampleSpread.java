package dev.reelwright.internal.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where samples of a stretch of time are taken, in seconds from its beginning. Every next one is laid where the largest
 * part of the stretch has none, so that after any number of them all of it is covered evenly.
 */
public final class SampleSpread {
    private final double length;
    private final double window;
    /** Middles of the samples, growing. */
    private final List<Double> middles = new ArrayList<>();

    /**
     * @param length of the whole stretch
     * @param window how much of it one sample takes
     */
    public SampleSpread(double length, double window) {
        this.length = length;
        this.window = window;
    }

    /** Middle of the next sample; empty when another one would overlap those that are there. */
    public OptionalDouble next() {
        if (length < window) {
            return OptionalDouble.empty();
        }
        if (middles.isEmpty()) {
            return OptionalDouble.of(length / 2);
        }
        double best = -1;
        double widest = window;
        for (int i = 0; i <= middles.size(); i++) {
            double from = i == 0 ? -middles.get(0) : middles.get(i - 1);
            double to = i == middles.size() ? 2 * length - middles.get(i - 1) : middles.get(i);
            // at an edge the gap is mirrored, and the sample goes where it has as much room on either side of the edge
            double at = i == 0 ? to / 3 : i == middles.size() ? length - (length - from) / 3 : (from + to) / 2;
            double room = i == 0 ? at * 2 : i == middles.size() ? (length - at) * 2 : (to - from) / 2;
            if (room > widest + 1e-9) {
                widest = room;
                best = at;
            }
        }
        return best < 0 ? OptionalDouble.empty() : OptionalDouble.of(best);
    }

    /** Tells where the next sample was really taken: near enough to where it should be, or somewhere else. */
    public void add(double middle) {
        middles.add(middle);
        Collections.sort(middles);
    }

    /** The share of the stretch that is nearer to this sample than to any other. */
    public double weight(double middle) {
        int i = Collections.binarySearch(middles, middle);
        if (i < 0) {
            throw new IllegalArgumentException("no sample has its middle at " + middle);
        }
        double from = i == 0 ? 0 : (middles.get(i - 1) + middle) / 2;
        double to = i == middles.size() - 1 ? length : (middle + middles.get(i + 1)) / 2;
        return (to - from) / length;
    }

    /** The share of the stretch that lies inside of samples. */
    public double covered() {
        return Math.min(1, middles.size() * window / length);
    }
}
