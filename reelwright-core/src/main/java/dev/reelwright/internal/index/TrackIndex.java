package dev.reelwright.internal.index;

import dev.reelwright.asset.IndexOrigin;
import dev.reelwright.asset.MediaSource;
import dev.reelwright.asset.PacketIndex;
import dev.reelwright.asset.TrackIndexSummary;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * When each frame of a track is on screen, and where decoding must start to get it. Times of frames are on the asset's
 * timeline; frame i is on screen from {@link #start} to {@link #end}.
 *
 * <p>Frames are numbered in order of presentation, packets in order of decoding; packets that the edit list hides have
 * no frame.
 */
public final class TrackIndex implements PacketIndex {
    private final Identity identity;
    private final TimeBase timeBase;
    private final MediaTime zero;
    private final PacketTable packets;
    /** Packet number of each frame. */
    private final int[] packetOfFrame;
    /** Numbers of the frames that the file calls sync samples. */
    private final int[] syncFrames;

    private final List<TimeRange> gaps;
    private final MediaTime limit;
    private final MediaTime end;

    /**
     * What an index is of.
     *
     * @param trackId the track's number in its asset
     * @param file the media file
     */
    public record Identity(int trackId, IndexOrigin origin, FileStamp file) {}

    /**
     * @param zero the container's own time at which the asset's timeline is zero
     * @param gaps stretches of the asset's timeline in which the edit list presents nothing
     * @param limit where presentation ends, the last frame being held until then; infinite when nothing tells
     */
    TrackIndex(
            Identity identity,
            TimeBase timeBase,
            MediaTime zero,
            PacketTable packets,
            List<TimeRange> gaps,
            MediaTime limit) {
        this.identity = identity;
        this.timeBase = timeBase;
        this.zero = zero;
        this.packets = packets;
        this.gaps = List.copyOf(gaps);
        this.packetOfFrame = shownBefore(limit, packets.presentationOrder());
        this.syncFrames =
                IntStream.range(0, packetOfFrame.length).filter(this::isSync).toArray();
        this.limit = limit;
        this.end = lastEnd(limit);
    }

    /** Whether it was made of this file, as it is now. */
    public boolean isOf(MediaSource source) {
        return identity.file().equals(FileStamp.of(source));
    }

    Identity identity() {
        return identity;
    }

    MediaTime zero() {
        return zero;
    }

    List<TimeRange> gaps() {
        return gaps;
    }

    MediaTime limit() {
        return limit;
    }

    @Override
    public int trackId() {
        return identity.trackId();
    }

    private int[] shownBefore(MediaTime limit, int[] order) {
        int count = order.length;
        while (count > 0 && !time(packets.pts(order[count - 1])).isBefore(limit)) {
            count--;
        }
        return Arrays.copyOf(order, count);
    }

    private MediaTime lastEnd(MediaTime limit) {
        if (packetOfFrame.length == 0) {
            return MediaTime.ZERO;
        }
        if (limit.isNumeric()) {
            return limit;
        }
        int last = packetOfFrame[packetOfFrame.length - 1];
        long duration = packets.duration(last);
        if (duration <= 0 && packetOfFrame.length > 1) {
            duration = packets.pts(last) - packets.pts(packetOfFrame[packetOfFrame.length - 2]);
        }
        return time(packets.pts(last) + Math.max(duration, 1));
    }

    private MediaTime time(long ticks) {
        return timeBase.time(ticks).minus(zero);
    }

    public TimeBase timeBase() {
        return timeBase;
    }

    @Override
    public int frameCount() {
        return packetOfFrame.length;
    }

    public PacketTable packets() {
        return packets;
    }

    /** Packet number of a frame. */
    public int packetOf(int frame) {
        return packetOfFrame[frame];
    }

    /** The container's own presentation time of a frame, in ticks. */
    public long containerPts(int frame) {
        return packets.pts(packetOfFrame[frame]);
    }

    @Override
    public MediaTime start(int frame) {
        return time(containerPts(frame));
    }

    @Override
    public MediaTime end(int frame) {
        MediaTime next = frame + 1 < packetOfFrame.length ? start(frame + 1) : end;
        for (TimeRange gap : gaps) {
            if (gap.start().isAfter(start(frame)) && gap.start().isBefore(next)) {
                return gap.start();
            }
        }
        return next;
    }

    /** When the first frame appears. */
    public MediaTime start() {
        return packetOfFrame.length == 0 ? MediaTime.ZERO : start(0);
    }

    /** When the last frame leaves the screen. */
    public MediaTime end() {
        return end;
    }

    @Override
    public OptionalInt frameAt(MediaTime time) {
        int frame = lastStartingBy(time);
        return frame >= 0 && time.isBefore(end(frame)) ? OptionalInt.of(frame) : OptionalInt.empty();
    }

    /** The last frame that starts at or before this time, -1 for none. */
    public int lastStartingBy(MediaTime time) {
        long ticks = timeBase.ticks(time.plus(zero), Rounding.TOWARD_NEGATIVE_INFINITY);
        int low = 0;
        int high = packetOfFrame.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (packets.pts(packetOfFrame[middle]) <= ticks) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** The first frame that starts at or after this time; the number of frames when none does. */
    public int firstStartingFrom(MediaTime time) {
        int at = lastStartingBy(time);
        return at >= 0 && start(at).equals(time) ? at : at + 1;
    }

    /**
     * The number of the sync sample's packet from which decoding gives this frame whole: the last one in decode order
     * that is also shown no later. A sync sample shown later than the frame has the frame as a leading picture, which may
     * refer to what came before it (open GOP, ITU-T H.265 §3.84).
     */
    public int syncPacketFor(int frame) {
        int packet = packetOfFrame[frame];
        long pts = packets.pts(packet);
        int sync = packets.syncAtOrBefore(packet);
        while (sync > 0 && packets.pts(sync) > pts) {
            sync = packets.syncAtOrBefore(sync - 1);
        }
        return Math.max(sync, 0);
    }

    @Override
    public boolean isSync(int frame) {
        return packets.isKey(packetOfFrame[frame]);
    }

    /** The last frame at or before this one that the file calls a sync sample; -1 for none. */
    public int syncFrameAtOrBefore(int frame) {
        int place = Arrays.binarySearch(syncFrames, frame);
        int before = place >= 0 ? place : -place - 2;
        return before < 0 ? -1 : syncFrames[before];
    }

    /** The first frame at or after this one that the file calls a sync sample; the number of frames for none. */
    public int syncFrameAtOrAfter(int frame) {
        int place = Arrays.binarySearch(syncFrames, frame);
        int after = place >= 0 ? place : -place - 1;
        return after >= syncFrames.length ? frameCount() : syncFrames[after];
    }

    @Override
    public void save(Path file) {
        IndexFile.write(this, file);
    }

    @Override
    public TrackIndexSummary summary() {
        int[] keys = packets.syncPackets();
        int longest = 0;
        for (int i = 0; i < keys.length; i++) {
            int next = i + 1 < keys.length ? keys[i + 1] : packets.count();
            longest = Math.max(longest, next - keys[i]);
        }
        return new TrackIndexSummary(identity.origin(), frameCount(), keys.length, longest, start(), end);
    }
}
