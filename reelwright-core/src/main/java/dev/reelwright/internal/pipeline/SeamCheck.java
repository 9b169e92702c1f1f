package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.index.PacketIndexer;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.plan.CutPiece;
import dev.reelwright.internal.render.PictureDistance;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Looks at a smart cut as a player sees it: all frames are there, each at its time, and across every seam they decode to
 * the source's pictures: carried over the very same, encoded nearly.
 */
final class SeamCheck {
    /** Frames on both sides of a seam that are compared. */
    private static final int BEFORE = 2;

    private static final int AFTER = 6;

    /** Decibels of difference (PSNR) that a frame encoded for a seam has at least. */
    private static final double LEAST_LIKENESS = 28;

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
        Track written = output.tracks().get(stream);
        TrackIndex made = index(output, written);
        int first = pieces.get(0).firstFrame();
        requireFrames(made, first);
        int seam = 0;
        for (int i = 0; i < pieces.size(); i++) {
            int from = Math.max(0, seam - BEFORE);
            int to = Math.min(made.frameCount(), seam + AFTER);
            compare(output, written, made, first, from, to);
            seam += pieces.get(i).frames();
        }
        compare(output, written, made, first, Math.max(0, seam - BEFORE), seam);
    }

    private TrackIndex index(Asset asset, Track of) {
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options(), asked)) {
            return PacketIndexer.index(demuxer, asset, of);
        }
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

    private void compare(Asset output, Track written, TrackIndex made, int first, int from, int to) {
        Map<Integer, Frame> ours = new HashMap<>();
        Map<Integer, Frame> theirs = new HashMap<>();
        try {
            decode(output, written, made, from, to, ours);
            decode(source, track, index, first + from, first + to, theirs);
            for (int i = from; i < to; i++) {
                Frame mine = ours.get(i);
                Frame wanted = theirs.get(first + i);
                if (mine == null || wanted == null) {
                    throw new CutException("frame " + i + " beside a seam cannot be decoded");
                }
                double likeness = PictureDistance.decibels(mine, wanted);
                double least = isCarriedOver(first + i) ? Double.POSITIVE_INFINITY : LEAST_LIKENESS;
                if (likeness < least) {
                    throw new CutException(String.format(
                            java.util.Locale.ROOT,
                            "frame %d beside a seam decodes to another picture (%.1f dB)",
                            i,
                            likeness));
                }
            }
        } finally {
            ours.values().forEach(Frame::close);
            theirs.values().forEach(Frame::close);
        }
    }

    private boolean isCarriedOver(int frame) {
        return pieces.stream()
                .anyMatch(p -> p instanceof CutPiece.Copy && frame >= p.firstFrame() && frame <= p.lastFrame());
    }

    /** Decodes the frames of these numbers in one go, from the sync sample before them on, as a player does. */
    private void decode(Asset asset, Track of, TrackIndex numbers, int from, int to, Map<Integer, Frame> into) {
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options(), asked);
                Decoder decoder = Decoder.open(demuxer, of.index(), Decoder.Threading.FRAMES);
                Packet packet = new Packet();
                Frame frame = new Frame()) {
            demuxer.select(Set.of(of.index()));
            Map<Long, Integer> wanted = new HashMap<>();
            for (int i = from; i < to; i++) {
                wanted.put(numbers.containerPts(i), i);
            }
            Feeding feeding = new Feeding(of.index(), decoder, frame, wanted, into);
            new SourceStart(asset, demuxer, numbers.start(from), List.of(of), false).replay(feeding::feed);
            while (into.size() < wanted.size() && demuxer.read(packet)) {
                feeding.feed(packet);
                packet.clear();
            }
            if (into.size() < wanted.size()) {
                feeding.feed(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CutException("interrupted");
        }
    }

    /** Sends packets and keeps the frames that are wanted. */
    private record Feeding(
            int stream, Decoder decoder, Frame frame, Map<Long, Integer> wanted, Map<Integer, Frame> into) {
        void feed(@org.jspecify.annotations.Nullable Packet packet) {
            // packets that were read to know the streams come whatever is selected
            boolean taken = packet != null && packet.streamIndex() != stream;
            while (!taken) {
                taken = decoder.send(packet);
                while (decoder.receive(frame)) {
                    Integer number = wanted.get(frame.bestPts());
                    if (number != null && !into.containsKey(number)) {
                        Frame kept = new Frame();
                        kept.takeFrom(frame);
                        into.put(number, kept);
                    }
                    frame.clear();
                }
            }
        }
    }
}
