package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.plan.CutPiece;
import dev.reelwright.internal.render.PictureDistance;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a smart cut as a player sees it: all frames are there, each at its time, and across every seam they decode to
 * the source's pictures: carried over the very same, encoded nearly.
 */
final class SeamCheck {
    /** Frames on both sides of a seam that are compared. */
    private static final int BEFORE = 2;

    private static final int AFTER = 6;

    /** Decibels of difference (PSNR) that a frame encoded for a seam has at least. */
    private static final double LEAST_LIKENESS = 32;

    /** Containers may keep milliseconds. */
    private static final MediaTime COARSEST = MediaTime.of(1, 1000);

    private final Asset source;
    private final Track track;
    private final TrackIndex index;
    private final List<CutPiece> pieces;
    private final TimeRange range;
    private final BooleanSupplier asked;

    SeamCheck(
            Asset source,
            Track track,
            TrackIndex index,
            List<CutPiece> pieces,
            TimeRange range,
            BooleanSupplier asked) {
        this.source = source;
        this.track = track;
        this.index = index;
        this.pieces = pieces;
        this.range = range;
        this.asked = asked;
    }

    /**
     * Checks a finished file.
     *
     * @param stream the cut track's number in it
     * @throws CutException when it is not what was planned
     */
    void check(Path file, int stream) {
        Asset output = Asset.open(file, source.options());
        FrameWindow made = FrameWindow.of(output, output.tracks().get(stream), asked);
        int first = pieces.get(0).firstFrame();
        requireFrames(made.index(), first);
        int seam = 0;
        for (CutPiece piece : pieces) {
            compare(
                    made,
                    first,
                    Math.max(0, seam - BEFORE),
                    Math.min(made.index().frameCount(), seam + AFTER));
            seam += piece.frames();
        }
        compare(made, first, Math.max(0, seam - BEFORE), seam);
    }

    private void requireFrames(TrackIndex made, int first) {
        int wanted = pieces.stream().mapToInt(CutPiece::frames).sum();
        if (made.frameCount() != wanted) {
            throw new CutException("the file has " + made.frameCount() + " frames in place of " + wanted);
        }
        for (int i = 0; i < wanted; i++) {
            MediaTime planned =
                    MediaTime.max(MediaTime.ZERO, index.start(first + i).minus(range.start()));
            MediaTime off = made.start(i).minus(planned);
            if (off.isAfter(COARSEST) || off.isBefore(MediaTime.ZERO.minus(COARSEST))) {
                throw new CutException("frame " + i + " is shown at "
                        + made.start(i).inSeconds() + " in place of " + planned.inSeconds());
            }
        }
    }

    private void compare(FrameWindow made, int first, int from, int to) {
        FrameWindow wanted = new FrameWindow(source, track, index, asked);
        Map<Integer, Frame> ours = Map.of();
        Map<Integer, Frame> theirs = Map.of();
        try {
            ours = made.decode(from, to);
            theirs = wanted.decode(first + from, first + to);
            for (int i = from; i < to; i++) {
                double least = isCarriedOver(first + i) ? Double.POSITIVE_INFINITY : LEAST_LIKENESS;
                requireLike(i, ours.get(i), theirs.get(first + i), least);
            }
        } finally {
            ours.values().forEach(Frame::close);
            theirs.values().forEach(Frame::close);
        }
    }

    /** @param least decibels of difference, infinitely many for none at all */
    static void requireLike(int number, @Nullable Frame made, @Nullable Frame wanted, double least) {
        if (made == null || wanted == null) {
            throw new CutException("frame " + number + " beside a seam cannot be decoded");
        }
        double likeness = PictureDistance.decibels(made, wanted);
        if (likeness < least) {
            throw new CutException(String.format(
                    Locale.ROOT, "frame %d beside a seam decodes to another picture (%.1f dB)", number, likeness));
        }
    }

    private boolean isCarriedOver(int frame) {
        return pieces.stream()
                .anyMatch(p -> p instanceof CutPiece.Copy && frame >= p.firstFrame() && frame <= p.lastFrame());
    }
}
