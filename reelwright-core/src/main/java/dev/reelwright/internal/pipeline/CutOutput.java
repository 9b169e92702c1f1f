package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Track;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.index.PacketTable;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.plan.CutPiece;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import java.util.List;

/** Where the pieces of a smart cut go, one behind the other: their places in the output, on a clock that grows evenly. */
final class CutOutput {
    private final RunContext context;
    private final Track source;
    private final TrackTimes times;
    private final TrackIndex index;
    private final OutputTrack track;
    private final Ending.Feed feed;
    private final Runnable onProgress;
    /** The container's time at which the output's timeline begins. */
    private final MediaTime zero;
    /** How long before it is shown a picture is decoded. */
    private final MediaTime delay;

    private volatile boolean abandoned;
    private long lastDts = Long.MIN_VALUE;

    CutOutput(
            RunContext context,
            Track source,
            TrackTimes times,
            TrackIndex index,
            List<CutPiece> pieces,
            OutputTrack track,
            Runnable onProgress) {
        this.context = context;
        this.source = source;
        this.times = times;
        this.index = index;
        this.track = track;
        this.onProgress = onProgress;
        this.feed = context.ending().open();
        this.zero = times.containerStart().plus(times.range().start());
        this.delay = delay(pieces);
    }

    /** By how much the packets that are carried over are decoded before they are shown. */
    private MediaTime delay(List<CutPiece> pieces) {
        PacketTable packets = index.packets();
        for (CutPiece piece : pieces) {
            if (piece instanceof CutPiece.Copy copy) {
                long ticks = packets.pts(copy.firstPacket()) - packets.dts(copy.firstPacket());
                return times.timeBase().time(Math.max(0, ticks));
            }
        }
        return MediaTime.ZERO;
    }

    RunContext context() {
        return context;
    }

    Track source() {
        return source;
    }

    TrackTimes times() {
        return times;
    }

    TrackIndex index() {
        return index;
    }

    OutputTrack track() {
        return track;
    }

    Ending.Feed feed() {
        return feed;
    }

    void abandon() {
        abandoned = true;
    }

    /** Whether more is to be written. */
    boolean isWanted() {
        return !abandoned && !context.isOver() && !context.ending().isBeyond(track.end());
    }

    /** Ends the work here when it was cancelled or given up. */
    void step() {
        context.step();
        if (abandoned) {
            throw new SeamException("abandoned");
        }
    }

    /** When a tick of the source is in the output; what began before that begins with it. */
    private MediaTime shown(long ticks) {
        return MediaTime.max(MediaTime.ZERO, times.timeBase().time(ticks).minus(zero));
    }

    /** When a frame leaves the screen in the output, where that is not cut off. */
    private MediaTime end(MediaTime onAsset) {
        return MediaTime.min(onAsset, times.range().end()).minus(times.range().start());
    }

    /** Frames keep their places; times of decoding run on over the seam, by the delay that the source's own packets have. */
    void writeEncoded(Packet packet, int frame) {
        MediaTime pts = shown(index.containerPts(frame));
        write(packet, pts, pts.minus(delay), end(index.end(frame)));
    }

    /**
     * Writes a packet of the source.
     *
     * @param number in the index
     * @return whether it was still wanted
     */
    boolean writeCarried(Packet packet, int number) {
        PacketTable packets = index.packets();
        long ticks = packets.pts(number);
        MediaTime from = shown(ticks);
        MediaTime until = end(times.onAsset(ticks + Math.max(1, packets.duration(number))));
        if (!feed.admit(from, until).isAfter(from)) {
            return false;
        }
        write(packet, from, times.timeBase().time(packets.dts(number)).minus(zero), until);
        return true;
    }

    private void write(Packet packet, MediaTime from, MediaTime decoded, MediaTime until) {
        TimeBase clock = track.timeBase();
        long pts = clock.ticks(from);
        long dts = clock.ticks(decoded);
        if (lastDts != Long.MIN_VALUE) {
            dts = Math.max(dts, lastDts + 1);
        }
        dts = Math.min(pts, dts);
        if (lastDts != Long.MIN_VALUE && dts <= lastDts) {
            throw new CutException("times of decoding do not grow over the seam");
        }
        lastDts = dts;
        packet.pts(pts);
        packet.dts(dts);
        packet.duration(Math.max(1, clock.ticks(until) - pts));
        track.write(packet, false);
        onProgress.run();
    }
}
