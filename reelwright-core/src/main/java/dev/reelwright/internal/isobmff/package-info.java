/**
 * Reads and writes of ISO base media and QuickTime files (ISO/IEC 14496-12, QuickTime File Format) what FFmpeg's demuxer does
 * not expose and its muxer does not write: edit lists, apertures, alternate groups, track references, metadata in all its
 * forms, and an index that comes before the media.
 */
@NullMarked
package dev.reelwright.internal.isobmff;

import org.jspecify.annotations.NullMarked;
