package dev.reelwright.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.index.PacketIndexer;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static TrackIndex index(Asset asset, Track track) {
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options())) {
            return PacketIndexer.index(demuxer, asset, track);
        }
    }

    /** How many packets are read for these frames; fails when one is not the frame that was asked for. */
    private static int packetsReadFor(Path file, IntStream frames) {
        Asset asset = Asset.open(file);
        Track track = asset.videoTrack().orElseThrow();
        TrackIndex index = index(asset, track);
        AtomicInteger packets = new AtomicInteger();
        Token counting = new Token(null) {
            @Override
            void check() {
                packets.incrementAndGet();
            }
        };
        try (FrameReader reader = new FrameReader(asset, track, index)) {
            frames.forEach(number -> {
                try (Frame frame = reader.read(number, false, counting)) {
                    assertThat(frame.bestPts()).isEqualTo(index.containerPts(number));
                }
            });
        }
        return packets.get();
    }

    @Test
    void I21_framesInARowAreDecodedOnce() {
        int packets = packetsReadFor(Fixtures.standard(), IntStream.range(0, 300));

        // each group of 60 may be begun anew, and each beginning reads as far ahead as frames are reordered
        assertThat(packets).isLessThan(400);
    }

    @Test
    void I21_framesInARowOfAPyramidAreDecodedOnce() {
        Path file = Fixtures.clip("pyramid.mp4", b -> b.size(new Size(320, 180))
                .duration(MediaTime.seconds(3))
                .gop(45)
                .bFrames(7));

        assertThat(packetsReadFor(file, IntStream.range(0, 90))).isLessThan(150);
    }

    @Test
    void I3_framesInAnyOrderAreThoseAskedFor() {
        Random random = new Random(11);

        int packets = packetsReadFor(Fixtures.standard(), random.ints(40, 0, 300));

        // a group of pictures has 60 packets
        assertThat(packets).isLessThan(40 * 64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "roadtrip-vp92-10bit.webm",
                "bear-vp9-odd-dimensions.webm",
                "bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4",
                "sample.avi",
                "bbb_2500ms.ts",
                "sample_with_srt.mkv",
                "dolbyVision-hdr.MOV",
                "iibbibb_editlist_videoonly.mp4",
                "water_180_mvhevc_5frames.mov",
                "sample_av1.mp4",
            })
    void I3_everyFrameOfTheIndexCanBeDecoded(String name) {
        Asset asset = Asset.open(Media.file(name));
        Track track = asset.videoTrack().orElseThrow();
        TrackIndex index = index(asset, track);
        List<String> missing = new ArrayList<>();

        try (FrameReader reader = new FrameReader(asset, track, index)) {
            for (int number = 0; number < index.frameCount(); number++) {
                try {
                    reader.read(number, false, new Token(null)).close();
                } catch (RuntimeException e) {
                    missing.add(number + " at " + index.start(number));
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = SampleClip.Codec.class,
            names = {"H264", "HEVC"})
    void I3_picturesThatNoneRefersToAreNotDecodedOnTheWay(SampleClip.Codec codec) {
        Path file = Fixtures.clip("unreferenced-" + codec + ".mp4", b -> b.size(new Size(320, 180))
                .duration(MediaTime.seconds(3))
                .codec(codec)
                .gop(90)
                .bFrames(3));
        Asset asset = Asset.open(file);
        Track track = asset.videoTrack().orElseThrow();
        TrackIndex index = index(asset, track);

        try (FrameReader reader = new FrameReader(asset, track, index);
                Frame frame = reader.read(80, false, new Token(null))) {
            assertThat(frame.bestPts()).isEqualTo(index.containerPts(80));
            // of four pictures one to two are referred to
            assertThat(reader.decoded()).isLessThan(55);
        }
    }
}
