/**
 * Runs a plan: read, decode, render, encode, write, finish, over bounded queues.
 */
@NullMarked
package dev.reelwright.internal.pipeline;

import org.jspecify.annotations.NullMarked;
