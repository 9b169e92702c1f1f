/** Facts about the library itself. */
@NullMarked
package dev.reelwright;

import org.jspecify.annotations.NullMarked;
