package dev.reelwright.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.index.PacketIndexer;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.WatchedSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that are decoded without those that they do not need are the same to the last bit. */
class ThinningTest {
    private static final int FRAMES = 80;

    @TempDir
    Path folder;

    private Path clip(String name, String pixelFormat, String parameters, String... more) {
        Path file = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of(
                "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=s=176x128:r=25,noise=alls=9:allf=t", "-frames:v"));
        arguments.addAll(List.of("" + FRAMES, "-pix_fmt", pixelFormat, "-c:v", "libx264", "-preset", "veryfast"));
        arguments.addAll(List.of("-x264-params", "keyint=40:min-keyint=40:scenecut=0:" + parameters));
        arguments.addAll(List.of(more));
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        return file;
    }

    /** Every frame by its time, decoded one after the other with nothing left out. */
    private static Map<Long, Integer> decodedWhole(Path file) {
        Map<Long, Integer> pictures = new HashMap<>();
        allDecoded(file).forEach((time, those) -> pictures.put(time, those.get(those.size() - 1)));
        return pictures;
    }

    /** The same, where frames may have the time of others. */
    private static Map<Long, List<Integer>> allDecoded(Path file) {
        Asset asset = Asset.open(file);
        Map<Long, List<Integer>> pictures = new HashMap<>();
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options());
                Decoder decoder = Decoder.open(demuxer, 0, Decoder.Threading.NONE);
                Packet packet = new Packet();
                Frame frame = new Frame()) {
            boolean more;
            do {
                packet.clear();
                more = demuxer.read(packet);
                decoder.send(more ? packet : null);
                while (decoder.receive(frame)) {
                    pictures.computeIfAbsent(frame.bestPts(), time -> new ArrayList<>())
                            .add(Arrays.hashCode(frame.readPlanes()));
                }
            } while (more);
        }
        return pictures;
    }

    private static TrackIndex index(Asset asset, Track track) {
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options())) {
            return PacketIndexer.index(demuxer, asset, track);
        }
    }

    /** Reads these frames by one reader and compares each; how many were decoded on the way. */
    private static long readAndCompare(Path file, Map<Long, Integer> pictures, IntStream numbers, boolean last) {
        return readAndCompare(file, pictures, numbers, last, Decoder.Threading.NONE);
    }

    private static long readAndCompare(
            Path file, Map<Long, Integer> pictures, IntStream numbers, boolean last, Decoder.Threading threading) {
        Asset asset = Asset.open(file);
        Track track = asset.videoTrack().orElseThrow();
        TrackIndex index = index(asset, track);
        OpenFile open = new OpenFile(asset, new Token(null));
        try (FrameReader reader = new FrameReader(asset, track, index, threading, open)) {
            numbers.forEach(number -> {
                try (Frame frame = reader.read(number, last, new Token(null))) {
                    assertThat(frame.bestPts()).as("frame %d", number).isEqualTo(index.containerPts(number));
                    assertThat(Arrays.hashCode(frame.readPlanes()))
                            .as("picture of frame %d", number)
                            .isEqualTo(pictures.get(index.containerPts(number)));
                }
            });
            return reader.decoded();
        }
    }

    private static void compareInManyOrders(Path file) {
        Map<Long, Integer> pictures = decodedWhole(file);
        assertThat(pictures).hasSize(FRAMES);
        readAndCompare(file, pictures, IntStream.range(0, FRAMES), false);
        for (int step : new int[] {2, 3, 7, 23}) {
            readAndCompare(file, pictures, IntStream.iterate(1, i -> i < FRAMES, i -> i + step), step % 2 == 1);
        }
        readAndCompare(file, pictures, new Random(5).ints(30, 0, FRAMES), false, Decoder.Threading.FRAMES);
    }

    @ParameterizedTest
    @CsvSource({
        "yuv420p, ref=1:bframes=3:b-adapt=0",
        "yuv420p, ref=1:bframes=3:b-adapt=0:b-pyramid=strict",
        "yuv420p, ref=1:bframes=3:b-pyramid=none",
        "yuv420p, ref=2:bframes=5:b-adapt=2",
        "yuv420p, ref=4:bframes=7:b-adapt=0:weightp=2",
        "yuv420p, ref=3:bframes=3:weightp=1:weightb=1:direct=temporal",
        "yuv420p, ref=1:bframes=3:b-adapt=0:direct=temporal:weightb=1",
        "yuv420p, ref=1:bframes=8:b-adapt=0:8x8dct=0",
        "yuv420p, ref=6:bframes=0:weightp=2",
        "yuv420p, ref=1:bframes=3:b-adapt=0:cabac=0",
        "yuv420p, ref=1:bframes=3:b-adapt=0:slices=3",
        "yuv420p, ref=1:bframes=3:b-adapt=0:open-gop=1",
        "yuv420p, ref=1:bframes=3:intra-refresh=1",
        "yuv420p, ref=1:bframes=3:b-adapt=0:interlaced=1",
        "yuv420p, ref=2:bframes=3:b-adapt=0:fake-interlaced=1",
        "yuv420p10le, ref=1:bframes=3:b-adapt=0",
        "yuv422p, ref=1:bframes=3:b-adapt=0",
        "yuv444p, ref=1:bframes=3:b-adapt=0",
        "gray, ref=1:bframes=3:b-adapt=0",
    })
    void I21_framesDecodedWithoutWhatTheyDoNotNeedAreTheSame(String pixelFormat, String parameters) {
        compareInManyOrders(clip("a.mp4", pixelFormat, parameters));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "mov", "flv", "ts", "avi"})
    void I21_theSameInEveryContainer(String container) {
        compareInManyOrders(clip("a." + container, "yuv420p", "ref=1:bframes=3:b-adapt=0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "main"})
    void I21_theSameInEveryProfile(String profile) {
        compareInManyOrders(clip("a.mp4", "yuv420p", "ref=1", "-profile:v", profile));
    }

    private Path av1(String name, String... encoding) {
        Path file = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of(
                "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=s=176x128:r=25,noise=alls=9:allf=t", "-frames:v"));
        arguments.addAll(List.of("" + FRAMES, "-pix_fmt", "yuv420p", "-g", "40"));
        arguments.addAll(List.of(encoding));
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "webm"})
    void I21_framesOfAv1DecodedWithoutThoseThatLeaveNothingAreTheSame(String container) {
        compareInManyOrders(av1("a." + container, "-c:v", "libsvtav1", "-preset", "12"));
    }

    @Test
    void I21_framesOfAnotherEncoderOfAv1AreTheSame() {
        compareInManyOrders(av1("a.mp4", "-c:v", "libaom-av1", "-cpu-used", "8", "-row-mt", "1"));
    }

    /** A stand-in must not be taken for the picture of another packet of its time. */
    @Test
    void I21_onlyPicturesOfTheFileComeOutWhereTwoHaveOneTime() {
        Path whole = clip("whole.mp4", "yuv420p", "ref=1:bframes=3:b-adapt=0");
        Path file = folder.resolve("same.mkv");
        String times = "setts=pts=if(eq(mod(N\\,16)\\,6)\\,PTS+3072\\,PTS)";
        Programs.run("ffmpeg", List.of("-v", "error", "-i", "" + whole, "-c", "copy", "-bsf:v", times, "" + file));
        Map<Long, List<Integer>> pictures = allDecoded(file);

        Asset asset = Asset.open(file);
        Track track = asset.videoTrack().orElseThrow();
        TrackIndex index = index(asset, track);
        int read = 0;
        for (int step : new int[] {1, 2, 3, 7}) {
            try (FrameReader reader = new FrameReader(asset, track, index)) {
                for (int number = 0; number < index.frameCount(); number += step) {
                    try (Frame frame = reader.read(number, step == 7, new Token(null))) {
                        read++;
                        assertThat(pictures.get(index.containerPts(number)))
                                .contains(Arrays.hashCode(frame.readPlanes()));
                    } catch (MediaException e) {
                        assertThat(e.code()).isEqualTo(ErrorCode.DECODE_FAILED);
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(FRAMES);
    }

    @Test
    void I21_framesAfterASourceThatFailedOnceAreTheSame() {
        Path file = folder.resolve("large.mp4");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=s=480x270:r=25,noise=alls=60:allf=t",
                        "-frames:v",
                        "" + FRAMES,
                        "-pix_fmt",
                        "yuv420p",
                        "-c:v",
                        "libx264",
                        "-preset",
                        "veryfast",
                        "-qp",
                        "18",
                        "-x264-params",
                        "keyint=80:scenecut=0:ref=1:bframes=3:b-adapt=0",
                        "" + file));
        Map<Long, Integer> pictures = decodedWhole(file);
        TrackIndex index = index(Asset.open(file), Asset.open(file).videoTrack().orElseThrow());
        int failed = 0;

        for (int good = 0; good < 6; good++) {
            AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
            WatchedSource source = new WatchedSource(file);
            Asset asset = Asset.open(source);
            source.trap(position -> {
                if (left.getAndDecrement() == 0) {
                    throw new IOException("the network is gone for a moment");
                }
            });
            try (FrameReader reader = new FrameReader(asset, asset.videoTrack().orElseThrow(), index)) {
                reader.read(2, false, new Token(null)).close();
                left.set(good);
                failed += fails(reader, 70) ? 1 : 0;
                left.set(Integer.MAX_VALUE);
                for (int number : new int[] {41, 60, 75}) {
                    try (Frame frame = reader.read(number, true, new Token(null))) {
                        assertThat(Arrays.hashCode(frame.readPlanes()))
                                .isEqualTo(pictures.get(index.containerPts(number)));
                    }
                }
            }
        }
        assertThat(failed).isPositive();
    }

    private static boolean fails(FrameReader reader, int number) {
        try (Frame frame = reader.read(number, true, new Token(null))) {
            return frame.isIntra();
        } catch (MediaException e) {
            return true;
        }
    }

    @Test
    void I21_picturesOfAv1ThatLeaveNothingAreNotDecoded() {
        Path file = av1("a.mp4", "-c:v", "libsvtav1", "-preset", "12");

        long decoded = readAndCompare(file, decodedWhole(file), IntStream.of(36), true);

        // of 37, and some that are left are only shown once more
        assertThat(decoded).isLessThan(30);
    }

    @Test
    void I21_picturesThatNeitherTheFrameNorWhatItNeedsRefersToAreNotDecoded() {
        Path file = clip("a.mp4", "yuv420p", "ref=1:bframes=3:b-adapt=0");

        long decoded = readAndCompare(file, decodedWhole(file), IntStream.of(36), true);

        // the key picture, nine that each refer to the one before, and no other
        assertThat(decoded).isEqualTo(10);
    }
}
