package dev.reelwright.internal.copy;

import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;

/** Carries the packets of one track over as they are, moved to the output's timeline. */
public final class PacketCopier {
    private final TrackTimes times;
    private final OutputTrack output;
    /** Ticks that the source's times are moved back by. */
    private final long shift;
    /** No packet of the source that decodes at or after this is needed. */
    private final long endTicks;

    private long lastDts = Long.MIN_VALUE;
    private boolean complete;

    public PacketCopier(TrackTimes times, OutputTrack output) {
        this.times = times;
        this.output = output;
        TimeBase base = times.timeBase();
        this.shift = base.ticks(times.containerStart().plus(times.range().start()));
        this.endTicks = base.ticks(times.containerStart().plus(times.range().end()), Rounding.TOWARD_POSITIVE_INFINITY);
    }

    /** Writes a packet, which stays the caller's, unless it lies beyond the range. */
    public void accept(Packet packet) {
        long pts = packet.pts();
        long dts = packet.dts();
        if (pts == TimeBase.NONE && dts == TimeBase.NONE) {
            pts = lastDts == Long.MIN_VALUE ? shift : lastDts + shift + 1;
            dts = pts;
        }
        if (pts == TimeBase.NONE) {
            pts = dts;
        }
        if (dts == TimeBase.NONE) {
            dts = pts;
        }
        if (times.range().end().isBefore(times.trackEnd()) && dts >= endTicks) {
            complete = true;
            return;
        }
        // decode times must grow; containers with coarse clocks repeat them
        long outDts = Math.max(dts - shift, lastDts == Long.MIN_VALUE ? Long.MIN_VALUE : lastDts + 1);
        lastDts = outDts;
        try (Packet moved = packet.share()) {
            moved.dts(outDts);
            moved.pts(Math.max(pts - shift, outDts));
            output.write(moved);
        }
    }

    /** Whether nothing that comes later in the file is needed. */
    public boolean isComplete() {
        return complete;
    }

    /** How far the output track is written, on the output's timeline. */
    public MediaTime progress() {
        return output.end();
    }
}
