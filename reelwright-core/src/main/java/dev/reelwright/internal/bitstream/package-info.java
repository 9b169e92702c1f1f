/**
 * What coded pictures say of themselves, read and rewritten without decoding: parameter sets, where decoding may start, and how
 * pictures of another encoder go into the same track. Bytes only; safe against any content.
 */
@NullMarked
package dev.reelwright.internal.bitstream;

import org.jspecify.annotations.NullMarked;
