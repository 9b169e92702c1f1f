package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.engine.Packet;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Packets on their way from the reader to a track's worker; bounded by bytes. */
final class PacketQueue {
    private static final int MAX_BYTES = 8 << 20;
    private static final int MAX_PACKETS = 128;

    private final Deque<Packet> packets = new ArrayDeque<>();
    private int bytes;
    private boolean ended;
    private boolean closed;

    /** Hands over a packet, waiting for room; false when nobody takes packets any more. */
    synchronized boolean put(Packet packet) throws InterruptedException {
        while (!closed && bytes > 0 && (bytes + packet.size() > MAX_BYTES || packets.size() >= MAX_PACKETS)) {
            wait();
        }
        if (closed) {
            packet.close();
            return false;
        }
        packets.add(packet);
        bytes += packet.size() + 1;
        notifyAll();
        return true;
    }

    /** Says that no more packets come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The next packet, waiting for it; null at the end. */
    synchronized @Nullable Packet take() throws InterruptedException {
        while (packets.isEmpty() && !ended && !closed) {
            wait();
        }
        Packet packet = packets.poll();
        if (packet != null) {
            bytes -= packet.size() + 1;
            notifyAll();
        }
        return packet;
    }

    /** Frees what is inside and takes no more. */
    synchronized void close() {
        closed = true;
        packets.forEach(Packet::close);
        packets.clear();
        bytes = 0;
        notifyAll();
    }
}
