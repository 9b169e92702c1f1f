package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.AlternateTracks;
import dev.reelwright.export.Deinterlace;
import dev.reelwright.export.Export;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportResult;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.SizeEstimate;
import dev.reelwright.metadata.MetadataFilter;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** Writes a file from an input, or a part of it, by preset. */
final class ExportCommand extends Subcommand {
    private static final Duration TICK = Duration.ofMillis(100);

    private final Argument<Path> input = parameter("<input>", Path.class, "The media file to read.");

    private final Argument<Path> output = parameter("<output>", Path.class, "The file to write.");

    private final Argument<ExportPreset> preset = option(
                    "--preset",
                    "<name>",
                    ExportPreset.class,
                    "What to make; highest unless given. @<file> reads a preset of your own from JSON.")
            .or(ExportPreset.HIGHEST_QUALITY);

    private final Argument<FileType> type = option(
            "--type",
            "<fileType>",
            FileType.class,
            "mp4, mov, mkv, webm, flac and so on; by the output's extension unless given.");

    private final Argument<MediaTime> start = option(
                    "--start", "<time>", MediaTime.class, "Where to begin; at the start unless given.")
            .or(MediaTime.ZERO);

    private final Argument<MediaTime> end =
            option("--end", "<time>", MediaTime.class, "Where to stop; this instant is not part of the output.");

    private final Argument<MediaTime> duration =
            option("--duration", "<duration>", MediaTime.class, "How much to export, instead of --end.");

    private final Argument<Boolean> networkOptimized = flag(
            "--network-optimized", "Put the index before the media, so that playback can start during a download.");

    private final Argument<Boolean> multiPass =
            flag("--multi-pass", "Let the encoder read the source twice, for better quality at the same size.");

    private final Argument<Boolean> noParallel = flag("--no-parallel", "Encode one part after the other.");

    private final Argument<ByteSize> limit = option(
            "--limit", "<size>", ByteSize.class, "End the output where the file would grow larger: 8MB, 8MiB, 800000.");

    private final Argument<ByteSize> fit =
            option("--fit", "<size>", ByteSize.class, "Choose the rate so that all of it fits into this size.");

    private final Argument<Double> speed = option(
                    "--speed",
                    "<factor>",
                    Double.class,
                    "Play this many times as fast; sound changes its pitch with it.")
            .or(1.0);

    private final Argument<Path> temporaryDirectory = option(
            "--temp-dir",
            "<dir>",
            Path.class,
            "Where everything that is not the finished file is written; beside the output unless given.");

    private final Argument<List<MetadataItem>> metadata = repeatable(
            "--metadata",
            "<identifier>=<value>",
            MetadataItem.class,
            "Write this instead of the input's metadata, as in comn/title=Holiday or itsk/%%A9nam=Holiday; may be given many"
                    + " times.");

    private final Argument<Boolean> noMetadata = flag("--no-metadata", "Write no metadata.");

    private final Argument<Boolean> share = flag(
            "--share", "Leave out what tells where, when, by whom or with what it was recorded; see docs/sharing.md.");

    private final Argument<AlternateTracks> alternateTracks = option(
            "--alternate-tracks",
            "<choice>",
            AlternateTracks.class,
            "none or preserve: what becomes of audio tracks that are other choices beside an exported one; none unless given.");

    private final Argument<List<String>> audioLanguages = repeatable(
            "--audio-language",
            "<tag>",
            String.class,
            "Choose audio in this language (BCP 47, as de or pt-BR); may be given many times, the most wanted one first.");

    private final Argument<Deinterlace> deinterlace = option(
            "--deinterlace",
            "<choice>",
            Deinterlace.class,
            "auto or off: what is done with interlaced pictures that are encoded; auto unless given.");

    private final Argument<Boolean> overwrite =
            flag("--overwrite", "Replace an existing output when the export succeeds.");

    private final Argument<Boolean> planOnly = flag("--plan", "Say what would be done and why, and stop.");

    private final Argument<Boolean> estimateOnly =
            flag("--estimate", "Say how large the output will be, by encoding samples, and stop.");

    private final Argument<Progress.Mode> progressMode = progressOption();

