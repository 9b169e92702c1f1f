package dev.reelwright.testing;

import dev.reelwright.sample.SampleClip;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * Which numbered frame is on screen when, reckoned from how a clip was made and not from reading its file. A frame stays
 * until the next one comes.
 *
 * @param frames in order of presentation
 * @param end when the last frame leaves the screen
 */
public record Timeline(List<Entry> frames, MediaTime end) {
    /** A frame that comes on screen; {@link Frames#BLACK} for nothing. */
    public record Entry(MediaTime start, long number) {}

    /**
     * A stretch of the movie's time.
     *
     * @param from where the media begins that is shown then, {@link MediaTime#INVALID} for nothing
     */
    public record Edit(MediaTime from, MediaTime length) {
        public static Edit of(String from, String length) {
            return new Edit(MediaTime.parse(from), MediaTime.parse(length));
        }

        public static Edit empty(String length) {
            return new Edit(MediaTime.INVALID, MediaTime.parse(length));
        }
    }

    public static Timeline of(SampleClip clip, MediaTime end) {
        return new Timeline(
                LongStream.range(0, clip.frames())
                        .mapToObj(n -> new Entry(clip.frameStart(n), n))
                        .toList(),
                end);
    }

    /** The same frames and their end at other times. */
    public Timeline mapped(UnaryOperator<MediaTime> time) {
        return new Timeline(
                frames.stream()
                        .map(f -> new Entry(time.apply(f.start()), f.number()))
                        .toList(),
                time.apply(end));
    }

    /** As a container knows it that counts this many ticks a second. */
    public Timeline rounded(int scale) {
        return mapped(time -> time.convertScale(scale, Rounding.HALF_AWAY_FROM_ZERO));
    }

    public Timeline later(MediaTime by) {
        return mapped(time -> time.plus(by));
    }

    /** This, and after its end the other's frames at their own times. */
    public Timeline then(Timeline other) {
        List<Entry> all = new ArrayList<>(frames);
        all.addAll(other.frames);
        return new Timeline(all, other.end);
    }

    /** What an edit list makes of it (ISO/IEC 14496-12 §8.6.6). */
    public Timeline edited(List<Edit> edits) {
        List<Entry> edited = new ArrayList<>();
        MediaTime at = MediaTime.ZERO;
        for (Edit edit : edits) {
            if (!edit.from().isNumeric()) {
                if (!edited.isEmpty()) {
                    edited.add(new Entry(at, Frames.BLACK));
                }
            } else {
                TimeRange media = TimeRange.of(edit.from(), edit.length());
                for (Entry shown : cut(media)) {
                    edited.add(new Entry(at.plus(shown.start()), shown.number()));
                }
            }
            at = at.plus(edit.length());
        }
        return new Timeline(edited, at);
    }

    /** What an export of this range shows; it begins with the range. */
    public List<Frames.Shown> within(TimeRange range) {
        List<Entry> cut = new ArrayList<>(cut(range));
        // what shows nothing from the start on is a track that begins late
        while (!cut.isEmpty() && cut.get(0).number() == Frames.BLACK) {
            cut.remove(0);
        }
        return cut.stream()
                .map(f -> new Frames.Shown(f.start().toSeconds(), f.number()))
                .toList();
    }

    public List<Frames.Shown> all() {
        return within(TimeRange.between(MediaTime.ZERO, end));
    }

    private List<Entry> cut(TimeRange range) {
        List<Entry> cut = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            MediaTime next = i + 1 < frames.size() ? frames.get(i + 1).start() : end;
            MediaTime from = MediaTime.max(frames.get(i).start(), range.start());
            MediaTime to = MediaTime.min(next, range.end());
            if (from.isBefore(to)) {
                cut.add(new Entry(from.minus(range.start()), frames.get(i).number()));
            }
        }
        return cut;
    }
}
