package dev.reelwright.benchmarks;

import dev.reelwright.asset.FileType;
import dev.reelwright.export.ExportPreset;
import java.util.List;

/**
 * What came of one preset, one file type and one source.
 *
 * @param cells what the table says of it: {@link #COLUMNS} of them, or one reason why there is no output
 * @param differences what is not as the plan promised; empty when all is
 */
record Outcome(ExportPreset preset, FileType fileType, List<String> cells, List<String> differences) {
    static final List<String> COLUMNS =
            List.of("video", "size", "pixels", "colour", "alpha", "rotation", "frames", "audio", "duration");

    Outcome {
        cells = List.copyOf(cells);
        differences = List.copyOf(differences);
    }

    boolean isRefusal() {
        return cells.size() == 1;
    }
}
