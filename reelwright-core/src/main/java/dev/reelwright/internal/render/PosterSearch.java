package dev.reelwright.internal.render;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageResult;
import dev.reelwright.internal.plan.PictureScore;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One search for the picture that stands best for a stretch of time. First pictures spread over all of it are judged, sync
 * samples where there are any near, as they are the cheapest and often begin a scene; then, around the best of them, pictures close
 * together, so that neither a dissolve nor a moment of blur is taken.
 */
public final class PosterSearch implements AutoCloseable {
    /** Large enough to tell sharp from blurred, small enough to be judged in a millisecond. */
    private static final Size THUMBNAIL = new Size(320, 320);

    private static final int COARSE = 24;
    private static final int FINALISTS = 3;
    /** Pictures on each side of a finalist. */
    private static final int NEIGHBOURS = 3;
    /** How far these are apart: enough for a dissolve to show, and no more than this share of the window. */
    private static final MediaTime LONGEST_STEP = MediaTime.of(1, 5);

    private static final int LEAST_STEPS = 20;
    /** A difference between neighbours, in shares of black to white, that halves a picture's worth. */
    private static final double UNSTEADY = 0.04;

    private final TimeRange window;
    private final ImageWorkshop coarse;
    private final ImageWorkshop exact;
    private final ImageWorkshop full;
    private volatile boolean cancelled;

    /**
     * @param of takes the pictures at full size
     * @param settings of it
     * @param window where to search; inside of the video's own time
     */
    public PosterSearch(ImageWorkshop of, ImageSettings settings, TimeRange window) {
        this.window = window;
        MediaTime half = window.duration().timesRatio(1, 2 * COARSE);
        coarse = of.sibling(settings.with(THUMBNAIL, half));
        exact = of.sibling(settings.with(THUMBNAIL, MediaTime.ZERO));
        full = of.sibling(settings.with(settings.maximumSize(), MediaTime.ZERO));
    }

    /** Makes the searching thread end soon. */
    public void cancel() {
        cancelled = true;
        coarse.cancelAll();
        exact.cancelAll();
        full.cancelAll();
    }

    /** A picture that was looked at. */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    private record Candidate(MediaTime time, int[] pixels, double score) {
        static final Comparator<Candidate> BEST_FIRST =
                Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::time);
    }

    /** The best picture at full size. */
    public GeneratedImage best() {
        MediaTime time = search();
        checkpoint();
        return full.take(time).image();
    }

    private void checkpoint() {
        if (cancelled) {
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
        }
    }

    private MediaTime search() {
        List<Candidate> spread = judged(coarse, middles());
        spread.sort(Candidate.BEST_FIRST);
        List<Candidate> best = new ArrayList<>();
        for (Candidate finalist : spread.subList(0, Math.min(FINALISTS, spread.size()))) {
            best.add(refined(finalist));
        }
        best.sort(Candidate.BEST_FIRST);
        return best.get(0).time();
    }

    private List<MediaTime> middles() {
        List<MediaTime> times = new ArrayList<>();
        for (int i = 0; i < COARSE; i++) {
            times.add(window.start().plus(window.duration().timesRatio(2 * i + 1, 2 * COARSE)));
        }
        return times;
    }

    /** The best of the pictures around one, seen in their sequence. */
    private Candidate refined(Candidate around) {
        MediaTime step = MediaTime.min(LONGEST_STEP, window.duration().timesRatio(1, LEAST_STEPS));
        List<MediaTime> times = new ArrayList<>();
        for (int i = -NEIGHBOURS; i <= NEIGHBOURS; i++) {
            MediaTime time = around.time().plus(step.times(i));
            if (window.contains(time)) {
                times.add(time);
            }
        }
        List<Candidate> sequence = judged(exact, times);
        List<Candidate> steady = new ArrayList<>();
        for (int i = 0; i < sequence.size(); i++) {
            Candidate one = sequence.get(i);
            double before = difference(sequence, i, i - 1);
            double after = difference(sequence, i, i + 1);
            // a cut changes one side only; what changes on both sides is on its way to something else
            double unsteady = Math.min(before, after) + Math.max(before, after) / 4;
            steady.add(new Candidate(one.time(), one.pixels(), one.score() / (1 + unsteady / UNSTEADY)));
        }
        steady.sort(Candidate.BEST_FIRST);
        return steady.isEmpty() ? around : steady.get(0);
    }

    /** At the ends of a sequence the other side tells. */
    private static double difference(List<Candidate> sequence, int one, int other) {
        if (sequence.size() == 1) {
            return 0;
        }
        int within = other < 0 || other == sequence.size() ? 2 * one - other : other;
        return PictureScore.difference(
                sequence.get(one).pixels(), sequence.get(within).pixels());
    }

    /** What could be taken of these times, each frame once. */
    private List<Candidate> judged(ImageWorkshop images, List<MediaTime> times) {
        List<Candidate> candidates = new ArrayList<>();
        MediaException firstError = null;
        MediaTime last = MediaTime.INVALID;
        try (Stream<ImageResult> results = images.stream(times)) {
            Iterator<ImageResult> each = results.iterator();
            while (each.hasNext()) {
                ImageResult result = each.next();
                checkpoint();
                if (result instanceof ImageResult.Failed failed) {
                    firstError = firstError == null ? failed.error() : firstError;
                    continue;
                }
                GeneratedImage image = result.image();
                if (!image.actualTime().equals(last)) {
                    last = image.actualTime();
                    candidates.add(candidate(image));
                }
            }
        }
        if (candidates.isEmpty() && images == coarse) {
            throw none(firstError);
        }
        return candidates;
    }

    private static Candidate candidate(GeneratedImage image) {
        int[] pixels = image.pixels();
        double score = PictureScore.of(image.width(), image.height(), pixels).value();
        return new Candidate(image.actualTime(), pixels, score);
    }

    private MediaException none(@Nullable MediaException error) {
        return error != null
                ? error
                : new MediaException(ErrorCode.NO_IMAGE_AT_TIME, "there is no picture in " + window);
    }

    @Override
    public void close() {
        coarse.close();
        exact.close();
        full.close();
    }
}
