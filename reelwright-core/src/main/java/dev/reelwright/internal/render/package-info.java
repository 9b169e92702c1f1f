/**
 * Turns decoded frames into the frames and samples that are delivered.
 */
@NullMarked
package dev.reelwright.internal.render;

import org.jspecify.annotations.NullMarked;
