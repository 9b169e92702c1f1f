package dev.reelwright.benchmarks;

import dev.reelwright.asset.FileType;
import dev.reelwright.export.ExportPreset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The outcomes as a page of Markdown: a table a source, equal rows put together. */
final class OutcomePage {
    private static final String INTRODUCTION = """
            # What comes out

            Every preset, every file type that it writes and every kind of source, really exported. What the tables say of an output
            is what `ffprobe` finds after decoding all of it; where that differs from what the plan promised, it is listed at the end.
            This page is generated; from the root of the checkout, after building the benchmarks as their README says:

            ```sh
            java -cp 'reelwright-benchmarks/target/reelwright-benchmarks-0.1.0-SNAPSHOT.jar:reelwright-benchmarks/target/lib/*' \\
              dev.reelwright.benchmarks.Benchmarks outcomes --docs=docs
            ```

            Presets and file types with the same outcome share a row. The columns:

            | column | meaning |
            |---|---|
            | video, size | coding and stored size; `of w:h` where stored pixels are not square; `–` where the source has no video |
            | pixels | FFmpeg's name of their layout; it reads all ProRes 4444 as 12 bits |
            | colour | SDR, HLG or PQ with the primaries that the file is tagged with; `+ metadata` where the peak of the light is told |
            | alpha | `kept`, or `gone`: where pictures are encoded they are laid over black first; `–` where the source has none |
            | rotation | what players turn the picture by, clockwise; `–` where the source is upright |
            | frames | how many; `n of m` where a preset's frame rate leaves some out. Each is on screen at its time in the source |
            | audio | coding and channels |
            | duration | `exact`: every track starts at 0 and ends where the source does, to a millisecond, as Matroska counts; else how far it is off. The clocks of transport streams and of MP3 count from their first sample |

            """;

    private final List<ExportPreset> presets;
    private final StringBuilder text = new StringBuilder(INTRODUCTION);

    OutcomePage(List<ExportPreset> presets) {
        this.presets = presets;
        fileTypes();
    }

    String markdown() {
        return text.toString();
    }

    /** Which file types a preset writes does not depend on the source. */
    private void fileTypes() {
        text.append("## File types\n\nOther file types are refused at once: `UNSUPPORTED_FILE_TYPE`, ")
                .append("whatever the source is.\n\n| file types | presets |\n|---|---|\n");
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (ExportPreset preset : presets) {
            groups.computeIfAbsent(names(preset.fileTypes()), key -> new ArrayList<>())
                    .add("`" + preset.name() + "`");
        }
        groups.forEach((types, names) -> row(List.of(types, String.join(" ", names))));
        text.append(
                        "\n## Presets that are not there\n\nThese are refused whatever the source is, and left out of the tables.")
                .append("\n\n| presets | why not |\n|---|---|\n");
        Map<String, Set<String>> missing = new LinkedHashMap<>();
        presets.forEach(preset -> preset.unavailability()
                .ifPresent(reason -> missing.computeIfAbsent(reason, key -> new LinkedHashSet<>())
                        .add(preset.name())));
        missing.forEach((reason, names) -> row(List.of(code(names), reason)));
        text.append('\n');
    }

    void table(OutcomeSource source, List<Outcome> outcomes) {
        text.append("## ")
                .append(source.name())
                .append("\n\n")
                .append(source.about())
                .append(".");
        if (!source.size().left().isEmpty()) {
            text.append(" Left out: ").append(source.size().left()).append('.');
        }
        text.append("\n\n");
        List<String> header = new ArrayList<>(List.of("presets", "file types"));
        header.addAll(Outcome.COLUMNS);
        row(header);
        row(header.stream().map(h -> "---").toList());
        List<String> first = new ArrayList<>(List.of("*the source*", ""));
        first.addAll(OutcomeCells.of(
                source.probed(), source.probed(), source.asset().duration().toSeconds()));
        row(first);
        groups(outcomes.stream().filter(o -> !o.isRefusal()).toList()).forEach((group, names) -> {
            List<String> cells = new ArrayList<>(List.of(code(names), group.types()));
            cells.addAll(group.cells());
            row(cells);
        });
        refusals(outcomes.stream()
                .filter(o -> o.isRefusal() && o.preset().unavailability().isEmpty())
                .toList());
        text.append('\n');
    }

    private void refusals(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        text.append("\n| presets | file types | why not |\n|---|---|---|\n");
        groups(outcomes)
                .forEach((group, names) ->
                        row(List.of(code(names), group.types(), group.cells().get(0))));
    }

    /** What rows that are put together have in common. */
    private record Group(String types, List<String> cells) {}

    private static Map<Group, Set<String>> groups(List<Outcome> outcomes) {
        Map<String, Map<List<String>, List<FileType>>> byPreset = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            // the preset's own name is the only thing that tells refusals of several presets apart
            List<String> cells = outcome.cells().stream()
                    .map(cell -> cell.replace("preset " + outcome.preset().name() + " ", "the preset "))
                    .map(cell -> cell.replace("preset " + outcome.preset().name() + ":", "the preset:"))
                    .toList();
            byPreset.computeIfAbsent(outcome.preset().name(), key -> new LinkedHashMap<>())
                    .computeIfAbsent(cells, key -> new ArrayList<>())
                    .add(outcome.fileType());
        }
        Map<Group, Set<String>> groups = new LinkedHashMap<>();
        byPreset.forEach((preset, byCells) -> byCells.forEach(
                (cells, types) -> groups.computeIfAbsent(new Group(names(types), cells), key -> new LinkedHashSet<>())
                        .add(preset)));
        return groups;
    }

    /** What was not as promised, or that all was. */
    void differences(Map<String, List<Outcome>> bySource, int exports, List<String> otherTypes) {
        text.append("## Differences\n\n");
        Map<String, Map<String, Set<String>>> found = new LinkedHashMap<>();
        bySource.forEach((source, outcomes) -> outcomes.forEach(outcome -> outcome.differences()
                .forEach(difference -> found.computeIfAbsent(difference, key -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                "`" + outcome.preset().name() + "` "
                                        + outcome.fileType().commandName(),
                                key -> new LinkedHashSet<>())
                        .add(source))));
        text.append(exports).append(" exports were tried. ");
        if (found.isEmpty() && otherTypes.isEmpty()) {
            text.append("All that have an output are as their plans promised, and all others fail as was foretold.\n");
            return;
        }
        text.append("These are not as promised:\n\n| what | preset and file type | sources |\n|---|---|---|\n");
        found.forEach((difference, places) -> {
            Map<Set<String>, List<String>> bySources = new LinkedHashMap<>();
            places.forEach((place, sources) ->
                    bySources.computeIfAbsent(sources, key -> new ArrayList<>()).add(place));
            bySources.forEach(
                    (sources, where) -> row(List.of(difference, String.join(", ", where), String.join("; ", sources))));
        });
        otherTypes.forEach(difference -> row(List.of(difference, "", "any")));
    }

    private static String names(List<FileType> types) {
        return types.stream().map(FileType::commandName).collect(Collectors.joining(" "));
    }

    private static String code(Set<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    }

    private void row(List<String> cells) {
        text.append("| ")
                .append(cells.stream()
                        .map(cell -> cell.replace("|", "\\|").replaceAll("\\R", " "))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n");
    }
}
