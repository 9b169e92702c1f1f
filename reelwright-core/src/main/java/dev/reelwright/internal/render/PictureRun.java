package dev.reelwright.internal.render;

import dev.reelwright.asset.Track;
import dev.reelwright.internal.index.TrackIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One decoder's work on frames in order of time; a frame that is asked for several times in a row is decoded once. */
final class PictureRun implements AutoCloseable {
    private final MakerPool makers;
    private final Track track;
    private final TrackIndex index;
    private final List<Integer> frames;
    private final Company company;
    private final Token token;
    private @Nullable PictureMaker maker;
    private PictureMaker.@Nullable Picture last;
    private int lastFrame = -1;

    /**
     * What else is worked on.
     *
     * @param alone whether no other decoder works beside this one
     * @param goesOn whether later frames of the last one's group of pictures may be wanted next
     */
    record Company(boolean alone, boolean goesOn) {}

    /** @param frames their numbers, growing; where there is none -1 */
    PictureRun(MakerPool makers, Track track, TrackIndex index, List<Integer> frames, Company company, Token token) {
        this.makers = makers;
        this.track = track;
        this.index = index;
        this.frames = List.copyOf(frames);
        this.company = company;
        this.token = token;
    }

    /** The picture of the frame at this place; the frames decoded for it are none where it was there already. */
    PictureMaker.Picture take(int place) {
        int frame = frames.get(place);
        PictureMaker.Picture known = last;
        if (known != null && frame == lastFrame) {
            return new PictureMaker.Picture(known.still(), 0);
        }
        PictureMaker borrowed = maker == null ? makers.borrow(track, index, frame, company.alone(), token) : maker;
        maker = borrowed;
        PictureMaker.Picture taken = borrowed.take(frame, isLastOfGroup(place), token);
        last = taken;
        lastFrame = frame;
        return taken;
    }

    private boolean isLastOfGroup(int place) {
        int frame = frames.get(place);
        for (int later : frames.subList(place + 1, frames.size())) {
            if (later != frame) {
                return index.syncPacketFor(later) != index.syncPacketFor(frame);
            }
        }
        return !company.goesOn();
    }

    @Override
    public void close() {
        if (maker != null) {
            makers.giveBack(maker);
        }
    }
}
