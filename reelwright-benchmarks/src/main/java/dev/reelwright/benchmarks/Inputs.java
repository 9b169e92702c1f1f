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
        return cached(file);
    }

    /** At least this many bytes of this shape over and over, in the page cache. */
    Path repeat(Shape shape, long bytes) throws IOException, InterruptedException {
        long once = Files.size(make(shape));
        return loop(shape, (int) ((bytes + once - 1) / once));
    }

    /** This shape so many times over, in the page cache. */
    Path loop(Shape shape, int times) throws IOException, InterruptedException {
        Path once = make(shape);
        Path file = folder.resolve(baseName(once) + "-x" + times + ".mp4");
        if (!Files.exists(file)) {
            System.out.println("making " + file.getFileName() + " ...");
            Path scratch = folder.resolve(shape.name() + "-unfinished.mp4");
            Commands.run(programs.ffmpeg(
                    "-stream_loop",
                    Integer.toString(times - 1),
                    "-i",
                    once.toString(),
                    "-map",
                    "0",
                    "-c",
                    "copy",
                    scratch.toString()));
            Files.move(scratch, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return cached(file);
    }

    private static Path cached(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return file;
    }

    /** An input in HEVC of 1080p with 10 bits and Hybrid Log-Gamma, without sound, in the page cache. */
    Path makeHlg(String name, int frameRate, int seconds) throws IOException, InterruptedException {
        Path clip = source.isPresent() ? source.get() : generated(frameRate);
        Path file = folder.resolve(name + "-" + baseName(clip) + ".mp4");
        if (!Files.exists(file)) {
            System.out.println("making " + file.getFileName() + " ...");
            Path scratch = folder.resolve(name + "-unfinished.mp4");
            Commands.run(programs.ffmpeg(hlgRecipe(clip, frameRate, seconds, scratch)));
            Files.move(scratch, file, StandardCopyOption.REPLACE_EXISTING);
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return file;
    }

    /** White becomes 600 cd/m², so that there are highlights to bend. */
    private static List<String> hlgRecipe(Path clip, int frameRate, int seconds, Path file) {
        String filters = String.format(
                Locale.ROOT,
                "setsar=1,setpts=N/%d/TB,format=yuv444p,zscale=w=%d:h=%d:filter=lanczos:matrixin=709:transferin=709:"
                        + "primariesin=709:rangein=tv:matrix=2020_ncl:transfer=arib-std-b67:primaries=2020:npl=600,"
                        + "format=yuv420p10le",
                frameRate,
                FULL_HD.width(),
                FULL_HD.height());
        List<String> arguments = new ArrayList<>(List.of("-stream_loop", "-1", "-i", clip.toString()));
        arguments.addAll(List.of("-map", "0:v:0", "-t", Integer.toString(seconds), "-vf", filters));
        arguments.addAll(List.of("-r", Integer.toString(frameRate), "-c:v", "libx265", "-preset", "superfast"));
        arguments.addAll(List.of("-crf", "22", "-x265-params", "log-level=none", "-tag:v", "hvc1", file.toString()));
        return arguments;
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
