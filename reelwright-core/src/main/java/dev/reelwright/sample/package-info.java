/**
 * The generated test clip: a moving picture whose frames carry their number, with a click and a tone each second.
 */
@NullMarked
package dev.reelwright.sample;

import org.jspecify.annotations.NullMarked;
