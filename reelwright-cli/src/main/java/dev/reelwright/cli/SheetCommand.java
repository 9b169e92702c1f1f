package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.ContactSheet;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageFormat;
import dev.reelwright.image.SaveOptions;
import dev.reelwright.image.SpriteSheet;
import dev.reelwright.video.Size;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Draws a contact sheet, and the thumbnails of a scrub bar when they are asked for. */
final class SheetCommand extends Subcommand {
    private final Argument<Path> input = parameter("<input>", Path.class, "The media file to read.");

    private final Argument<Path> output =
            parameter("<output image>", Path.class, "The image to write: jpg, png, webp or avif.");

    private final Argument<Integer> columns =
            option("--columns", "<n>", Integer.class, "Pictures in a row; 4 unless given.");

    private final Argument<Integer> count =
            option("--count", "<n>", Integer.class, "Pictures in all; 16 unless given.");

    private final Argument<Size> size =
            option("--size", "<WxH>", Size.class, "The box that each picture is scaled down into.");

    private final Argument<String> title =
            option("--title", "<text>", String.class, "The first line; the file's name unless given.");

    private final Argument<Path> font = option(
            "--font",
            "<file>",
            Path.class,
            "A TrueType or OpenType font, for titles beyond Latin, Greek and Cyrillic.");

    private final SpriteOptions sprites = new SpriteOptions();

    private final Argument<Boolean> overwrite = flag("--overwrite", "Replace existing files.");

    private final Argument<Progress.Mode> progressMode = progressOption();

    SheetCommand(Shell shell) {
        super(
                shell,
                "sheet",
                "Draws a contact sheet: one picture that shows a video at a glance.",
                "",
                "With --vtt a player's thumbnails are written as well: images of the output's",
                "format, sheet-001.png and so on, and a WebVTT file, sheet.vtt, that tells",
                "which part of which image to show when.");
        spec().addArgGroup(sprites.spec());
    }

    @Override
    public Integer call() {
        SaveOptions saving = new SaveOptions(format(), SaveOptions.DEFAULT_QUALITY, overwrite.get());
        Path webVtt = sprites.areWanted() ? sprites.webVtt(output.get()) : null;
        // Drawing takes seconds; saving would notice this only afterwards.
        requireFree(output.get());
        if (webVtt != null) {
            requireFree(webVtt);
        }
        Asset asset = Asset.open(input.get());
        ContactSheet sheet = sheet(asset);
        SpriteSheet thumbnails = sprites.areWanted() ? sprites.of(asset) : null;
        int pictures = sheet.times().size();
        int cues = thumbnails == null ? 0 : thumbnails.cues().size();
        ImagesProgress progress = new ImagesProgress(Progress.of(progressMode.get(), shell()), pictures + cues);
        try {
            GeneratedImage drawn = draw(sheet, progress);
            SpriteSheet.Result result =
                    thumbnails == null || webVtt == null ? null : write(thumbnails, webVtt, saving, progress, pictures);
            drawn.save(output.get(), saving);
            progress.complete();
            tell(drawn, result);
        } finally {
            progress.abandon();
        }
        return ExitCode.DONE;
    }

    private void requireFree(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new MediaException(
                    ErrorCode.CANNOT_CREATE_FILE, "cannot create " + file + ": the folder does not exist");
        }
        if (!overwrite.get() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new MediaException(ErrorCode.FILE_ALREADY_EXISTS, file + " exists");
        }
    }

    private GeneratedImage draw(ContactSheet sheet, ImagesProgress progress) {
        Cancellation cancellation = shell().cancellation();
        cancellation.onRequest(sheet::cancelAll);
        return sheet.render(done -> {
            progress.done(done.done());
            // a wish from before the drawing began
            if (cancellation.isRequested()) {
                sheet.cancelAll();
            }
        });
    }

    private SpriteSheet.Result write(
            SpriteSheet thumbnails, Path webVtt, SaveOptions saving, ImagesProgress progress, int before) {
        Cancellation cancellation = shell().cancellation();
        cancellation.onRequest(thumbnails::cancelAll);
        return thumbnails.write(webVtt, saving, done -> {
            progress.done(before + done.done());
            if (cancellation.isRequested()) {
                thumbnails.cancelAll();
            }
        });
    }

    private void tell(GeneratedImage drawn, SpriteSheet.@Nullable Result thumbnails) {
        if (json()) {
            Json.Builder json = Json.object()
                    .put("file", output.get().toString())
                    .put("width", drawn.width())
                    .put("height", drawn.height());
            print((thumbnails == null ? json : json.put("sprites", SpriteOptions.json(thumbnails))).build());
            return;
        }
        print(output.get() + ": " + drawn.width() + "x" + drawn.height());
        if (thumbnails != null) {
            print(thumbnails.webVtt() + ": " + Text.count(thumbnails.cues().size(), "cue") + ", "
                    + Text.count(thumbnails.tiles().size(), "thumbnail") + " in "
                    + Text.count(thumbnails.images().size(), "image"));
        }
    }

    private ImageFormat format() {
        return ImageFormat.ofPath(output.get())
                .orElseThrow(() -> new MediaException(
                        ErrorCode.INVALID_OUTPUT_PATH_EXTENSION,
                        "the extension of " + output.get() + " names no image format; use jpg, png, webp or avif"));
    }

    private ContactSheet sheet(Asset asset) {
        ContactSheet.Builder sheet = ContactSheet.builder(asset);
        columns.ifGiven(sheet::columns);
        count.ifGiven(sheet::count);
        size.ifGiven(sheet::tileSize);
        title.ifGiven(sheet::title);
        font.ifGiven(sheet::font);
        return sheet.build();
    }
}
