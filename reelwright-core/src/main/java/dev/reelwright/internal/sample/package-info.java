/**
 * The generated test clip: painters of its picture and its sound, which are pure Java with arrays in and arrays out, and
 * the writer that encodes what they paint.
 */
@NullMarked
package dev.reelwright.internal.sample;

import org.jspecify.annotations.NullMarked;
