package dev.reelwright.internal.engine;

import dev.reelwright.internal.events.StageClocks;
import dev.reelwright.time.MediaTime;
import org.jspecify.annotations.Nullable;

/** One track of the file being written; counts what goes into it. Safe for several threads, as is its file. */
public final class OutputTrack implements PacketTarget {
    private final Muxer muxer;
    private final int stream;
    private final TimeBase timeBase;
    private final Gate gate;
    private final StageClocks clocks = StageClocks.forTrack();
    private long samples;
    private long bytes;
    private long endTicks = Long.MIN_VALUE;
    private long offeredTicks = Long.MIN_VALUE;
    private @Nullable Framing framing;

    /**
     * Sound in frames of equal length.
     *
     * @param priming samples before those that are meant to be heard
     * @param samples of a frame
     */
    public record Framing(int priming, int samples) {}

    private long firstDts = TimeBase.NONE;

    /** Stands between a track's encoder and the file: decides which packets are delivered, and when. */
    public interface Gate {
        /** Takes over a packet's content. */
        void accept(OutputTrack track, Packet packet, boolean whole);
    }

    /** Delivers everything at once. */
    public static final Gate OPEN = (track, packet, whole) -> track.deliver(packet);

    /** Delivers nothing, for passes whose result is thrown away. */
    public static final Gate CLOSED = (track, packet, whole) -> track.discard(packet);

    /** @param timeBase what the packets handed in are timed in */
    public OutputTrack(Muxer muxer, int stream, TimeBase timeBase, Gate gate) {
        this.muxer = muxer;
        this.stream = stream;
        this.timeBase = timeBase;
        this.gate = gate;
    }

    @Override
    public void write(Packet packet, boolean whole) {
        synchronized (muxer) {
            offeredTicks = Math.max(offeredTicks, endOf(packet));
        }
        gate.accept(this, packet, whole);
    }

    private static long endOf(Packet packet) {
        return (packet.pts() != TimeBase.NONE ? packet.pts() : packet.dts()) + packet.duration();
    }

    /** Writes a packet, whose content moves away, into the file. */
    public void deliver(Packet packet) {
        synchronized (muxer) {
            count(packet);
            long started = clocks.write().start();
            muxer.write(stream, packet, timeBase);
            clocks.write().stop(started, 1);
        }
    }

    private void discard(Packet packet) {
        synchronized (muxer) {
            count(packet);
        }
        packet.clear();
    }

    private void count(Packet packet) {
        if (firstDts == TimeBase.NONE) {
            firstDts = packet.dts();
        }
        samples++;
        bytes += packet.size();
        endTicks = Math.max(endTicks, endOf(packet));
    }

    /** Says how the sound of this track is framed. */
    public void frame(Framing frames) {
        this.framing = frames;
    }

    /** How the sound of this track is framed; null when nobody said. */
    public @Nullable Framing framing() {
        return framing;
    }

    /** What the stages of this track's work take. */
    public StageClocks clocks() {
        return clocks;
    }

    public int stream() {
        return stream;
    }

    public TimeBase timeBase() {
        return timeBase;
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

    /** Where the media that was given to the gate so far ends, on the output's timeline. */
    public MediaTime offered() {
        synchronized (muxer) {
            return offeredTicks == Long.MIN_VALUE ? MediaTime.ZERO : timeBase.time(offeredTicks);
        }
    }

    /** When the first packet is decoded, on the output's timeline, where media time begins in movie files. */
    public MediaTime firstDecodeTime() {
        synchronized (muxer) {
            return firstDts == TimeBase.NONE ? MediaTime.ZERO : timeBase.time(firstDts);
        }
    }

    /** Where the media written so far ends, on the output's timeline. */
    public MediaTime end() {
        synchronized (muxer) {
            return endTicks == Long.MIN_VALUE ? MediaTime.ZERO : timeBase.time(endTicks);
        }
    }
}
