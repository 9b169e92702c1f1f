package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.image.ApertureMode;
import dev.reelwright.image.CoverArt;
import dev.reelwright.image.DynamicRangePolicy;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageFormat;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.image.ImageResult;
import dev.reelwright.image.SaveOptions;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes images at exact times and writes each to a file. */
@Command(
        name = "images",
        sortOptions = false,
        description = "Takes images at exact times.",
        footer = {
            "",
            "Without --at, --every and --count one image is taken, from the middle of the video.",
            "Times: 12.5, 1:02:03.5, 125/10. Durations: the same, or 500ms, 2s, 1m30s."
        })
final class ImagesCommand extends Subcommand {
    @Parameters(paramLabel = "<input>", description = "The media file to read.")
    private Path input = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "<folder or pattern>",
            description = "A folder, or a path with {index} or {time}, such as stills/{time}.png.")
    private String out = "";

    @Option(names = "--at", paramLabel = "<time>", description = "A time to take an image at; may be given many times.")
    private List<MediaTime> at = List.of();

    @Option(
            names = "--every",
            paramLabel = "<duration>",
            description = "Take images at 0 and at all multiples of this.")
    private @Nullable MediaTime every;

    @Option(names = "--count", paramLabel = "<n>", description = "Take this many images, evenly spread.")
    private @Nullable Integer count;

    @Option(names = "--poster", description = "Take the picture that stands best for the whole.")
    private boolean poster;

    @Option(names = "--cover-art", description = "Write the picture that is embedded in the file, at its own size.")
    private boolean coverArt;

    @Option(
            names = "--size",
            paramLabel = "<WxH>",
            description = "Scale down into this box; 320x or x180 leave a side free.")
    private Size size = Size.ZERO;

    @Option(
            names = "--before",
            paramLabel = "<duration|inf>",
            description = "How much earlier a frame may be; 0 unless given.")
    private MediaTime before = MediaTime.ZERO;

    @Option(
            names = "--after",
            paramLabel = "<duration|inf>",
            description = "How much later a frame may be; 0 unless given.")
    private MediaTime after = MediaTime.ZERO;

    @Option(
            names = "--aperture",
            paramLabel = "clean|production|encoded",
            description = "Which part of the picture, and its shape; clean unless given.")
    private ApertureMode aperture = ApertureMode.CLEAN;

    @Option(
            names = "--dynamic-range",
            paramLabel = "sdr|source",
            description =
                    "Whether HDR is tone-mapped or kept; sdr unless given. Of the formats, png and avif can keep it.")
    private DynamicRangePolicy dynamicRange = DynamicRangePolicy.FORCE_SDR;

    @Option(names = "--no-transform", description = "Leave pictures as stored, neither turned nor mirrored.")
    private boolean noTransform;

    @Option(
            names = "--format",
            paramLabel = "jpeg|png|webp|avif",
            description = "By the pattern's extension, else jpeg, unless given.")
    private @Nullable ImageFormat format;

    @Option(names = "--quality", paramLabel = "<0-100>", description = "For formats that lose some; 85 unless given.")
    private int quality = SaveOptions.DEFAULT_QUALITY;

    @Option(names = "--overwrite", description = "Replace existing files.")
    private boolean overwrite;

    @Option(
            names = "--progress",
            paramLabel = "auto|bar|json|none",
            description = "How to show progress on standard error.")
    private Progress.Mode progressMode = Progress.Mode.AUTO;

    ImagesCommand(Shell shell) {
        super(shell);
    }

    /** What became of one image: where it was written, or why it was not. */
    record Outcome(
            MediaTime requested,
            Path file,
            @Nullable Written image,
            @Nullable MediaException error) {}

    /** What is told of an image that was written; the image itself is gone by then. */
    record Written(MediaTime actualTime, int width, int height) {
        static Written of(GeneratedImage image) {
            return new Written(image.actualTime(), image.width(), image.height());
        }
    }

    @Override
    public Integer call() {
        if (out.isBlank()) {
            throw new IllegalArgumentException("--out names a folder, a file or a pattern");
        }
        ImageTimes wanted = wantedTimes();
        ImageFiles naming = ImageFiles.of(out, format);
        SaveOptions saving = new SaveOptions(naming.format(), quality, overwrite);
        Asset asset = Asset.open(input);
        if (poster || coverArt) {
            return one(asset, naming, saving);
        }
        List<MediaTime> times = wanted.in(asset);
        List<Path> files = naming.forTimes(times);
        List<Outcome> outcomes = new ArrayList<>();
        try (ImageGenerator generator = generator(asset)) {
            shell().cancellation().onRequest(generator::cancelAll);
            take(generator, times, files, saving, outcomes);
        }
        return new ImagesReport(shell(), json())
                .tell(outcomes, shell().cancellation().isRequested());
    }

    /** The one picture that is wanted without a time. */
    private int one(Asset asset, ImageFiles naming, SaveOptions saving) {
        ImagesProgress progress = new ImagesProgress(Progress.of(progressMode, shell()), 1);
        Outcome outcome;
        try {
            GeneratedImage image = poster ? poster(asset) : coverArt(asset);
            Path file = naming.forTimes(List.of(image.actualTime())).get(0);
            outcome = save(new ImageResult.Succeeded(image.actualTime(), image), file, saving);
            progress.done(1);
            progress.complete();
        } catch (MediaException e) {
            outcome = new Outcome(MediaTime.ZERO, Path.of(out), null, e.in(Phase.IMAGE));
        } finally {
            progress.abandon();
        }
        return new ImagesReport(shell(), json())
                .tell(List.of(outcome), shell().cancellation().isRequested());
    }

    private GeneratedImage poster(Asset asset) {
        try (ImageGenerator generator = generator(asset)) {
            shell().cancellation().onRequest(generator::cancelAll);
            return generator.bestImage(asset.timeRange());
        }
    }

    private static GeneratedImage coverArt(Asset asset) {
        return CoverArt.of(asset)
                .orElseThrow(() ->
                        new MediaException(ErrorCode.NO_SOURCE_TRACK, "no cover art is embedded in " + asset.name()));
    }

    private ImageTimes wantedTimes() {
        long ways = Stream.of(!at.isEmpty(), every != null, count != null, poster, coverArt)
                .filter(given -> given)
                .count();
        if (ways > 1) {
            throw new IllegalArgumentException("--at, --every, --count, --poster and --cover-art exclude each other");
        }
        if (coverArt && !size.equals(Size.ZERO)) {
            throw new IllegalArgumentException("--cover-art is written at its own size, without --size");
        }
        if (!at.isEmpty()) {
            return new ImageTimes.At(at);
        }
        return every != null ? new ImageTimes.Every(every) : new ImageTimes.Spread(count == null ? 1 : count);
    }

    private ImageGenerator generator(Asset asset) {
        return ImageGenerator.builder(asset)
                .maximumSize(size)
                .toleranceBefore(before)
                .toleranceAfter(after)
                .apertureMode(aperture)
                .dynamicRangePolicy(dynamicRange)
                .appliesPreferredTrackTransform(!noTransform)
                .build();
    }

    private void take(
            ImageGenerator generator,
            List<MediaTime> times,
            List<Path> files,
            SaveOptions saving,
            List<Outcome> outcomes) {
        ImagesProgress progress = new ImagesProgress(Progress.of(progressMode, shell()), times.size());
        try (Stream<ImageResult> results = generator.images(times);
                SaveQueue<Outcome> saves = new SaveQueue<>(outcome -> {
                    outcomes.add(outcome);
                    if (!shell().cancellation().isRequested()) {
                        progress.done(outcomes.size());
                    }
                })) {
            Iterator<ImageResult> each = results.iterator();
            Iterator<Path> file = files.iterator();
            while (each.hasNext()) {
                ImageResult result = each.next();
                Path into = file.next();
                saves.add(() -> save(result, into, saving));
            }
            saves.finish();
            if (!shell().cancellation().isRequested()) {
                progress.complete();
            }
        } finally {
            progress.abandon();
        }
    }

    private Outcome save(ImageResult result, Path file, SaveOptions saving) {
        try {
            if (shell().cancellation().isRequested()) {
                throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled before it was written");
            }
            GeneratedImage image = result.image();
            createFolder(file);
            image.save(file, saving);
            return new Outcome(result.requestedTime(), file, Written.of(image), null);
        } catch (MediaException e) {
            return new Outcome(result.requestedTime(), file, null, e.in(Phase.IMAGE));
        }
    }

    private static void createFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new MediaException(
                    ErrorCode.CANNOT_CREATE_FILE, "the folder " + folder + " cannot be created: " + e, e);
        }
    }
}
