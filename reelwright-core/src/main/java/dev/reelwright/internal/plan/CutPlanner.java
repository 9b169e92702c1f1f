package dev.reelwright.internal.plan;

import dev.reelwright.internal.index.PacketTable;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Divides a trim into the few frames at its ends that must be encoded and the packets between them that need not be. Reads
 * nothing.
 *
 * <p>Packets can be carried over from one that decoding can begin at, in order of decoding, up to any place where the
 * pictures decoded so far are all those that are shown so far. So the end costs the frames of the last mini group of
 * pictures at most, whatever the distance of sync samples is.
 */
public final class CutPlanner {
    private final TrackIndex index;
    private final PacketTable packets;
    private final int first;
    private final int last;
    private final int[] frameOfPacket;

    private CutPlanner(TrackIndex index, int first, int last) {
        this.index = index;
        this.packets = index.packets();
        this.first = first;
        this.last = last;
        this.frameOfPacket = new int[packets.count()];
        Arrays.fill(frameOfPacket, -1);
        for (int frame = 0; frame < index.frameCount(); frame++) {
            frameOfPacket[index.packetOf(frame)] = frame;
        }
    }

    /**
     * The pieces in order; together they are all frames on screen in the range, each once. One piece alone that encodes
     * where nothing can be carried over, none where no frame is on screen.
     *
     * @param range on the asset's timeline
     * @param grain how coarsely the frames' times are told: a frame that is on screen for less at one of the range's ends
     *     is there by rounding alone
     * @param startsDecoding whether decoding can begin at a packet, which containers' flags are no proof of; asked of sync
     *     samples alone
     */
    public static List<CutPiece> divide(
            TrackIndex index, TimeRange range, MediaTime grain, IntPredicate startsDecoding) {
        int first = Math.max(0, index.lastStartingBy(range.start()));
        int last = index.firstStartingFrom(range.end()) - 1;
        if (first < index.frameCount() && !index.end(first).isAfter(range.start())) {
            first++;
        }
        if (first + 1 < index.frameCount()
                && index.start(first + 1).isBefore(range.start().plus(grain))) {
            first++;
        }
        if (last > first && index.start(last).isAfter(range.end().minus(grain))) {
            last--;
        }
        return last < first ? List.of() : new CutPlanner(index, first, last).divide(startsDecoding);
    }

    private List<CutPiece> divide(IntPredicate startsDecoding) {
        CutPiece.Copy copy = copy(startsDecoding);
        if (copy == null) {
            return List.of(new CutPiece.Encode(first, last));
        }
        List<CutPiece> pieces = new ArrayList<>();
        if (copy.firstFrame() > first) {
            pieces.add(new CutPiece.Encode(first, copy.firstFrame() - 1));
        }
        pieces.add(copy);
        if (copy.lastFrame() < last) {
            pieces.add(new CutPiece.Encode(copy.lastFrame() + 1, last));
        }
        return pieces;
    }

    private CutPiece.@Nullable Copy copy(IntPredicate startsDecoding) {
        for (int frame = first; frame <= last; frame++) {
            int packet = index.packetOf(frame);
            if (packets.isKey(packet) && startsDecoding.test(packet)) {
                return copyFrom(packet, frame);
            }
        }
        return null;
    }

    /** As many packets from this one on as are shown without a gap and no later than the last frame. */
    private CutPiece.Copy copyFrom(int start, int startFrame) {
        Set<Integer> leading = new HashSet<>();
        Set<Integer> leftOut = Set.of();
        int latest = startFrame;
        int shown = 0;
        int end = start;
        int endFrame = startFrame;
        for (int packet = start; packet < packets.count(); packet++) {
            int frame = frameOfPacket[packet];
            if (frame > last || (frame < 0 && !packets.isHidden(packet))) {
                break;
            }
            if (frame >= startFrame) {
                shown++;
                latest = Math.max(latest, frame);
            } else if (frame >= 0) {
                leading.add(packet);
            }
            if (frame >= startFrame && shown == latest - startFrame + 1) {
                end = packet;
                endFrame = latest;
                leftOut = Set.copyOf(leading);
            }
        }
        return new CutPiece.Copy(startFrame, endFrame, start, end, leftOut);
    }
}
