package dev.reelwright.internal.engine;

/** Where a track's packets go, in decode order. */
public interface PacketTarget {
    /**
     * Takes over a packet's content.
     *
     * @param whole whether with this packet everything is there that is shown before what comes later, so that the track
     *     could end here
     */
    void write(Packet packet, boolean whole);
}
