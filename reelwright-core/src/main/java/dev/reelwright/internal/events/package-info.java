/**
 * What is told to Java Flight Recorder: events of exports, of their phases and stages, of images, and the gauge of natives.
 * While nothing records, no class of the recorder is loaded by what this room's callers do in passing.
 */
@NullMarked
package dev.reelwright.internal.events;

import org.jspecify.annotations.NullMarked;
