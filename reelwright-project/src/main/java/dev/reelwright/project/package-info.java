/**
 * The model as JSON, read and written: {@link dev.reelwright.project.PresetDocument}.
 */
@NullMarked
package dev.reelwright.project;

import org.jspecify.annotations.NullMarked;
