/**
 * The packet index of a track: presentation times, sync samples and positions, built without decoding.
 */
@NullMarked
package dev.reelwright.internal.index;

import org.jspecify.annotations.NullMarked;
