package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.Export;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.HiddenMedia;
import dev.reelwright.export.Join;
import dev.reelwright.export.TrimMode;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Puts files, or parts of them, behind each other. */
final class JoinCommand extends Subcommand {
    private static final Duration TICK = Duration.ofMillis(100);

    private final Argument<List<String>> files = parameters(
            2,
            "<input>... <output>",
            String.class,
            "What to join, in order, each all of a file or a part of it as in in.mp4@10-25.5, and the file to write.");

    private final Argument<TrimMode> trim = option(
            "--trim",
            "auto|edit-list|smart|keyframe|encode",
            TrimMode.class,
            "How parts are cut without encoding them, as export does; auto unless given.");

    private final Argument<Boolean> allowHidden =
            flag("--allow-hidden", "What is cut off may stay in the file, hidden but recoverable.");

    private final Argument<Path> temporaryDirectory =
            option("--temp-dir", "<dir>", Path.class, "Where parts are written first; beside the output unless given.");

    private final Argument<Boolean> overwrite = flag("--overwrite", "Replace an existing output when all went well.");

    private final Argument<Boolean> planOnly = flag("--plan", "Say what would be done and why, and stop.");

    private final Argument<Progress.Mode> progressMode = progressOption();

    JoinCommand(Shell shell) {
        super(
                shell,
                "join",
                "Puts files, or parts of them, behind each other, without encoding them where they are alike.",
                "",
                "Files whose coding, picture size, colours or sound differ are encoded alike; --plan says what differs.",
                "Times: 12.5, 1:02:03.5, 125/10.");
    }

    @Override
    public Integer call() {
        List<String> all = files.get();
        Path output = Path.of(all.get(all.size() - 1));
        FileType type = FileType.ofPath(output)
                .orElseThrow(() -> new MediaException(
                        ErrorCode.INVALID_OUTPUT_PATH_EXTENSION,
                        "the extension of " + output + " names no file type; use mp4, mov, mkv, webm, ts and so on"));
        Join join = join(all.subList(0, all.size() - 1));
        if (planOnly.get()) {
            tellPlan(join, type);
        } else {
            tell(export(join, output), join.clips().get(0).asset());
        }
        return ExitCode.DONE;
    }

    private Join join(List<String> inputs) {
        Join.Builder builder = Join.builder().overwrite(overwrite.get());
        trim.ifGiven(builder::trimMode);
        if (allowHidden.get()) {
            builder.hiddenMedia(HiddenMedia.ALLOWED);
        }
        temporaryDirectory.ifGiven(builder::directoryForTemporaryFiles);
        inputs.forEach(input -> add(builder, input));
        return builder.build();
    }

    /** A file's own name may look like a part of another one. */
    private static void add(Join.Builder builder, String input) {
        int at = input.lastIndexOf('@');
        if (at <= 0 || Files.exists(Path.of(input))) {
            builder.add(Asset.open(Path.of(input)));
            return;
        }
        builder.add(Asset.open(Path.of(input.substring(0, at))), range(input.substring(at + 1), input));
    }

    private static TimeRange range(String part, String input) {
        int dash = part.indexOf('-');
        try {
            MediaTime start = MediaTime.parse(dash < 0 ? part : part.substring(0, dash));
            MediaTime end = dash < 0 || dash == part.length() - 1
                    ? MediaTime.POSITIVE_INFINITY
                    : MediaTime.parse(part.substring(dash + 1));
            TimeRange range = TimeRange.between(start, end);
            if (range.isValid()) {
                return range;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(input + " names no part of a file: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(input + " names no part of a file: it ends before it begins");
    }

    private ExportResult export(Join join, Path output) {
        ExportProgress progress = new ExportProgress(Progress.of(progressMode.get(), shell()));
        try (Export export = join.start(output)) {
            shell().cancellation().onRequest(export::cancel);
            export.states(TICK).subscribe(progress);
            return export.result().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof MediaException failure) {
                throw failure;
            }
            throw e;
        } finally {
            progress.awaitEnd();
        }
    }

    private void tellPlan(Join join, FileType type) {
        if (json()) {
            print(ExportReport.json(join.plan(type).whole(), join.clips().get(0).asset()));
        } else {
            print(join.plan(type).explain().stripTrailing());
        }
    }

    private void tell(ExportResult result, Asset first) {
        if (json()) {
            print(ExportReport.json(result, first));
            return;
        }
        ExportReport.lines(result).forEach(this::print);
        result.warnings().forEach(shell()::warn);
    }
}
