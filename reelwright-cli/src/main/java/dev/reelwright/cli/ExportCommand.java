package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.Export;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.SizeEstimate;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a file from an input, or a part of it, by preset. */
@Command(
        name = "export",
        sortOptions = false,
        description = "Writes a file from a media file, or a part of it, by preset.",
        footer = {
            "",
            "Times: 12.5, 1:02:03.5, 125/10. Durations: the same, or 500ms, 2s, 1m30s.",
            "The file type comes from the output's extension; `reelwright presets` lists the presets."
        })
final class ExportCommand extends Subcommand {
    private static final Duration TICK = Duration.ofMillis(100);

    @Parameters(index = "0", paramLabel = "<input>", description = "The media file to read.")
    private Path input = Path.of("");

    @Parameters(index = "1", paramLabel = "<output>", description = "The file to write.")
    private Path output = Path.of("");

    @Option(
            names = "--preset",
            paramLabel = "<name>",
            description = "What to make; highest unless given. @<file> reads a preset of your own from JSON.")
    private ExportPreset preset = ExportPreset.HIGHEST_QUALITY;

    @Option(
            names = "--type",
            paramLabel = "<fileType>",
            description = "mp4, mov, mkv, webm, flac and so on; by the output's extension unless given.")
    private @Nullable FileType type;

    @Option(names = "--start", paramLabel = "<time>", description = "Where to begin; at the start unless given.")
    private MediaTime start = MediaTime.ZERO;

    @Option(
            names = "--end",
            paramLabel = "<time>",
            description = "Where to stop; this instant is not part of the output.")
    private @Nullable MediaTime end;

    @Option(names = "--duration", paramLabel = "<duration>", description = "How much to export, instead of --end.")
    private @Nullable MediaTime duration;

    @Option(
            names = "--network-optimized",
            description = "Put the index before the media, so that playback can start during a download.")
    private boolean networkOptimized;

    @Option(
            names = "--multi-pass",
            description = "Let the encoder read the source twice, for better quality at the same size.")
    private boolean multiPass;

    @Option(names = "--no-parallel", description = "Encode one part after the other.")
    private boolean noParallel;

    @Option(
            names = "--limit",
            paramLabel = "<size>",
            description = "End the output where the file would grow larger: 8MB, 8MiB, 800000.")
    private @Nullable ByteSize limit;

    @Option(
            names = "--fit",
            paramLabel = "<size>",
            description = "Choose the rate so that all of it fits into this size.")
    private @Nullable ByteSize fit;

    @Option(
            names = "--speed",
            paramLabel = "<factor>",
            description = "Play this many times as fast; sound changes its pitch with it.")
    private double speed = 1;

    @Option(
            names = "--temp-dir",
            paramLabel = "<dir>",
            description = "Where everything that is not the finished file is written; beside the output unless given.")
    private @Nullable Path temporaryDirectory;

    @Option(names = "--overwrite", description = "Replace an existing output when the export succeeds.")
    private boolean overwrite;

    @Option(names = "--plan", description = "Say what would be done and why, and stop.")
    private boolean planOnly;

    @Option(names = "--estimate", description = "Say how large the output will be, by encoding samples, and stop.")
    private boolean estimateOnly;

    @Option(
            names = "--progress",
            paramLabel = "auto|bar|json|none",
            description = "How to show progress on standard error.")
    private Progress.Mode progressMode = Progress.Mode.AUTO;

    ExportCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        TimeRange range = range();
        FileType fileType = fileType();
        Asset asset = Asset.open(input);
        ExportSession session = session(asset, range);
        if (planOnly && estimateOnly) {
            throw new IllegalArgumentException("--plan and --estimate exclude each other");
        }
        if (planOnly) {
            tell(session.plan(fileType), asset);
        } else if (estimateOnly) {
            tell(estimate(session, fileType));
        } else {
            tell(export(session, fileType), asset);
        }
        return ExitCode.DONE;
    }

    private ExportSession session(Asset asset, TimeRange range) {
        ExportSession.Builder builder = ExportSession.builder(asset, preset)
                .timeRange(range)
                .optimizeForNetworkUse(networkOptimized)
                .multiplePasses(multiPass)
                .parallelizedExport(!noParallel)
                .fileLengthLimit(limit == null ? 0 : limit.bytes())
                .fit(fit == null ? 0 : fit.bytes())
                .speed(speed)
                .overwrite(overwrite);
        if (temporaryDirectory != null) {
            builder.directoryForTemporaryFiles(temporaryDirectory);
        }
        return builder.build();
    }

    private TimeRange range() {
        if (end != null && duration != null) {
            throw new IllegalArgumentException("--end and --duration exclude each other");
        }
        if (duration != null) {
            return valid(
                    TimeRange.of(start, duration), "--duration is not negative, as " + Text.clock(duration) + " is");
        }
        if (end != null) {
            return valid(
                    TimeRange.between(start, end),
                    "--end=" + Text.clock(end) + " comes before --start=" + Text.clock(start));
        }
        return valid(TimeRange.of(start, MediaTime.POSITIVE_INFINITY), "--start is not infinite");
    }

    private static TimeRange valid(TimeRange range, String otherwise) {
        if (!range.isValid()) {
            throw new IllegalArgumentException(otherwise);
        }
        return range;
    }

    private FileType fileType() {
        FileType wanted = type != null
                ? type
                : FileType.ofPath(output)
                        .orElseThrow(() -> new MediaException(
                                ErrorCode.INVALID_OUTPUT_PATH_EXTENSION,
                                "the extension of " + output + " names no file type; preset " + preset.name()
                                        + " can go into " + typesOf(preset)));
        if (!preset.fileTypes().contains(wanted)) {
            throw new MediaException(
                    ErrorCode.UNSUPPORTED_FILE_TYPE,
                    "preset " + preset.name() + " cannot go into " + wanted.commandName() + "; it can go into "
                            + typesOf(preset));
        }
        return wanted;
    }

    private static String typesOf(ExportPreset preset) {
        return preset.fileTypes().stream().map(FileType::commandName).collect(Collectors.joining(", "));
    }

    private ExportResult export(ExportSession session, FileType fileType) {
        ExportProgress progress = new ExportProgress(Progress.of(progressMode, shell()));
        try (Export export = session.start(output, fileType)) {
            shell().cancellation().onRequest(export::cancel);
            export.states(TICK).subscribe(progress);
            return await(export);
        } finally {
            progress.awaitEnd();
        }
    }

    private static ExportResult await(Export export) {
        return await(export.result().toCompletableFuture());
    }

    private SizeEstimate estimate(ExportSession session, FileType fileType) {
        CompletableFuture<SizeEstimate> estimate =
                session.estimateAsync(fileType).toCompletableFuture();
        shell().cancellation().onRequest(() -> estimate.cancel(true));
        try {
            return await(estimate);
        } catch (CancellationException e) {
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled", e);
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof MediaException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void tell(ExportPlan plan, Asset asset) {
        if (json()) {
            print(ExportReport.json(plan, asset));
        } else {
            print(plan.explain().stripTrailing());
        }
    }

    private void tell(SizeEstimate estimate) {
        if (json()) {
            print(ExportReport.json(estimate));
        } else {
            print(ExportReport.words(estimate));
        }
    }

    private void tell(ExportResult result, Asset asset) {
        if (json()) {
            print(ExportReport.json(result, asset));
            return;
        }
        ExportReport.lines(result).forEach(this::print);
        result.warnings().forEach(shell()::warn);
    }
}
