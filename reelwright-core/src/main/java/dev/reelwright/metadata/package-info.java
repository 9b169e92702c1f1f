/**
 * Descriptive facts about an asset or a track: title, artist, creation date, location.
 */
@NullMarked
package dev.reelwright.metadata;

import org.jspecify.annotations.NullMarked;
