/**
 * Reads and writes the metadata of containers that are no movies, where FFmpeg keeps less than is there: several values,
 * languages, binary ones. Bytes alone: ID3, Vorbis comments, Matroska tags, RIFF INFO. What is read may be hostile: sizes are
 * believed only as far as the bytes go, and no more is read than a limit.
 */
@NullMarked
package dev.reelwright.internal.tags;

import org.jspecify.annotations.NullMarked;
