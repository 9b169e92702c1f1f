package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import java.math.BigInteger;
import java.util.List;

/** Chooses the ticks that a track or a file is timed in, so that times stay exact where they can. */
final class Clock {
    /** Finer than this, files grow wide time fields and some players overflow. */
    private static final long FINEST = 1_000_000;

    private static final int MPEG = 90_000;

    private Clock() {}

    /** Ticks that hold a source's times on the output's timeline. */
    static TimeBase of(TrackTimes times) {
        return forTrack(
                times.timeBase(),
                List.of(
                        times.containerStart(),
                        times.range().start(),
                        times.range().end()),
                times.speed());
    }

    /** Ticks that hold the source's times, moved by these amounts, without rounding; the nearest finer scale otherwise. */
    static TimeBase forTrack(TimeBase source, List<MediaTime> moves, Ratio speed) {
        long scale = source.denominator();
        for (MediaTime move : moves) {
            if (move.isNumeric() && move.value() != 0) {
                scale = common(scale, reducedScale(move));
            }
        }
        // a source tick lasts denominator/numerator of itself
        scale = Math.min(scale * speed.numerator() / gcd(scale, speed), FINEST + 1);
        if (scale <= FINEST) {
            return TimeBase.ofScale((int) scale);
        }
        int own = source.denominator();
        if (own > FINEST) {
            return TimeBase.ofScale(MPEG);
        }
        return TimeBase.ofScale(own * Math.max(1, (MPEG + own - 1) / own));
    }

    /** Ticks a second of the whole file: all of its tracks' where that is not too fine, else the finest of them. */
    static int forMovie(List<TimeBase> tracks) {
        long scale = 1000;
        long finest = 1000;
        for (TimeBase track : tracks) {
            scale = common(scale, track.denominator());
            finest = Math.max(finest, track.denominator());
        }
        return (int) (scale <= FINEST ? scale : Math.min(finest, FINEST));
    }

    /** Ticks that divide anyway need not be made finer. */
    private static long gcd(long scale, Ratio speed) {
        return speed.numerator() == 1
                ? 1
                : BigInteger.valueOf(speed.denominator())
                        .gcd(BigInteger.valueOf(scale * speed.numerator()))
                        .longValue();
    }

    private static long reducedScale(MediaTime time) {
        long divisor = BigInteger.valueOf(time.value())
                .gcd(BigInteger.valueOf(time.timescale()))
                .longValue();
        return time.timescale() / Math.max(1, divisor);
    }

    private static long common(long a, long b) {
        long gcd = BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValue();
        long product = a / gcd * b;
        return Math.min(product, FINEST + 1);
    }
}
