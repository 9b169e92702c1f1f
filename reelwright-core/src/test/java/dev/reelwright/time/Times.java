package dev.reelwright.time;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** The times and ranges that properties are tried on. */
final class Times {
    private Times() {}

    /** Numeric times of which a few can be added without rounding or overflow. */
    static final class Moderate implements ArbitrarySupplier<MediaTime> {
        @Override
        public Arbitrary<MediaTime> get() {
            return Combinators.combine(
                            Arbitraries.longs().between(-1_000_000_000L, 1_000_000_000L),
                            Arbitraries.integers().between(1, 1000))
                    .as(MediaTime::of);
        }
    }

    /** Few different numeric times, so that equal ones and touching ranges come up. */
    static final class Few implements ArbitrarySupplier<MediaTime> {
        @Override
        public Arbitrary<MediaTime> get() {
            return Combinators.combine(Arbitraries.longs().between(-12, 12), Arbitraries.of(1, 2, 3, 4))
                    .as(MediaTime::of);
        }
    }

    /** Every numeric time of epoch 0. */
    static final class Numeric implements ArbitrarySupplier<MediaTime> {
        @Override
        public Arbitrary<MediaTime> get() {
            return Combinators.combine(
                            Arbitraries.longs(), Arbitraries.integers().between(1, Integer.MAX_VALUE))
                    .as(MediaTime::of);
        }
    }

    /** Every time, of a handful of epochs. */
    static final class Any implements ArbitrarySupplier<MediaTime> {
        @Override
        public Arbitrary<MediaTime> get() {
            Arbitrary<MediaTime> implied = Arbitraries.of(
                    MediaTime.INVALID,
                    MediaTime.INDEFINITE,
                    MediaTime.POSITIVE_INFINITY,
                    MediaTime.NEGATIVE_INFINITY,
                    MediaTime.seconds(Long.MAX_VALUE).times(2));
            Arbitrary<MediaTime> epochs = Combinators.combine(
                            Arbitraries.longs().between(-3, 3),
                            Arbitraries.of(1, 2, 4),
                            Arbitraries.longs().between(-1, 1))
                    .as(MediaTime::of);
            return Arbitraries.oneOf(implied, epochs, new Few().get(), new Moderate().get(), new Numeric().get());
        }
    }

    /** Valid finite ranges, of which many overlap, touch or are empty. */
    static final class FewRanges implements ArbitrarySupplier<TimeRange> {
        @Override
        public Arbitrary<TimeRange> get() {
            return Combinators.combine(
                            new Few().get(),
                            Combinators.combine(Arbitraries.longs().between(0, 12), Arbitraries.of(1, 2, 3, 4))
                                    .as(MediaTime::of))
                    .as(TimeRange::of);
        }
    }

    /** Ranges with a duration over 0, between which times map without rounding. */
    static final class Mappable implements ArbitrarySupplier<TimeRange> {
        @Override
        public Arbitrary<TimeRange> get() {
            Arbitrary<Integer> timescales = Arbitraries.of(1, 24, 25, 30, 50, 600);
            Arbitrary<MediaTime> starts = Combinators.combine(
                            Arbitraries.longs().between(-100_000, 100_000), timescales)
                    .as(MediaTime::of);
            Arbitrary<MediaTime> durations = Combinators.combine(
                            Arbitraries.longs().between(1, 500), timescales)
                    .as(MediaTime::of);
            return Combinators.combine(starts, durations).as(TimeRange::of);
        }
    }
}
