package dev.reelwright.internal.engine;

import dev.reelwright.internal.events.StageClocks;
import dev.reelwright.time.MediaTime;

/** One track of the file being written; counts what goes into it. Safe for several threads, as is its file. */
public final class OutputTrack {
    private final Muxer muxer;
    private final int stream;
    private final TimeBase timeBase;
    private final StageClocks clocks = StageClocks.forTrack();
    private long samples;
    private long bytes;
    private long endTicks = Long.MIN_VALUE;

    /** @param timeBase what the packets handed in are timed in */
    public OutputTrack(Muxer muxer, int stream, TimeBase timeBase) {
        this.muxer = muxer;
        this.stream = stream;
        this.timeBase = timeBase;
    }

    /** Writes a packet, whose content moves away. */
    public void write(Packet packet) {
        synchronized (muxer) {
            samples++;
            bytes += packet.size();
            long start = packet.pts() != TimeBase.NONE ? packet.pts() : packet.dts();
            endTicks = Math.max(endTicks, start + packet.duration());
            long started = clocks.write().start();
            muxer.write(stream, packet, timeBase);
            clocks.write().stop(started, 1);
        }
    }

    /** What the stages of this track's work take. */
    public StageClocks clocks() {
        return clocks;
    }

    public int stream() {
        return stream;
    }

    public long samples() {
        synchronized (muxer) {
            return samples;
        }
    }

    public long bytes() {
        synchronized (muxer) {
            return bytes;
        }
    }

    /** Where the media written so far ends, on the output's timeline. */
    public MediaTime end() {
        synchronized (muxer) {
            return endTicks == Long.MIN_VALUE ? MediaTime.ZERO : timeBase.time(endTicks);
        }
    }
}
