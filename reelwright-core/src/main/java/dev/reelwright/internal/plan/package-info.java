/**
 * Planners: intent and facts in, plain data out. No I/O, no natives.
 */
@NullMarked
package dev.reelwright.internal.plan;

import org.jspecify.annotations.NullMarked;
