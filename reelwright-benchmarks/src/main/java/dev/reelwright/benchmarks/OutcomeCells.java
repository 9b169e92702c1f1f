package dev.reelwright.benchmarks;

import dev.reelwright.benchmarks.Probed.Picture;
import dev.reelwright.benchmarks.Probed.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words of an outcome, from what {@code ffprobe} says of an output and of its source. */
final class OutcomeCells {
    private static final String NONE = "–";
    private static final String LEFT_OUT = "left out";
    /** Matroska and WebM count in milliseconds. */
    static final double EXACT = 0.0011;

    private OutcomeCells() {}

    /** The cells of a file that should last so many seconds. */
    static List<String> of(Probed file, Probed source, double seconds) {
        List<String> cells = new ArrayList<>();
        Optional<Stream> video = file.video();
        if (video.isPresent()) {
            Picture picture = video.get().picture();
            Picture before = source.video().map(Stream::picture).orElse(picture);
            cells.add(video.get().codec());
            cells.add(picture.size() + (picture.pixelAspect().equals("1:1") ? "" : " of " + picture.pixelAspect()));
            cells.add(picture.pixelFormat());
            cells.add(picture.colour());
            cells.add(alpha(picture, before));
            cells.add(rotation(picture, before));
            cells.add(frames(video.get(), source.video()));
        } else {
            cells.add(source.video().isPresent() ? LEFT_OUT : NONE);
            for (int i = 0; i < 6; i++) {
                cells.add(NONE);
            }
        }
        cells.add(file.audio()
                .map(s -> s.codec() + " " + s.channels() + "ch")
                .orElse(source.audio().isPresent() ? LEFT_OUT : NONE));
        cells.add(duration(file, seconds));
        return cells;
    }

    private static String alpha(Picture picture, Picture before) {
        if (picture.alpha()) {
            return "kept";
        }
        return before.alpha() ? "gone" : NONE;
    }

    private static String rotation(Picture picture, Picture before) {
        if (picture.rotation() == before.rotation()) {
            return picture.rotation() == 0 ? NONE : picture.rotation() + "° kept";
        }
        return picture.rotation() + "° instead of " + before.rotation() + "°";
    }

    private static String frames(Stream video, Optional<Stream> source) {
        if (source.isEmpty()) {
            return Integer.toString(video.times().size());
        }
        int all = source.get().times().size();
        int now = video.times().size();
        return now == all ? Integer.toString(now) : now + " of " + all;
    }

    private static String duration(Probed file, double seconds) {
        List<String> off = new ArrayList<>();
        for (Stream stream : file.streams()) {
            String name = stream.kind().equals("video") ? "picture" : "sound";
            add(off, name + " starts", stream.start());
            add(off, name + " ends", stream.end() - seconds);
        }
        return off.isEmpty() ? "exact" : String.join(", ", off);
    }

    private static void add(List<String> off, String what, double error) {
        if (Math.abs(error) > EXACT) {
            off.add(String.format(Locale.ROOT, "%s %+.0f ms", what, error * 1000));
        }
    }
}
