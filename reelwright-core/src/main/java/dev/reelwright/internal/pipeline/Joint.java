package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.bitstream.Splice;

/**
 * What makes encoded frames join the packets of a source.
 *
 * @param line how each run of frames is encoded
 * @param splice what their packets become
 */
record Joint(VideoLine line, Splice splice) {}
