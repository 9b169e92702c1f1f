/**
 * The bytes of sources that FFmpeg does not open by itself: read in large blocks, kept for all readers, read ahead.
 */
@NullMarked
package dev.reelwright.internal.source;

import org.jspecify.annotations.NullMarked;
