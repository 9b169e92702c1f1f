/**
 * Destinations: files that appear complete or not at all.
 */
@NullMarked
package dev.reelwright.internal.file;

import org.jspecify.annotations.NullMarked;
