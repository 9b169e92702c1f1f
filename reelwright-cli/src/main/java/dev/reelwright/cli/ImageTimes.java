package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** Which times images are taken at. */
sealed interface ImageTimes {
    /** More images than anyone can want; a slip in a unit asks for them. */
    int MOST = 1_000_000;

    /** The times on the asset's timeline, in the order of the request. */
    List<MediaTime> in(Asset asset);

    /** Times that were named one by one. */
    record At(List<MediaTime> times) implements ImageTimes {
        public At {
            times = List.copyOf(times);
            if (!times.stream().allMatch(MediaTime::isNumeric)) {
                throw new IllegalArgumentException("--at takes finite times");
            }
        }

        @Override
        public List<MediaTime> in(Asset asset) {
            return times;
        }
    }

    /** The multiples of a duration, from 0 on, that have a picture. */
    record Every(MediaTime interval) implements ImageTimes {
        public Every {
            if (!interval.isNumeric() || !interval.isAfter(MediaTime.ZERO)) {
                throw new IllegalArgumentException(
                        "--every takes a duration longer than 0, not " + Text.clock(interval));
            }
        }

        @Override
        public List<MediaTime> in(Asset asset) {
            TimeRange range = videoRange(asset);
            double number = range.end().toSeconds() / interval.toSeconds();
            if (number > MOST) {
                throw new IllegalArgumentException(
                        "--every=" + Text.clock(interval) + " asks for more than " + MOST + " images");
            }
            List<MediaTime> times = new ArrayList<>();
            // Multiplied each time, for sums would round again and again.
            for (int i = 0; ; i++) {
                MediaTime time = interval.times(i);
                if (!time.isBefore(range.end())) {
                    return times;
                }
                if (range.contains(time)) {
                    times.add(time);
                }
            }
        }
    }

    /** The middles of this many equal parts of the video. */
    record Spread(int count) implements ImageTimes {
        public Spread {
            if (count < 1 || count > MOST) {
                throw new IllegalArgumentException("--count is 1 to " + MOST + ", not " + count);
            }
        }

        @Override
        public List<MediaTime> in(Asset asset) {
            TimeRange range = videoRange(asset);
            List<MediaTime> times = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                times.add(range.start().plus(range.duration().timesRatio(2 * i + 1, 2 * count)));
            }
            return times;
        }
    }

    private static TimeRange videoRange(Asset asset) {
        Track video = asset.videoTrack()
                .orElseThrow(() -> new MediaException(
                        ErrorCode.NO_SOURCE_TRACK, asset.name() + " has no video to take images from"));
        return video.timeRange();
    }
}
