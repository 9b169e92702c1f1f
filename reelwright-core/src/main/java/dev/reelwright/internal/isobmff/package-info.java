/**
 * Reads the facts of ISO base media and QuickTime files (ISO/IEC 14496-12, QuickTime File Format) that FFmpeg's mov
 * demuxer does not expose: edit lists, apertures, alternate groups, track references.
 */
@NullMarked
package dev.reelwright.internal.isobmff;

import org.jspecify.annotations.NullMarked;
