/** The picture and the sound of the generated test clip. Pure Java: arrays in, arrays out. */
@NullMarked
package dev.reelwright.internal.sample;

import org.jspecify.annotations.NullMarked;
