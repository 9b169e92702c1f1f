package dev.reelwright.benchmarks;

import dev.reelwright.asset.FileType;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tries every preset with every file type on every kind of source, and writes down what comes of it. */
final class Outcomes implements Task {
    @Override
    public String id() {
        return "OUTCOMES";
    }

    @Override
    public String title() {
        return "what every preset makes of every kind of source, as a page of tables";
    }

    @Override
    public boolean perform(Workshop workshop) throws IOException, InterruptedException {
        Path folder = workshop.outputFolder("outcomes");
        List<OutcomeSource> sources = new OutcomeSources(workshop.programs()).make(folder);
        OutcomePage page = new OutcomePage(ExportPreset.table());
        Map<String, List<Outcome>> bySource = new LinkedHashMap<>();
        OutcomeTrial trial = new OutcomeTrial(workshop.programs(), workshop.outputFolder("outcomes/outputs"));
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (OutcomeSource source : sources) {
                List<Outcome> outcomes = outcomes(workers, trial, source);
                page.table(source, outcomes);
                bySource.put(source.name(), outcomes);
                System.out.printf(
                        "%-24s %3d outputs, %3d refusals%n",
                        source.name(),
                        outcomes.stream().filter(o -> !o.isRefusal()).count(),
                        outcomes.stream().filter(Outcome::isRefusal).count());
            }
        } finally {
            workers.shutdownNow();
        }
        List<String> otherTypes = otherTypes(sources.get(0), folder);
        int exports = bySource.values().stream().mapToInt(List::size).sum();
        page.differences(bySource, exports, otherTypes);
        Files.createDirectories(workshop.request().docs());
        Files.writeString(workshop.request().docs().resolve("outcomes.md"), page.markdown());
        return report(bySource, otherTypes);
    }

    private static List<Outcome> outcomes(ExecutorService workers, OutcomeTrial trial, OutcomeSource source)
            throws IOException, InterruptedException {
        List<Future<Outcome>> running = new ArrayList<>();
        for (ExportPreset preset : ExportPreset.table()) {
            for (FileType type : preset.fileTypes()) {
                boolean first = preset.fileTypes().indexOf(type) == 0;
                if (source.size().includes(preset, first)) {
                    running.add(workers.submit(() -> trial.run(source, preset, type)));
                }
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> outcome : running) {
            try {
                outcomes.add(outcome.get());
            } catch (ExecutionException e) {
                throw new IOException("a trial on " + source.name() + " broke: " + e.getCause(), e.getCause());
            }
        }
        return outcomes;
    }

    /** Whether file types that presets do not write are refused before anything is done; each that is not. */
    private static List<String> otherTypes(OutcomeSource source, Path folder) {
        List<String> differences = new ArrayList<>();
        for (ExportPreset preset : ExportPreset.table()) {
            for (FileType type : FileType.values()) {
                if (!preset.fileTypes().contains(type) && !isRefused(source, preset, type, folder)) {
                    differences.add("preset " + preset.name() + " does not refuse " + type.commandName());
                }
            }
        }
        return differences;
    }

    private static boolean isRefused(OutcomeSource source, ExportPreset preset, FileType type, Path folder) {
        ExportSession session = ExportSession.builder(source.asset(), preset).build();
        Path output = folder.resolve("refused." + type.commandName());
        try {
            session.export(output, type);
            return false;
        } catch (IllegalArgumentException e) {
            return !session.compatibility(type).isCompatible() && !Files.exists(output);
        }
    }

    private static boolean report(Map<String, List<Outcome>> bySource, List<String> otherTypes) {
        otherTypes.forEach(System.out::println);
        boolean sound = otherTypes.isEmpty();
        for (Map.Entry<String, List<Outcome>> entry : bySource.entrySet()) {
            for (Outcome outcome : entry.getValue()) {
                for (String difference : outcome.differences()) {
                    sound = false;
                    System.out.printf(
                            "DIFFERENT  %s, %s to %s: %s%n",
                            entry.getKey(),
                            outcome.preset().name(),
                            outcome.fileType().commandName(),
                            difference);
                }
            }
        }
        return sound;
    }
}
