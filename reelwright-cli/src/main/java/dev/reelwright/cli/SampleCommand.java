package dev.reelwright.cli;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a test clip. */
@Command(
        name = "sample",
        sortOptions = false,
        description =
                "Writes a test clip: a moving picture whose frames carry their number, with a click and a tone each"
                        + " second.")
final class SampleCommand extends Subcommand {
    @Parameters(paramLabel = "<output>", description = "The file to write.")
    private Path output = Path.of("");

    @Option(names = "--size", paramLabel = "<WxH>", description = "Size of the stored picture.")
    private @Nullable Size size;

    @Option(
            names = "--rate",
            paramLabel = "<frames a second>",
            converter = Values.FrameRate.class,
            description = "30, 30000/1001 or 29.97.")
    private @Nullable Ratio rate;

    @Option(names = "--duration", paramLabel = "<duration>", description = "How long it is.")
    private @Nullable MediaTime duration;

    @Option(names = "--rotation", paramLabel = "0|90|180|270", description = "How players shall turn it, clockwise.")
    private @Nullable Integer rotation;

    @Option(names = "--codec", paramLabel = "<codec>", description = "Coding of the pictures.")
    private SampleClip.@Nullable Codec codec;

    @Option(names = "--gop", paramLabel = "<frames>", description = "Frames from one sync sample to the next.")
    private @Nullable Integer gop;

    @Option(names = "--bframes", paramLabel = "<n>", description = "Reordered frames in a row.")
    private @Nullable Integer bFrames;

    @Option(
            names = "--pixel-aspect",
            paramLabel = "<w:h>",
            converter = Values.PixelAspect.class,
            description = "Shape of a pixel, such as 4:3.")
    private @Nullable Ratio pixelAspect;

    @Option(names = "--hdr", paramLabel = "none|hlg|pq", description = "High dynamic range.")
    private SampleClip.@Nullable Hdr hdr;

    @Option(names = "--alpha", description = "With transparency.")
    private boolean alpha;

    @Option(names = "--overwrite", description = "Replace an existing file.")
    private boolean overwrite;

    SampleCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        shell().cancellation().onRequest(Thread.currentThread()::interrupt);
        clip().write(output);
        long bytes = size(output);
        if (json()) {
            print(Json.object()
                    .put("output", output.toString())
                    .put("bytes", bytes)
                    .build());
        } else {
            print(output + ": " + Text.bytes(bytes));
        }
        return ExitCode.DONE;
    }

    private SampleClip clip() {
        SampleClip.Builder clip = SampleClip.builder().alpha(alpha).overwrite(overwrite);
        if (size != null) {
            clip.size(size);
        }
        if (rate != null) {
            clip.frameRate(rate);
        }
        if (duration != null) {
            clip.duration(duration);
        }
        if (rotation != null) {
            clip.rotation(rotation);
        }
        if (codec != null) {
            clip.codec(codec);
        }
        if (gop != null) {
            clip.gop(gop);
        }
        if (bFrames != null) {
            clip.bFrames(bFrames);
        }
        if (pixelAspect != null) {
            clip.pixelAspect(pixelAspect);
        }
        if (hdr != null) {
            clip.hdr(hdr);
        }
        return clip.build();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new MediaException(ErrorCode.WRITE_FAILED, "the size of " + file + " cannot be read: " + e, e);
        }
    }
}
