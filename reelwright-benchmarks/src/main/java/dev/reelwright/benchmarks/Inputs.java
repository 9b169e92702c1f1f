package dev.reelwright.benchmarks;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes inputs of exact shapes by looping and scaling a clip, and keeps them for the next time. */
final class Inputs {
    private static final Size FULL_HD = new Size(1920, 1080);
    private static final MediaTime GENERATED_LENGTH = MediaTime.seconds(60);

    private final Programs programs;
    private final Optional<Path> source;
    private final Path folder;

    /**
     * An input: H.264 and stereo AAC.
     *
     * @param name what its file is called
     * @param encoding options of x264
     */
    record Shape(String name, Size size, int frameRate, int seconds, List<String> encoding) {
        Shape {
            encoding = List.copyOf(encoding);
        }

        /** In 1080p. */
        Shape(String name, int frameRate, int seconds, List<String> encoding) {
            this(name, FULL_HD, frameRate, seconds, encoding);
        }
    }

    Inputs(Programs programs, Optional<Path> source, Path folder) {
        this.programs = programs;
        this.source = source;
        this.folder = folder;
    }

    /** The input of this shape, in the page cache. */
    Path make(Shape shape) throws IOException, InterruptedException {
        Path clip = source.isPresent() ? source.get() : generated(shape.frameRate());
        Path file = folder.resolve(shape.name() + "-" + baseName(clip) + ".mp4");
        if (!Files.exists(file)) {
            System.out.println("making " + file.getFileName() + " ...");
            Path scratch = folder.resolve(shape.name() + "-unfinished.mp4");
            Commands.run(programs.ffmpeg(recipe(clip, shape, scratch)));
            Files.move(scratch, file, StandardCopyOption.REPLACE_EXISTING);
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return file;
    }

    /** Frames are numbered anew, so that each is a picture of its own and none is a repetition to fill a rate. */
    private static List<String> recipe(Path clip, Shape shape, Path file) {
        List<String> arguments = new ArrayList<>(List.of("-stream_loop", "-1", "-i", clip.toString()));
        arguments.addAll(List.of("-map", "0:v:0", "-map", "0:a:0?", "-t", Integer.toString(shape.seconds())));
        String scale = String.format(
                Locale.ROOT,
                "scale=%d:%d:flags=lanczos,setsar=1,setpts=N/%d/TB",
                shape.size().width(),
                shape.size().height(),
                shape.frameRate());
        arguments.addAll(List.of("-vf", scale, "-r", Integer.toString(shape.frameRate()), "-pix_fmt", "yuv420p"));
        arguments.addAll(List.of("-c:v", "libx264"));
        arguments.addAll(shape.encoding());
        arguments.addAll(List.of("-c:a", "aac", "-ac", "2", "-b:a", "192k", file.toString()));
        return arguments;
    }

    private Path generated(int frameRate) throws IOException {
        Path file = folder.resolve("sample-" + frameRate + ".mp4");
        if (!Files.exists(file)) {
            System.out.println("making " + file.getFileName() + " ...");
            Path scratch = folder.resolve("sample-unfinished.mp4");
            SampleClip.builder()
                    .size(FULL_HD)
                    .frameRate(new Ratio(frameRate, 1))
                    .duration(GENERATED_LENGTH)
                    .overwrite(true)
                    .build()
                    .write(scratch);
            Files.move(scratch, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static String baseName(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
