package dev.reelwright.internal.copy;

import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.events.StageClock;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries the packets of one track over as they are, moved to the output's timeline. Each is kept until the next one is
 * there, for some containers do not say how long a packet lasts.
 */
public final class PacketCopier implements Copier {
    /** More than any coding reorders: a stream without decode times all along must not be kept whole. */
    private static final int MOST_UNTIMED = 64;

    private final TrackTimes times;
    private final TimeBase source;
    private final OutputTrack output;
    /** No packet of the source that decodes at or after this is needed. */
    private final long endTicks;
    /** Ticks that the source's times are moved back by. */
    private long shift;

    private Begin begin = (pts, duration) -> true;
    private boolean begun;

    /** Whether a packet lasts until the next one decodes, whatever it says itself. */
    private final boolean video;

    /** Packets whose decode times are not known yet. */
    private final List<Packet> untimed = new ArrayList<>();

    private final Admission admission;

    private @Nullable Packet held;
    private long lastDts = Long.MIN_VALUE;
    private long lastDistance;
    private long latestPts = Long.MIN_VALUE;
    /** Whether packets come in another order than they are shown. */
    private boolean reorders;

    private boolean complete;

    /** Of packets that are timed in the ticks of their times. */
    public PacketCopier(TrackTimes times, OutputTrack output, boolean video, Admission admission) {
        this(times, times.timeBase(), output, video, admission);
    }

    /** @param source what packets are timed in when they come; they are written in the ticks of their times */
    public PacketCopier(TrackTimes times, TimeBase source, OutputTrack output, boolean video, Admission admission) {
        this.source = source;
        this.admission = admission;
        this.video = video;
        this.times = times;
        this.output = output;
        TimeBase base = times.timeBase();
        this.shift = base.ticks(times.containerStart().plus(times.range().start()));
        this.endTicks = base.ticks(times.containerStart().plus(times.range().end()), Rounding.TOWARD_POSITIVE_INFINITY);
    }

    /** Which packets are needed, as far as the output's beginning decides. */
    private interface Begin {
        /** @param pts the packet's presentation time, in the source's ticks */
        boolean keeps(long pts, long duration);
    }

    /** Lets the output's zero be this time of the asset. Called before any packet. */
    public void zeroAt(MediaTime zero) {
        shift = ticks(zero);
    }

    /** Leaves out packets that end by this time of the asset. Called before any packet. */
    public void beginEndingAfter(MediaTime time) {
        long from = ticks(time);
        begin = (pts, duration) -> pts + duration > from || pts >= from;
    }

    /** Leaves out packets that start before this time of the asset. Called before any packet. */
    public void beginStartingAt(MediaTime time) {
        long from = ticks(time);
        begin = (pts, duration) -> pts >= from;
    }

    /**
     * Leaves out packets before the one that is presented at this tick, and pictures that follow it and are shown before it,
     * which refer to what is left out. Called before any packet.
     */
    public void beginWith(long tick, TimeBase base) {
        long wanted = times.timeBase().ticks(base.time(tick));
        begin = (pts, duration) -> {
            begun |= pts == wanted;
            return begun && pts >= wanted;
        };
    }

    @Override
    public void beginAt(MediaTime start) {
        zeroAt(start);
        beginEndingAfter(start);
    }

    private long ticks(MediaTime onAsset) {
        return times.timeBase().ticks(times.containerStart().plus(onAsset));
    }

    @Override
    public void accept(Packet packet) {
        StageClock writing = output.clocks().write();
        long written = writing.busyNanos();
        long started = output.clocks().copy().start();
        if (!source.equals(times.timeBase())) {
            packet.retime(source, times.timeBase());
        }
        carry(packet);
        // writing has a clock of its own
        output.clocks().copy().stop(started + writing.busyNanos() - written, 1);
    }

