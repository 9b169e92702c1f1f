package dev.reelwright.internal.copy;

import dev.reelwright.internal.engine.EncoderSettings;

/** What makes encoded frames join the packets of a source. */
public interface Joint {
    /** How each run of frames is encoded. */
    EncoderSettings.Video encoder();

    /** The coding's parameters of the joined stream, from which both kinds of packets decode. */
    byte[] parameters();

    /** The bytes of an encoder's packet as they go into the stream. */
    byte[] fit(byte[] packet);
}
