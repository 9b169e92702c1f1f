package dev.reelwright.asset;

/** Where the facts of a packet index come from. */
public enum IndexOrigin {
    /** The file's own sample tables say so; no packet but the first few was read. */
    HEADER,
    /** Every packet was read. */
    PACKETS
}
