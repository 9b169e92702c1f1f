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

/** Takes images at exact times and writes each to a file. */
final class ImagesCommand extends Subcommand {
    private final Argument<Path> input = parameter("<input>", Path.class, "The media file to read.");

    private final Argument<String> out = option(
            "--out",
            "<folder or pattern>",
            String.class,
            "A folder, or a path with {index} or {time}, such as stills/{time}.png.",
            spec -> spec.required(true));

    private final Argument<List<MediaTime>> at =
            repeatable("--at", "<time>", MediaTime.class, "A time to take an image at; may be given many times.");

    private final Argument<MediaTime> every =
            option("--every", "<duration>", MediaTime.class, "Take images at 0 and at all multiples of this.");

    private final Argument<Integer> count = option(
                    "--count", "<n>", Integer.class, "Take this many images, evenly spread.")
            .or(1);

    private final Argument<Boolean> poster = flag("--poster", "Take the picture that stands best for the whole.");

    private final Argument<Boolean> coverArt =
            flag("--cover-art", "Write the picture that is embedded in the file, at its own size.");

    private final Argument<Size> size = option(
                    "--size", "<WxH>", Size.class, "Scale down into this box; 320x or x180 leave a side free.")
            .or(Size.ZERO);

    private final Argument<MediaTime> before = option(
                    "--before", "<duration|inf>", MediaTime.class, "How much earlier a frame may be; 0 unless given.")
            .or(MediaTime.ZERO);

    private final Argument<MediaTime> after = option(
                    "--after", "<duration|inf>", MediaTime.class, "How much later a frame may be; 0 unless given.")
            .or(MediaTime.ZERO);

    private final Argument<ApertureMode> aperture = option(
                    "--aperture",
                    "clean|production|encoded",
                    ApertureMode.class,
                    "Which part of the picture, and its shape; clean unless given.")
            .or(ApertureMode.CLEAN);

    private final Argument<DynamicRangePolicy> dynamicRange = option(
                    "--dynamic-range",
                    "sdr|source",
                    DynamicRangePolicy.class,
                    "Whether HDR is tone-mapped or kept; sdr unless given. Of the formats, png and avif can keep it.")
            .or(DynamicRangePolicy.FORCE_SDR);

    private final Argument<Boolean> noTransform =
            flag("--no-transform", "Leave pictures as stored, neither turned nor mirrored.");

    private final Argument<ImageFormat> format = option(
            "--format",
            "jpeg|png|webp|avif",
            ImageFormat.class,
            "By the pattern's extension, else jpeg, unless given.");

    private final Argument<Integer> quality = option(
                    "--quality", "<0-100>", Integer.class, "For formats that lose some; 85 unless given.")
            .or(SaveOptions.DEFAULT_QUALITY);

    private final Argument<Boolean> overwrite = flag("--overwrite", "Replace existing files.");

    private final Argument<Progress.Mode> progressMode = progressOption();

    ImagesCommand(Shell shell) {
        super(
                shell,
                "images",
                "Takes images at exact times.",
                "",
                "Without --at, --every and --count one image is taken, from the middle of the video.",
                "Times: 12.5, 1:02:03.5, 125/10. Durations: the same, or 500ms, 2s, 1m30s.");
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
        if (out.get().isBlank()) {
            throw new IllegalArgumentException("--out names a folder, a file or a pattern");
        }
        ImageTimes wanted = wantedTimes();
        ImageFiles naming = ImageFiles.of(out.get(), format.orNull());
        SaveOptions saving = new SaveOptions(naming.format(), quality.get(), overwrite.get());
        Asset asset = Asset.open(input.get());
        if (poster.get() || coverArt.get()) {
            return one(asset, naming, saving);
        }
        List<MediaTime> times = wanted.in(asset);
        List<Path> files = naming.forTimes(times);
        List<Outcome> outcomes = new ArrayList<>();
        take(asset, times, files, saving, outcomes);
        return new ImagesReport(shell(), json())
                .tell(outcomes, shell().cancellation().isRequested());
    }

    /** The one picture that is wanted without a time. */
    private int one(Asset asset, ImageFiles naming, SaveOptions saving) {
        ImagesProgress progress = new ImagesProgress(Progress.of(progressMode.get(), shell()), 1);
        Outcome outcome;
        try {
            GeneratedImage image = poster.get() ? poster(asset, saving) : coverArt(asset);
            Path file = naming.forTimes(List.of(image.actualTime())).get(0);
            outcome = save(new ImageResult.Succeeded(image.actualTime(), image), file, saving);
            progress.done(1);
            progress.complete();
        } catch (MediaException e) {
            outcome = new Outcome(MediaTime.ZERO, Path.of(out.get()), null, e.in(Phase.IMAGE));
        } finally {
            progress.abandon();
        }
        return new ImagesReport(shell(), json())
                .tell(List.of(outcome), shell().cancellation().isRequested());
    }

    private GeneratedImage poster(Asset asset, SaveOptions saving) {
        try (ImageGenerator generator = generator(asset, saving)) {
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
        long ways = Stream.of(!at.get().isEmpty(), every.isGiven(), count.isGiven(), poster.get(), coverArt.get())
                .filter(given -> given)
                .count();
        if (ways > 1) {
            throw new IllegalArgumentException("--at, --every, --count, --poster and --cover-art exclude each other");
        }
        if (coverArt.get() && !size.get().equals(Size.ZERO)) {
            throw new IllegalArgumentException("--cover-art is written at its own size, without --size");
        }
        if (!at.get().isEmpty()) {
            return new ImageTimes.At(at.get());
        }
        return every.isGiven() ? new ImageTimes.Every(every.get()) : new ImageTimes.Spread(count.get());
    }

    private ImageGenerator generator(Asset asset, SaveOptions saving) {
        return ImageGenerator.builder(asset)
                .maximumSize(size.get())
                .toleranceBefore(before.get())
                .toleranceAfter(after.get())
                .apertureMode(aperture.get())
                .dynamicRangePolicy(dynamicRange.get())
                .appliesPreferredTrackTransform(!noTransform.get())
                .savedAs(saving)
                .build();
    }

    private void take(
            Asset asset, List<MediaTime> times, List<Path> files, SaveOptions saving, List<Outcome> outcomes) {
        ImagesProgress progress = new ImagesProgress(Progress.of(progressMode.get(), shell()), times.size());
        try (SaveQueue<Outcome> saves = new SaveQueue<>(outcome -> {
            outcomes.add(outcome);
            if (!shell().cancellation().isRequested()) {
                progress.done(outcomes.size());
            }
        })) {
            takeInto(saves, asset, times, files, saving);
            saves.finish();
            if (!shell().cancellation().isRequested()) {
                progress.complete();
            }
        } finally {
            progress.abandon();
        }
    }

    /** The generator is closed while the last images are being saved. */
    private void takeInto(
            SaveQueue<Outcome> saves, Asset asset, List<MediaTime> times, List<Path> files, SaveOptions saving) {
        try (ImageGenerator generator = generator(asset, saving);
                Stream<ImageResult> results = generator.images(times)) {
            shell().cancellation().onRequest(generator::cancelAll);
            Iterator<Path> file = files.iterator();
            Iterator<ImageResult> each = results.iterator();
            while (each.hasNext()) {
                ImageResult result = each.next();
                Path into = file.next();
                saves.add(() -> save(result, into, saving));
            }
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
