/**
 * How failures are told: one exception with a code, the phase, the track, and what the engine said last.
 */
@NullMarked
package dev.reelwright.error;

import org.jspecify.annotations.NullMarked;
