/**
 * Carries packets over without decoding them.
 */
@NullMarked
package dev.reelwright.internal.copy;

import org.jspecify.annotations.NullMarked;
