/**
 * Exact time: instants, durations, ranges and the mappings between timelines.
 *
 * <p>A <em>time</em> ({@link dev.reelwright.time.MediaTime}) is a whole number of ticks, where a tick is one
 * <em>timescale</em>-th of a second: 1001/30000 is the length of an NTSC frame, exactly. The same type serves as an
 * instant on a timeline and as a <em>duration</em>. A time is <em>numeric</em> when it is such a number; the others are
 * minus and plus infinity, <em>indefinite</em> (not known yet, as the length of a live stream) and <em>invalid</em>
 * (the answer to a question that has none). Arithmetic is exact while the result fits, and a time that had to be
 * rounded on the way says so for ever after. An <em>epoch</em> sets apart the passes of a looping timeline; times of a
 * single timeline have epoch 0.
 *
 * <p>A <em>range</em> ({@link dev.reelwright.time.TimeRange}) is half-open: it holds its start and not its end, so that
 * ranges laid end to end neither overlap nor leave a gap. A <em>mapping</em> ({@link dev.reelwright.time.TimeMapping})
 * pairs a range of source time with the range of target time in which it plays; an <em>empty edit</em> is a mapping
 * without a source. {@link dev.reelwright.time.Rounding} names the six ways to choose between two neighbouring ticks.
 *
 * <p>Everything here is immutable and safe to share between threads.
 */
@NullMarked
package dev.reelwright.time;

import org.jspecify.annotations.NullMarked;
