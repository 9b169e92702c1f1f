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

/** Writes a test clip. */
final class SampleCommand extends Subcommand {
    private final Argument<Path> output = parameter("<output>", Path.class, "The file to write.");

    private final Argument<Size> size = option("--size", "<WxH>", Size.class, "Size of the stored picture.");

    private final Argument<Ratio> rate =
            option("--rate", "<frames a second>", Ratio.class, "30, 30000/1001 or 29.97.", Values::readFrameRates);

    private final Argument<MediaTime> duration = option("--duration", "<duration>", MediaTime.class, "How long it is.");

    private final Argument<Integer> rotation =
            option("--rotation", "0|90|180|270", Integer.class, "How players shall turn it, clockwise.");

    private final Argument<SampleClip.Codec> codec =
            option("--codec", "<codec>", SampleClip.Codec.class, "Coding of the pictures.");

    private final Argument<Integer> gop =
            option("--gop", "<frames>", Integer.class, "Frames from one sync sample to the next.");

    private final Argument<Integer> bFrames = option("--bframes", "<n>", Integer.class, "Reordered frames in a row.");

    private final Argument<Ratio> pixelAspect =
            option("--pixel-aspect", "<w:h>", Ratio.class, "Shape of a pixel, such as 4:3.", Values::readPixelAspects);

    private final Argument<SampleClip.Hdr> hdr =
            option("--hdr", "none|hlg|pq", SampleClip.Hdr.class, "High dynamic range.");

    private final Argument<Boolean> alpha = flag("--alpha", "With transparency.");

    private final Argument<Boolean> overwrite = flag("--overwrite", "Replace an existing file.");

    SampleCommand(Shell shell) {
        super(
                shell,
                "sample",
                "Writes a test clip: a moving picture whose frames carry their number, with a click and a tone each"
                        + " second.");
    }

    @Override
    public Integer call() {
        shell().cancellation().onRequest(Thread.currentThread()::interrupt);
        clip().write(output.get());
        long bytes = size(output.get());
        if (json()) {
            print(Json.object()
                    .put("output", output.get().toString())
                    .put("bytes", bytes)
                    .build());
        } else {
            print(output.get() + ": " + Text.bytes(bytes));
        }
        return ExitCode.DONE;
    }

    private SampleClip clip() {
        SampleClip.Builder clip = SampleClip.builder().alpha(alpha.get()).overwrite(overwrite.get());
        size.ifGiven(clip::size);
        rate.ifGiven(clip::frameRate);
        duration.ifGiven(clip::duration);
        rotation.ifGiven(clip::rotation);
        codec.ifGiven(clip::codec);
        gop.ifGiven(clip::gop);
        bFrames.ifGiven(clip::bFrames);
        pixelAspect.ifGiven(clip::pixelAspect);
        hdr.ifGiven(clip::hdr);
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
