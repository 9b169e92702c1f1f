package dev.reelwright.internal.copy;

import dev.reelwright.internal.engine.Packet;
import dev.reelwright.time.MediaTime;

/** Carries one track over without decoding pictures or sound. */
public interface Copier extends AutoCloseable {
    /** Whether media of a stretch of the output is still wanted. */
    interface Admission {
        /** Up to where it is, no later than {@code start} for none of it. */
        MediaTime admit(MediaTime start, MediaTime end);
    }

    /** Lets the output begin at this time of the asset. Called before any packet. */
    void beginAt(MediaTime start);

    /** Takes a packet, which stays the caller's, unless it lies outside of the range. */
    void accept(Packet packet);

    /** Writes what is still kept. */
    void finish();

    /** Whether nothing that comes later in the file is needed. */
    boolean isComplete();

    /** How far the output track is written, on the output's timeline. */
    MediaTime progress();

    @Override
    void close();
}
