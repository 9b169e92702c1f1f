package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.time.MediaTime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Looks at a join as a player sees it: every clip's frames are there at their times, and at every joint the very same. */
final class JointCheck {
    private static final int AROUND = 6;

    /** Containers may keep milliseconds. */
    private static final MediaTime COARSEST = MediaTime.of(1, 1000);

    private final PartJoiner joiner;
    private final BooleanSupplier asked;

    JointCheck(PartJoiner joiner, BooleanSupplier asked) {
        this.joiner = joiner;
        this.asked = asked;
    }

    /**
     * Checks the finished file.
     *
     * @return how many frames the joined video has, 0 without video
     * @throws CutException when it is not what was planned
     */
    int check(Path file) {
        Asset output = Asset.open(file);
        Optional<Track> video = output.videoTrack();
        if (video.isEmpty()) {
            return 0;
        }
        FrameWindow joined = FrameWindow.of(output, video.get(), asked);
        int first = 0;
        List<Asset> parts = joiner.parts();
        for (int i = 0; i < parts.size(); i++) {
            Asset part = parts.get(i);
            FrameWindow clip = FrameWindow.of(part, part.videoTrack().orElseThrow(), asked);
            int count = clip.index().frameCount();
            requireTimes(joined.index(), clip.index(), first, joiner.start(i), i);
            compare(joined, clip, first, 0, Math.min(AROUND, count));
            compare(joined, clip, first, Math.max(0, count - AROUND), count);
            first += count;
        }
        if (joined.index().frameCount() != first) {
            throw new CutException(
                    "the joined video has " + joined.index().frameCount() + " frames, its clips have " + first);
        }
        return first;
    }

    private static void requireTimes(TrackIndex joined, TrackIndex clip, int first, MediaTime start, int number) {
        if (first + clip.frameCount() > joined.frameCount()) {
            throw new CutException("frames of clip " + (number + 1) + " are missing");
        }
        for (int i = 0; i < clip.frameCount(); i++) {
            MediaTime off = joined.start(first + i).minus(start.plus(clip.start(i)));
            if (off.isAfter(COARSEST) || off.isBefore(MediaTime.ZERO.minus(COARSEST))) {
                throw new CutException("frame " + i + " of clip " + (number + 1) + " is shown " + off.inSeconds()
                        + " away from its time");
            }
        }
    }

    private static void compare(FrameWindow joined, FrameWindow clip, int first, int from, int to) {
        Map<Integer, Frame> ours = Map.of();
        Map<Integer, Frame> theirs = Map.of();
        try {
            ours = joined.decode(first + from, first + to);
            theirs = clip.decode(from, to);
            for (int i = from; i < to; i++) {
                SeamCheck.requireLike(first + i, ours.get(first + i), theirs.get(i), Double.POSITIVE_INFINITY);
            }
        } finally {
            ours.values().forEach(Frame::close);
            theirs.values().forEach(Frame::close);
        }
    }
}
