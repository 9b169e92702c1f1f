package dev.reelwright.internal.copy;

import dev.reelwright.internal.bitstream.Splice;
import dev.reelwright.internal.engine.EncoderSettings;

/**
 * What makes encoded frames join the packets of a source.
 *
 * @param encoder how each run of frames is encoded
 * @param splice what their packets become
 */
public record Joint(EncoderSettings.Video encoder, Splice splice) {}
