/**
 * Timed text: what a cue says, read from and written in the codings that containers have for it. Pure.
 */
@NullMarked
package dev.reelwright.internal.text;

import org.jspecify.annotations.NullMarked;
