/** Speed against other tools, on the same input and the same machine, in turn. */
@NullMarked
package dev.reelwright.benchmarks;

import org.jspecify.annotations.NullMarked;
