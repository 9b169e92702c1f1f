/**
 * Taking still pictures from an asset at exact times.
 */
@NullMarked
package dev.reelwright.image;

import org.jspecify.annotations.NullMarked;