    private void carry(Packet packet) {
        if (packet.dts() != TimeBase.NONE) {
            timeUntimed(packet.dts());
            place(packet, packet.pts() == TimeBase.NONE ? packet.dts() : packet.pts(), packet.dts());
        } else if (lastDts == Long.MIN_VALUE && packet.pts() != TimeBase.NONE && video) {
            untimed.add(packet.share());
            if (untimed.size() == MOST_UNTIMED) {
                timeUntimed(untimed.get(0).pts());
            }
        } else {
            long time = packet.pts() != TimeBase.NONE ? packet.pts() : nextTime();
            place(packet, time, Math.min(time, nextTime()));
        }
    }

    private long nextTime() {
        return lastDts == Long.MIN_VALUE ? shift : lastDts + shift + Math.max(1, lastDistance);
    }

    /** Readers cannot tell the first decode times where pictures are reordered: counted back from the first known one. */
    private void timeUntimed(long firstKnown) {
        long step = 1;
        for (Packet a : untimed) {
            for (Packet b : untimed) {
                long distance = a.pts() - b.pts();
                step = distance > 0 && (step == 1 || distance < step) ? distance : step;
            }
        }
        int missing = untimed.size();
        for (int i = 0; i < missing; i++) {
            try (Packet packet = untimed.get(i)) {
                place(packet, packet.pts(), Math.min(packet.pts(), firstKnown - step * (missing - i)));
            }
        }
        untimed.clear();
    }

    private void place(Packet packet, long pts, long dts) {
        if (times.range().end().isBefore(times.trackEnd()) && dts >= endTicks) {
            complete = true;
            return;
        }
        if (!begin.keeps(pts, packet.duration())) {
            return;
        }
        // decode times must grow; containers with coarse clocks repeat them
        long outDts = Math.max(dts - shift, lastDts == Long.MIN_VALUE ? Long.MIN_VALUE : lastDts + 1);
        long outPts = Math.max(pts - shift, outDts);
        if (!isAdmitted(packet, outDts)) {
            complete = true;
            return;
        }
        writeHeld(outDts - lastDts, endsBefore(packet, outPts, outDts));
        lastDts = outDts;
        latestPts = Math.max(latestPts, outPts);
        held = packet.share();
        held.dts(outDts);
        held.pts(outPts);
    }

    private boolean isAdmitted(Packet packet, long dts) {
        MediaTime from = MediaTime.max(MediaTime.ZERO, times.timeBase().time(dts));
        MediaTime until = from.plus(times.timeBase().time(Math.max(1, packet.duration())));
        MediaTime admitted = admission.admit(from, until);
        if (!video && admitted.isAfter(from) && admitted.isBefore(until)) {
            packet.duration(Math.max(1, times.timeBase().ticks(admitted) - dts));
        }
        return admitted.isAfter(from);
    }

    /** Whether nothing that is shown before this packet comes after it. */
    private boolean endsBefore(Packet packet, long pts, long dts) {
        reorders |= pts != dts;
        return !video || !reorders || (packet.isKey() && latestPts < pts);
    }

    private void writeHeld(long distance, boolean whole) {
        if (held != null) {
            try (Packet next = held) {
                held = null;
                if (next.duration() <= 1 || (video && !complete)) {
                    next.duration(distance);
                }
                lastDistance = distance;
                output.write(next, whole);
            }
        }
    }

    @Override
    public void finish() {
        if (!untimed.isEmpty()) {
            timeUntimed(untimed.get(0).pts());
        }
        complete = true;
        writeHeld(lastDistance > 0 ? lastDistance : untilTrackEnd(), true);
    }

    /** Ticks that the only packet lasts. */
    private long untilTrackEnd() {
        MediaTime end = MediaTime.min(times.range().end(), times.trackEnd()).plus(times.containerStart());
        return held == null ? 0 : Math.max(1, times.timeBase().ticks(end) - shift - held.pts());
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public MediaTime progress() {
        return output.end();
    }

    @Override
    public void close() {
        if (held != null) {
            held.close();
            held = null;
        }
        untimed.forEach(Packet::close);
        untimed.clear();
    }
}
