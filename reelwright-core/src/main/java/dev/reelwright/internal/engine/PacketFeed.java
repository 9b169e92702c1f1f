package dev.reelwright.internal.engine;

/**
 * The packets of one stream as they are to be read in place of those that the container's own reader gives, on the stream's
 * clock. Used by one thread at a time.
 */
public interface PacketFeed extends AutoCloseable {
    /** When the next packet is decoded, {@link TimeBase#NONE} when there is none. */
    long next();

    /** Reads the next packet; false at the end. */
    boolean read(Packet packet);

    /** Goes to a sync sample from which on what is shown at this time can be decoded. */
    void seek(long ticks);

    @Override
    void close();
}
