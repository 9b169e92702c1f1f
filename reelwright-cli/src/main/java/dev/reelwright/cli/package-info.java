/** The {@code reelwright} command: one class a subcommand, and what they share. */
@NullMarked
package dev.reelwright.cli;

import org.jspecify.annotations.NullMarked;
