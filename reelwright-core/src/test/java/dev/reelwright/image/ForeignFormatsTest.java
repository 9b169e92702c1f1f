package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.testing.BarCodeReader;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** I3 over codings and containers that other programs write: the picture at t is the frame on screen at t. */
class ForeignFormatsTest {
    private static final int RATE = 25;
    private static final MediaTime LENGTH = MediaTime.of(2, 1);

    @TempDir
    Path folder;

    private static Path source() {
        return Fixtures.clip("foreign-source.mp4", b -> b.size(new Size(320, 180))
                .frameRate(new Ratio(RATE, 1))
                .duration(LENGTH)
                .gop(12)
                .bFrames(2));
    }

    @ParameterizedTest(name = "I3 {0} {1}")
    @CsvSource({
        "mpg, -c:v mpeg1video -q:v 2 -bf 2 -c:a mp2",
        "mpg, -c:v mpeg2video -q:v 2 -bf 2 -c:a mp2",
        "vob, -c:v mpeg2video -q:v 2 -c:a ac3",
        "m2ts, -c:v libx264 -bf 3 -c:a ac3",
        "ts, -c:v copy -an -muxdelay 0 -output_ts_offset 95440",
        "flv, -c:v flv1 -q:v 2 -an",
        "flv, -c:v libx264 -bf 2 -c:a aac",
        "asf, -c:v wmv2 -q:v 2 -an",
        "wmv, -c:v msmpeg4 -q:v 2 -an",
        "avi, -c:v huffyuv -pix_fmt yuv422p -an",
        "avi, -c:v ffv1 -an",
        "avi, -c:v utvideo -an",
        "avi, -c:v rawvideo -pix_fmt yuv420p -an",
        "mkv, -c:v ffv1 -an",
        "mkv, -c:v mjpeg -q:v 2 -an",
        "mkv, -c:v libx265 -x265-params log-level=none:open-gop=1 -an",
        "mkv, -c:v rawvideo -an",
        "mkv, -c:v libx264 -bf 2 -an -cues_to_front 1",
        "nut, -c:v libx264 -bf 2 -an",
        "mxf, -c:v mpeg2video -q:v 2 -bf 2 -an",
        "mxf, -c:v dnxhd -profile:v dnxhr_sq -pix_fmt yuv422p -s 1280x720 -an",
        "mov, -c:v dnxhd -profile:v dnxhr_sq -pix_fmt yuv422p -s 1280x720 -an",
        "mov, -c:v qtrle -an",
        "mov, -c:v png -an",
        "mov, -c:v v210 -pix_fmt yuv422p10le -an",
        "mov, -c:v libx264 -bf 2 -movflags frag_keyframe+empty_moov -an",
        "mp4, -c:v libx264 -bf 2 -movflags +dash -an",
        "mp4, -c:v libx264 -bf 2 -movflags +negative_cts_offsets -an",
        "mp4, -c:v libx264 -bf 2 -use_editlist 0 -an",
        "mp4, -c:v libx264 -bf 2 -video_track_timescale 90000 -c:a aac",
        "mp4, -c:v libx264 -intra-refresh 1 -an",
        "mp4, -c:v libx265 -x265-params log-level=none:temporal-layers=3:b-adapt=0:bframes=3 -an",
        "mp4, -c:v libx265 -x265-params log-level=none:bframes=7:b-pyramid=1:keyint=17 -an",
        "mp4, -c:v libaom-av1 -cpu-used 8 -an",
        "mp4, -c:v libsvtav1 -preset 12 -an",
        "mp4, -c:v mpeg4 -q:v 2 -bf 3 -an",
        "ivf, -c:v libvpx -b:v 1M -auto-alt-ref 1 -lag-in-frames 12 -an",
        "ivf, -c:v libvpx-vp9 -b:v 1M -cpu-used 8 -an",
        "webm, -c:v libvpx-vp9 -b:v 1M -cpu-used 8 -lag-in-frames 20 -an",
        "webm, -c:v libaom-av1 -cpu-used 8 -an",
        "gif, -an",
        "apng, -an",
    })
    void I3_pictureIsTheFrameOnScreenWhoeverWroteIt(String extension, String options) throws IOException {
        Path file = folder.resolve("clip." + extension);
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-i", source().toString()));
        arguments.addAll(Arrays.asList(options.split(" ")));
        if (extension.equals("apng")) {
            arguments.addAll(List.of("-f", "apng"));
        }
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        Asset asset = Asset.open(file);

        List<MediaTime> times = new ArrayList<>();
        MediaTime start = asset.videoTrack().orElseThrow().timeRange().start();
        for (MediaTime t = start.plus(MediaTime.of(1, 1000));
                t.isBefore(LENGTH.plus(start));
                t = t.plus(MediaTime.of(37, 1000))) {
            times.add(t);
        }
        Set<Long> readable = readable(file);
        List<String> wrong = new ArrayList<>();
        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            images.images(times).forEach(result -> {
                long wanted =
                        (long) Math.floor(result.requestedTime().minus(start).toSeconds() * RATE);
                String found = result instanceof ImageResult.Succeeded succeeded
                        ? Long.toString(BarCodeReader.tryRead(succeeded.image().toBufferedImage())
                                .orElse(-1))
                        : result.toString();
                if (readable.contains(wanted) && !found.equals(Long.toString(wanted))) {
                    wrong.add(result.requestedTime().inSeconds() + ": " + found + " for " + wanted);
                }
            });
        }

        assertThat(wrong).isEmpty();
        assertThat(readable).hasSizeGreaterThan(40);
    }

    /** The frames whose bar code the encoder left whole, found by decoding all of them one after the other elsewhere. */
    private Set<Long> readable(Path file) throws IOException {
        Path raw = folder.resolve("frames.raw");
        Programs.run(
                "ffmpeg",
                ("-v error -i " + file + " -an -vf scale=320:180 -fps_mode passthrough -pix_fmt bgra -f rawvideo "
                                + raw)
                        .transform(line -> List.of(line.split(" "))));
        IntBuffer pixels = ByteBuffer.wrap(Files.readAllBytes(raw))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
        int[] picture = new int[320 * 180];
        Set<Long> readable = new HashSet<>();
        for (long frame = 0; pixels.remaining() >= picture.length; frame++) {
            pixels.get(picture);
            if (BarCodeReader.tryRead(320, 180, picture).orElse(-1) == frame) {
                readable.add(frame);
            }
        }
        return readable;
    }
}
