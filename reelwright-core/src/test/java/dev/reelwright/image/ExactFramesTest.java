package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** I3 over codings, containers and frame spacings: the picture at t is the frame on screen at t, read by its bar code. */
class ExactFramesTest {
    private static final MediaTime STEP = MediaTime.of(37, 1000);
    private static final MediaTime LENGTH = MediaTime.of(21, 10);

    @TempDir
    Path folder;

    /** A clip and the file that it was written to. */
    private record Written(SampleClip clip, Path file) {}

    private static Written write(Codec codec, String extension, String kind) {
        SampleClip.Builder builder = SampleClip.builder()
                .size(new Size(320, 180))
                .duration(LENGTH)
                .codec(codec)
                .gop(12)
                .overwrite(true);
        switch (kind) {
            case "plain" -> {}
            case "open GOP" -> builder.openGop(true);
            case "two B-frames" -> builder.bFrames(2);
            case "many B-frames" -> builder.bFrames(5);
            case "varying" -> builder.variableFrameRate(true);
            case "NTSC" -> builder.frameRate(new Ratio(30_000, 1001));
            case "NTSC varying" -> builder.frameRate(new Ratio(30_000, 1001)).variableFrameRate(true);
            case "silent" -> builder.audio(false);
            default -> throw new AssertionError(kind);
        }
        String name = "exact-" + codec.commandName() + "-"
                + kind.replace(' ', '-').toLowerCase(Locale.ROOT) + "." + extension;
        return new Written(builder.build(), Fixtures.clip(name, b -> builder));
    }

    /** When each frame starts on the asset's timeline, with the rounding of the container's ticks. */
    private static List<MediaTime> starts(Written written, Asset asset) {
        MediaTime first = asset.videoTrack().orElseThrow().timeRange().start();
        String name = written.file().toString();
        boolean milliseconds = name.endsWith(".mkv") || name.endsWith(".webm");
        List<MediaTime> starts = new ArrayList<>();
        for (long n = 0; n < written.clip().frames(); n++) {
            MediaTime exact = written.clip().frameStart(n);
            MediaTime stored = milliseconds ? exact.convertScale(1000, Rounding.HALF_AWAY_FROM_ZERO) : exact;
            starts.add(stored.plus(first));
        }
        return starts;
    }

    private static int shownAt(MediaTime time, List<MediaTime> starts) {
        int shown = -1;
        while (shown + 1 < starts.size() && !starts.get(shown + 1).isAfter(time)) {
            shown++;
        }
        return shown;
    }

    @ParameterizedTest(name = "I3 I6 {0} in {1}, {2}")
    @CsvSource({
        "H264, mp4, plain",
        "H264, mp4, open GOP",
        "H264, mp4, many B-frames",
        "H264, mp4, varying",
        "H264, mp4, NTSC",
        "H264, mp4, NTSC varying",
        "H264, mov, silent",
        "H264, mkv, varying",
        "H264, mkv, NTSC",
        "H264, mkv, open GOP",
        "H264, ts, plain",
        "H264, ts, open GOP",
        "H264, ts, NTSC",
        "H264, avi, plain",
        "HEVC, mov, plain",
        "HEVC, mkv, open GOP",
        "HEVC, mp4, open GOP",
        "HEVC, ts, open GOP",
        "VP9, webm, plain",
        "VP9, mp4, NTSC",
        "VP8, webm, plain",
        "AV1, mkv, plain",
        "AV1, mp4, varying",
        "H264, avi, two B-frames",
        "MPEG4, avi, plain",
        "MPEG4, avi, two B-frames",
        "MPEG4, mp4, plain",
        "MPEG4, ts, plain",
        "MPEG2, ts, plain",
        "MPEG2, mkv, NTSC",
        "PRORES, mov, plain",
        "MJPEG, mov, plain",
        "MJPEG, avi, plain",
    })
    void I3_pictureIsTheFrameOnScreen(Codec codec, String extension, String kind) {
        Written written = write(codec, extension, kind);
        Asset asset = Asset.open(written.file());
        List<MediaTime> starts = starts(written, asset);
        List<MediaTime> times = new ArrayList<>();
        for (MediaTime t = starts.get(0); t.isBefore(LENGTH); t = t.plus(STEP)) {
            times.add(t);
        }
        times.addAll(starts.subList(starts.size() - 4, starts.size()));

        List<String> wrong = new ArrayList<>();
        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            images.images(times).forEach(result -> check(result.requestedTime(), result.image(), starts, wrong));
            Collections.shuffle(times, new Random(37));
            for (MediaTime time : times.subList(0, 20)) {
                check(time, images.image(time), starts, wrong);
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static void check(MediaTime time, GeneratedImage image, List<MediaTime> starts, List<String> wrong) {
        int wanted = shownAt(time, starts);
        long number = Pictures.number(image);
        if (number != wanted || !image.actualTime().equals(starts.get(wanted))) {
            wrong.add("at " + time + " frame " + number + " of " + image.actualTime() + " instead of " + wanted + " of "
                    + starts.get(wanted));
        }
    }

    @ParameterizedTest(name = "D13 first frame of {0} in {1} is shown from the start of the timeline")
    @CsvSource({"H264, mp4", "H264, mkv", "H264, ts", "MPEG2, ts", "VP9, webm", "MPEG4, avi", "PRORES, mov"})
    void D13_timelineStartsAtZero(Codec codec, String extension) {
        Written written = write(codec, extension, "plain");
        Asset asset = Asset.open(written.file());

        // sound may be primed by one packet, which is heard before the first picture where no edit list hides it
        assertThat(asset.videoTrack().orElseThrow().timeRange().start().toSeconds())
                .isBetween(0.0, 0.03);
        assertThat(asset.tracks().stream()
                        .map(track -> track.timeRange().start())
                        .min(MediaTime::compareTo))
                .contains(MediaTime.ZERO);
    }

    @Test
    void D13_soundThatBeginsEarlierByLessThanATickOfThePicturesClock() {
        Written written = write(Codec.H264, "mp4", "plain");
        Path file = folder.resolve("late.mp4");
        String source = written.file().toString();
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-itsoffset",
                        "0.4",
                        "-i",
                        source,
                        "-itsoffset",
                        "0.343",
                        "-i",
                        source,
                        "-map",
                        "0:v",
                        "-map",
                        "1:a",
                        "-c",
                        "copy",
                        "-video_track_timescale",
                        "30",
                        file.toString()));
        Asset asset = Asset.open(file);
        MediaTime start = asset.videoTrack().orElseThrow().timeRange().start();

        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            GeneratedImage third = images.image(start.plus(MediaTime.of(2, 30)));

            assertThat(third.actualTime()).isEqualTo(start.plus(MediaTime.of(2, 30)));
            assertThat(Pictures.number(third)).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "I7 just before the end of {0} in {1}, {2} the last frame is shown")
    @CsvSource({
        "H264, mp4, plain",
        "H264, mp4, NTSC varying",
        "H264, mkv, varying",
        "H264, ts, plain",
        "VP9, webm, plain",
        "MPEG4, avi, plain",
        "PRORES, mov, plain",
    })
    void I7_lastFrameIsShownUpToTheEndOfTheTrack(Codec codec, String extension, String kind) {
        Written written = write(codec, extension, kind);
        Asset asset = Asset.open(written.file());
        MediaTime end = asset.videoTrack().orElseThrow().timeRange().end();

        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            GeneratedImage image = images.image(end.minus(MediaTime.of(1, 1_000_000)));

            assertThat(Pictures.number(image)).isEqualTo(written.clip().frames() - 1);
        }
    }
}
