package dev.reelwright.benchmarks;

import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.Compatibility;
import dev.reelwright.export.Compatibility.Incompatible;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.TrackPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Really exports one source by one preset to one file type, and looks at what came of it. */
final class OutcomeTrial {
    /** Of 255; scaling, coding and chroma planes of half the size leave 1 or 2. */
    private static final double MOST_DISTANCE = 6;

    private static final double LEAST_CONTRAST = 4;

    private final Programs programs;
    private final Path folder;

    /** @param folder where outputs lie while they are looked at */
    OutcomeTrial(Programs programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    Outcome run(OutcomeSource source, ExportPreset preset, FileType type) throws IOException, InterruptedException {
        Path output = folder.resolve((source.name() + "-" + preset.name() + "." + type.commandName())
                .replaceAll("[ ,]+", "-")
                .toLowerCase(Locale.ROOT));
        ExportSession session =
                ExportSession.builder(source.asset(), preset).overwrite(true).build();
        Compatibility answer = session.compatibility(type);
        ExportResult result;
        try {
            result = session.export(output, type);
        } catch (MediaException | IllegalArgumentException e) {
            return refusal(source, preset, type, answer, e);
        }
        try {
            Probed probed = new Prober(programs).probe(output);
            List<String> differences = new ArrayList<>();
            if (!answer.isCompatible()) {
                differences.add("was said to be impossible, and worked: " + source.neutral(answer.reason()));
            }
            if (result.ending() != ExportResult.Ending.COMPLETE) {
                differences.add("ended early");
            }
            differences.addAll(OutcomePromises.broken(result.plan(), source.probed(), probed));
            pictures(source, result, output).ifPresent(differences::add);
            double seconds = result.plan().duration().toSeconds();
            return new Outcome(preset, type, OutcomeCells.of(probed, source.probed(), seconds), differences);
        } finally {
            Files.delete(output);
        }
    }

    private static Outcome refusal(
            OutcomeSource source, ExportPreset preset, FileType type, Compatibility answer, RuntimeException error) {
        ErrorCode code = error instanceof MediaException media ? media.code() : ErrorCode.UNSUPPORTED_FILE_TYPE;
        String reason = source.neutral(String.valueOf(error.getMessage()));
        List<String> differences = new ArrayList<>();
        if (answer instanceof Incompatible no) {
            if (no.code() != code) {
                differences.add("fails with " + code + ", was said to fail with " + no.code());
            }
        } else {
            differences.add("was said to be possible, and fails: " + code + ", " + reason);
        }
        return new Outcome(preset, type, List.of("`" + code + "` " + reason), differences);
    }

    /** What is wrong with the first picture. */
    private Optional<String> pictures(OutcomeSource source, ExportResult result, Path output)
            throws IOException, InterruptedException {
        if (result.plan().tracks().stream().noneMatch(t -> t instanceof TrackPlan.EncodeVideo)) {
            return Optional.empty();
        }
        Thumbnail found = Thumbnail.of(programs, output, List.of(), "");
        Optional<Thumbnail> expected = source.expected(result.plan().tracks());
        if (expected.isPresent()) {
            double distance = found.distance(expected.get());
            return distance <= MOST_DISTANCE
                    ? Optional.empty()
                    : Optional.of(
                            String.format(Locale.ROOT, "the first picture is off by %.0f of 255 on average", distance));
        }
        return found.contrast() >= LEAST_CONTRAST
                ? Optional.empty()
                : Optional.of("the first picture has next to no contrast");
    }
}
