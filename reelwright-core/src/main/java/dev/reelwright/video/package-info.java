/**
 * The vocabulary of pictures: colour, size, geometry.
 */
@NullMarked
package dev.reelwright.video;

import org.jspecify.annotations.NullMarked;
