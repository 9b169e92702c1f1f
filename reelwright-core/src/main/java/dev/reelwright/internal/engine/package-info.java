/**
 * The only room that touches the FFmpeg libraries. Every native object has an owner here with {@code close()}; one codec context belongs to one thread.
 */
@NullMarked
package dev.reelwright.internal.engine;

import org.jspecify.annotations.NullMarked;
