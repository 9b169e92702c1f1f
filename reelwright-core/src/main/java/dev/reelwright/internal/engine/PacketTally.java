package dev.reelwright.internal.engine;

/** Takes note of packets that would have been written. Called by one thread at a time. */
public interface PacketTally {
    /**
     * Notes a packet, which stays the caller's.
     *
     * @param base what the packet is timed in
     */
    void note(int stream, Packet packet, TimeBase base);
}