    ExportCommand(Shell shell) {
        super(
                shell,
                "export",
                "Writes a file from a media file, or a part of it, by preset.",
                "",
                "Times: 12.5, 1:02:03.5, 125/10. Durations: the same, or 500ms, 2s, 1m30s.",
                "The file type comes from the output's extension; `reelwright presets` lists the presets.");
    }

    @Override
    public Integer call() {
        TimeRange range = range();
        FileType fileType = fileType();
        Asset asset = Asset.open(input.get());
        ExportSession session = session(asset, range);
        if (planOnly.get() && estimateOnly.get()) {
            throw new IllegalArgumentException("--plan and --estimate exclude each other");
        }
        if (planOnly.get()) {
            tell(session.plan(fileType), asset);
        } else if (estimateOnly.get()) {
            tell(estimate(session, fileType));
        } else {
            tell(export(session, fileType), asset);
        }
        return ExitCode.DONE;
    }

    private ExportSession session(Asset asset, TimeRange range) {
        ExportSession.Builder builder = ExportSession.builder(asset, preset.get())
                .timeRange(range)
                .optimizeForNetworkUse(networkOptimized.get())
                .multiplePasses(multiPass.get())
                .parallelizedExport(!noParallel.get())
                .speed(speed.get())
                .overwrite(overwrite.get());
        limit.ifGiven(size -> builder.fileLengthLimit(size.bytes()));
        fit.ifGiven(size -> builder.fit(size.bytes()));
        temporaryDirectory.ifGiven(builder::directoryForTemporaryFiles);
        alternateTracks.ifGiven(builder::alternateTracks);
        audioLanguages.ifGiven(builder::audioLanguages);
        deinterlace.ifGiven(builder::deinterlace);
        describe(builder);
        return builder.build();
    }

    private void describe(ExportSession.Builder builder) {
        if (noMetadata.get() && metadata.isGiven()) {
            throw new IllegalArgumentException("--metadata and --no-metadata exclude each other");
        }
        metadata.ifGiven(builder::metadata);
        if (noMetadata.get()) {
            builder.metadata(List.of());
        }
        if (share.get()) {
            builder.metadataFilter(MetadataFilter.forSharing());
        }
    }

    private TimeRange range() {
        if (end.isGiven() && duration.isGiven()) {
            throw new IllegalArgumentException("--end and --duration exclude each other");
        }
        if (duration.isGiven()) {
            return valid(
                    TimeRange.of(start.get(), duration.get()),
                    "--duration is not negative, as " + Text.clock(duration.get()) + " is");
        }
        if (end.isGiven()) {
            return valid(
                    TimeRange.between(start.get(), end.get()),
                    "--end=" + Text.clock(end.get()) + " comes before --start=" + Text.clock(start.get()));
        }
        return valid(TimeRange.of(start.get(), MediaTime.POSITIVE_INFINITY), "--start is not infinite");
    }

    private static TimeRange valid(TimeRange range, String otherwise) {
        if (!range.isValid()) {
            throw new IllegalArgumentException(otherwise);
        }
        return range;
    }

    private FileType fileType() {
        ExportPreset made = preset.get();
        FileType wanted = type.isGiven()
                ? type.get()
                : FileType.ofPath(output.get())
                        .orElseThrow(() -> new MediaException(
                                ErrorCode.INVALID_OUTPUT_PATH_EXTENSION,
                                "the extension of " + output.get() + " names no file type; preset " + made.name()
                                        + " can go into " + typesOf(made)));
        if (!made.fileTypes().contains(wanted)) {
            throw new MediaException(
                    ErrorCode.UNSUPPORTED_FILE_TYPE,
                    "preset " + made.name() + " cannot go into " + wanted.commandName() + "; it can go into "
                            + typesOf(made));
        }
        return wanted;
    }

    private static String typesOf(ExportPreset preset) {
        return preset.fileTypes().stream().map(FileType::commandName).collect(Collectors.joining(", "));
    }

    private ExportResult export(ExportSession session, FileType fileType) {
        ExportProgress progress = new ExportProgress(Progress.of(progressMode.get(), shell()));
        try (Export export = session.start(output.get(), fileType)) {
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
