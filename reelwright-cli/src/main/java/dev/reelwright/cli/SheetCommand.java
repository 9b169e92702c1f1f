package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.ContactSheet;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageFormat;
import dev.reelwright.image.SaveOptions;
import dev.reelwright.video.Size;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a contact sheet. */
@Command(
        name = "sheet",
        sortOptions = false,
        description = "Draws a contact sheet: one picture that shows a video at a glance.")
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

    @Option(names = "--overwrite", description = "Replace an existing file.")
    private boolean overwrite;

    SheetCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        SaveOptions saving = new SaveOptions(format(), SaveOptions.DEFAULT_QUALITY, overwrite);
        // Drawing takes seconds; saving would notice this only afterwards.
        if (!overwrite && Files.exists(output, LinkOption.NOFOLLOW_LINKS)) {
            throw new MediaException(ErrorCode.FILE_ALREADY_EXISTS, output + " exists");
        }
        GeneratedImage sheet = sheet(Asset.open(input)).render();
        sheet.save(output, saving);
        if (json()) {
            print(Json.object()
                    .put("file", output.toString())
                    .put("width", sheet.width())
                    .put("height", sheet.height())
                    .build());
        } else {
            print(output + ": " + sheet.width() + "x" + sheet.height());
        }
        return ExitCode.DONE;
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
        return sheet.build();
    }
}
