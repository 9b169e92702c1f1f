package dev.reelwright.internal.engine;

import dev.reelwright.internal.events.StageClock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Feeds an encoder and writes what it gives. Owns the encoder. */
public final class EncodeLoop implements AutoCloseable {
    /** Pictures that are decoded before one that is shown earlier, at most, where an encoder does not tell. */
    private static final int MOST_HELD_BACK = 2;

    private final Encoder encoder;
    private final PacketTarget output;
    private final StageClock clock;
    private final Packet packet = new Packet();
    /** Times of the frames inside, in order of presentation; unused for audio, which is never reordered. */
    private final Deque<Long> inside = new ArrayDeque<>();

    /** The packet that came last, kept until it is known whether it is the last of all. */
    private @Nullable Packet held;

    private boolean heldIsWhole;
    private long latestPts = Long.MIN_VALUE;
    private long lastDts = TimeBase.NONE;
    private long firstFed = TimeBase.NONE;
    private long lastFed = TimeBase.NONE;

    public EncodeLoop(Encoder encoder, PacketTarget output, StageClock clock) {
        this.encoder = encoder;
        this.output = output;
        this.clock = clock;
    }

    /** Encodes a frame, or what is left inside when it is null. */
    public void encode(@Nullable Frame frame) {
        if (frame != null && encoder.reorders()) {
            inside.add(frame.pts());
            firstFed = firstFed == TimeBase.NONE ? frame.pts() : firstFed;
            lastFed = frame.pts();
        }
        while (!send(frame)) {
            drain();
        }
        drain();
        if (frame == null) {
            writeLast();
        }
    }

    private boolean send(@Nullable Frame frame) {
        long started = clock.start();
        boolean taken = encoder.send(frame);
        clock.stop(started, taken && frame != null ? 1 : 0);
        return taken;
    }

    private boolean receive() {
        long started = clock.start();
        boolean more = encoder.receive(packet);
        clock.stop(started, 0);
        return more;
    }

    private void drain() {
        while (receive()) {
            latestPts = Math.max(latestPts, packet.pts());
            writeHeld();
            completeDts();
            held = packet.take();
            // as many packets came out as frames are shown up to the latest: none of these is missing
            Long shown = inside.poll();
            heldIsWhole = shown == null || shown == latestPts;
        }
    }

    /** x265 gives any number for a decode time when it gets fewer pictures than it holds back. */
    private void completeDts() {
        Long shown = inside.peek();
        if (shown != null && !isPlausible(packet)) {
            long delay = MOST_HELD_BACK * Math.max(1, packet.duration());
            packet.dts(Math.max(shown - delay, lastDts == TimeBase.NONE ? Long.MIN_VALUE + 1 : lastDts + 1));
        }
        lastDts = packet.dts();
    }

    /** No packet is decoded after it is shown, nor further back before the first than the frames handed in reach. */
    private boolean isPlausible(Packet packet) {
        long earliest = firstFed - (lastFed - firstFed) - Math.max(1, packet.duration());
        return packet.dts() != TimeBase.NONE && packet.dts() <= packet.pts() && packet.dts() >= earliest;
    }

    private void writeHeld() {
        if (held != null) {
            try (Packet next = held) {
                held = null;
                output.write(next, heldIsWhole);
            }
        }
    }

    /**
     * Encoders stamp decode times with the delay of their reordering. A sync sample at the very end is shown when it is
     * decoded; told so, the decode times reach as far as the presentation, and readers that add them up see all of it.
     */
    private void writeLast() {
        if (held != null && held.isKey() && held.pts() == latestPts && held.pts() > held.dts()) {
            held.dts(held.pts());
        }
        writeHeld();
    }

    /** Samples that each audio frame but the last must have; 0 for any number. */
    public int frameSize() {
        return encoder.frameSize();
    }

    @Override
    public void close() {
        packet.close();
        if (held != null) {
            held.close();
        }
        encoder.close();
    }
}
