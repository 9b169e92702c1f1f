package dev.reelwright.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The folder of real media that lies beside the checkout on some machines; never part of the project. */
public final class Media {
    private Media() {}

    /** The folder, found by walking up from the working directory. */
    public static Optional<Path> folder() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null) {
            Path candidate = at.resolve("shared/media");
            if (Files.isRegularFile(candidate.resolve("manifest.tsv"))) {
                return Optional.of(candidate);
            }
            at = at.getParent();
        }
        return Optional.empty();
    }

    /** A file of it; the test that asks is skipped where the folder is absent. */
    public static Path file(String name) {
        Optional<Path> folder = folder();
        Assumptions.assumeTrue(folder.isPresent(), "skipped: the folder of real media is not beside this checkout");
        return folder.orElseThrow().resolve(name);
    }

    /** The rows of its manifest by column name. */
    public static List<Map<String, String>> manifest() throws IOException {
        List<String> lines = Files.readAllLines(file("manifest.tsv"));
        String[] columns = lines.get(0).split("\t");
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.length && i < cells.length; i++) {
                row.put(columns[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }
}
