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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a contact sheet, and the thumbnails of a scrub bar when they are asked for. */
@Command(
        name = "sheet",
        sortOptions = false,
        description = "Draws a contact sheet: one picture that shows a video at a glance.",
        footer = {
            "",
            "With --vtt a player's thumbnails are written as well: images of the output's",
            "format, sheet-001.png and so on, and a WebVTT file, sheet.vtt, that tells",
            "which part of which image to show when."
        })
final class SheetCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "<input>", description = "The media file to read.")
    private Path input = Path.of("");

    @Parameters(index = "1", paramLabel = "<output image>", description = "The image to write: jpg, png, webp or avif.")
    private Path output = Path.of("");

    @Option(names = "--columns", paramLabel = "<n>", description = "Pictures in a row; 4 unless given.")
    private @Nullable Integer columns;

    @Option(names = "--count", paramLabel = "<n>", description = "Pictures in all; 16 unless given.")
    private @Nullable Integer count;

    @Option(names = "--size", paramLabel = "<WxH>", description = "The box that each picture is scaled down into.")
    private @Nullable Size size;

    @Option(names = "--title", paramLabel = "<text>", description = "The first line; the file's name unless given.")
    private @Nullable String title;

    @Option(
            names = "--font",
            paramLabel = "<file>",
            description = "A TrueType or OpenType font, for titles beyond Latin, Greek and Cyrillic.")
    private @Nullable Path font;

    @ArgGroup(exclusive = false, heading = "%nThumbnails:%n")
    private @Nullable SpriteOptions sprites;

    @Option(names = "--overwrite", description = "Replace existing files.")
    private boolean overwrite;

    @Option(
            names = "--progress",
            paramLabel = "auto|bar|json|none",
            description = "How to show progress on standard error.")
    private Progress.Mode progressMode = Progress.Mode.AUTO;

    SheetCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        SaveOptions saving = new SaveOptions(format(), SaveOptions.DEFAULT_QUALITY, overwrite);
        Path webVtt = sprites == null ? null : sprites.webVtt(output);
        // Drawing takes seconds; saving would notice this only afterwards.
        requireFree(output);
        if (webVtt != null) {
            requireFree(webVtt);
        }
        Asset asset = Asset.open(input);
        ContactSheet sheet = sheet(asset);
        SpriteSheet thumbnails = sprites == null ? null : sprites.of(asset);
        int pictures = sheet.times().size();
        int cues = thumbnails == null ? 0 : thumbnails.cues().size();
        ImagesProgress progress = new ImagesProgress(Progress.of(progressMode, shell()), pictures + cues);
        try {
            GeneratedImage drawn = draw(sheet, progress);
            SpriteSheet.Result result =
                    thumbnails == null || webVtt == null ? null : write(thumbnails, webVtt, saving, progress, pictures);
            drawn.save(output, saving);
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
        if (!overwrite && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
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
                    .put("file", output.toString())
                    .put("width", drawn.width())
                    .put("height", drawn.height());
            print((thumbnails == null ? json : json.put("sprites", SpriteOptions.json(thumbnails))).build());
            return;
        }
        print(output + ": " + drawn.width() + "x" + drawn.height());
        if (thumbnails != null) {
            print(thumbnails.webVtt() + ": " + Text.count(thumbnails.cues().size(), "cue") + ", "
                    + Text.count(thumbnails.tiles().size(), "thumbnail") + " in "
                    + Text.count(thumbnails.images().size(), "image"));
        }
    }

    private ImageFormat format() {
        return ImageFormat.ofPath(output)
                .orElseThrow(() -> new MediaException(
                        ErrorCode.INVALID_OUTPUT_PATH_EXTENSION,
                        "the extension of " + output + " names no image format; use jpg, png, webp or avif"));
    }

    private ContactSheet sheet(Asset asset) {
        ContactSheet.Builder sheet = ContactSheet.builder(asset);
        if (columns != null) {
            sheet.columns(columns);
        }
        if (count != null) {
            sheet.count(count);
        }
        if (size != null) {
            sheet.tileSize(size);
        }
        if (title != null) {
            sheet.title(title);
        }
        if (font != null) {
            sheet.font(font);
        }
        return sheet.build();
    }
}
