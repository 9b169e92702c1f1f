package dev.reelwright.internal.engine;

import dev.reelwright.time.MediaTime;

/** A chapter on the container's own clock. */
public record ChapterMark(MediaTime start, MediaTime end, String title) {}
