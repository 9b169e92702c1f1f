/**
 * What metadata items of one key space are in another, and which of them others may see. Pure.
 */
@NullMarked
package dev.reelwright.internal.metadata;

import org.jspecify.annotations.NullMarked;
