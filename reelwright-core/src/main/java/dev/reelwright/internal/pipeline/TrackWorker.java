package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.engine.Packet;
import dev.reelwright.time.MediaTime;

/** Takes the packets of one source track and writes one output track. */
public interface TrackWorker extends AutoCloseable {
    /** Works on a packet, which stays the caller's. */
    void accept(Packet packet);

    /** Works off everything that is still inside. */
    void finish();

    /** Whether nothing that comes later in the file is needed. */
    boolean isComplete();

    /** How far the output track is written, on the output's timeline. */
    MediaTime progress();

    /** What went wrong without failing the export, for people. */
    java.util.List<String> warnings();

    @Override
    void close();
}
