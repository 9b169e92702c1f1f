/**
 * Writing one file from an asset by preset: intent ({@link dev.reelwright.export.ExportSession}), plan ({@link dev.reelwright.export.ExportPlan}), run ({@link dev.reelwright.export.Export}).
 */
@NullMarked
package dev.reelwright.export;

import org.jspecify.annotations.NullMarked;
