package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Frames;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportTest {
    private static final double FRAME = 1 / 30.0;

    @TempDir
    Path folder;

    private static TimeRange range(String start, String end) {
        return TimeRange.between(MediaTime.parse(start), MediaTime.parse(end));
    }

    private ExportResult export(Path source, ExportPreset preset, String start, String end, String name) {
        return ExportSession.builder(Asset.open(source), preset)
                .timeRange(range(start, end))
                .build()
                .export(folder.resolve(name));
    }

    private ExportResult export(Path source, ExportPreset preset, String name) {
        return ExportSession.builder(Asset.open(source), preset).build().export(folder.resolve(name));
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @ParameterizedTest(name = "E19 [{0}, {1}) shows frames {2} to {3}")
    @CsvSource({
        "2.5, 9, 75, 269",
        "2.51, 2.99, 75, 89",
        "1/3, 2/3, 10, 19",
        "0.0001, 0.5, 0, 14",
        "9.95, 10, 298, 299",
        "5, 5.02, 150, 150",
    })
    void E19_firstAndLastFrameOfARangeAreExact(String start, String end, long first, long last) {
        ExportResult result = export(Fixtures.standard(), ExportPreset.H264_640x480, start, end, "part.mp4");

        double length = range(start, end).duration().toSeconds();
        List<Frames.Shown> frames = Frames.of(result.output());
        assertThat(frames.stream().map(Frames.Shown::number))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(first, last).boxed().toList());
        assertThat(frames.get(0).time()).isZero();
        if (frames.size() > 1) {
            double second = (first + 1) * FRAME - MediaTime.parse(start).toSeconds();
            assertThat(frames.get(1).time()).isCloseTo(second, within(1e-4));
        }
        Probe probe = Probe.of(result.output());
        assertThat(probe.duration("video")).isCloseTo(length, within(1e-4));
        assertThat(probe.duration("audio")).isCloseTo(length, within(1e-4));
        assertThat(probe.start("audio")).isZero();
    }

    @Test
    void E49_picturesOfOddWidthAndHeightAreScaledLikeOthers() {
        Path odd = folder.resolve("odd.webm");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=321x181:rate=10:duration=1",
                        "-pix_fmt",
                        "yuv420p",
                        "-c:v",
                        "libvpx-vp9",
                        "-cpu-used",
                        "8",
                        odd.toString()));

        ExportResult result = export(odd, ExportPreset.H264_640x480, "odd.mp4");

        assertThat(Probe.of(result.output()).stream("video")).containsEntry("nb_read_frames", "10");
    }

    @Test
    void E19_soundOfARangeIsExactToTheSample() {
        ExportResult result = export(Fixtures.standard(), ExportPreset.PRORES_422, "2.5", "9", "part.mov");

        List<Integer> clicks = clicks(result.output());
        assertThat(clicks).hasSize(6);
        for (int i = 0; i < 6; i++) {
            // a click at second 3, 4, … of the source is 0.5, 1.5, … seconds into the range; AAC smears a few samples
            assertThat(clicks.get(i)).isCloseTo(24_000 + i * 48_000, within(64));
        }
    }

    /** Places of the first loud sample of each second's click, decoded by another program. */
    private List<Integer> clicks(Path file) {
        Path raw = folder.resolve("sound.raw");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-y",
                        "-i",
                        file.toString(),
                        "-map",
                        "0:a:0",
                        "-ac",
                        "1",
                        "-ar",
                        "48000",
                        "-f",
                        "s16le",
                        raw.toString()));
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(raw);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        List<Integer> clicks = new ArrayList<>();
        int quietUntil = -1;
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            int sample = (short) ((bytes[i] & 0xff) | bytes[i + 1] << 8);
            if (Math.abs(sample) > 5000 && i / 2 > quietUntil) {
                clicks.add(i / 2);
                quietUntil = i / 2 + 24_000;
            }
        }
        return clicks;
    }

    @Test
    void E19_soundAndPictureStayTogether() {
        ExportResult result = export(Fixtures.ntsc(), ExportPreset.H264_640x480, "1.2", "4.7", "part.mp4");

        List<Frames.Shown> frames = Frames.of(result.output());
        for (Frames.Shown frame : frames.subList(1, frames.size())) {
            assertThat(frame.time()).isCloseTo(frame.number() * 1001 / 30000.0 - 1.2, within(2e-4));
        }
        List<Integer> clicks = clicks(result.output());
        assertThat(clicks.get(0)).isCloseTo(38_400, within(64));
    }

    @Test
    void E60_framesOfChangingLengthKeepTheirTimes() {
        List<Frames.Shown> source = Frames.of(Fixtures.variableRate());

        ExportResult result = export(Fixtures.variableRate(), ExportPreset.H264_640x480, "vfr.mp4");

        List<Frames.Shown> output = Frames.of(result.output());
        assertThat(output).hasSameSizeAs(source);
        for (int i = 0; i < source.size(); i++) {
            assertThat(output.get(i).number()).isEqualTo(source.get(i).number());
            assertThat(output.get(i).time()).isCloseTo(source.get(i).time(), within(1e-4));
        }
        assertThat(Probe.of(result.output()).duration("video")).isCloseTo(5, within(1e-3));
    }

    @Test
    void E60_reorderedFramesOfContainersWithoutPresentationTimesComeInOrder() {
        Path avi = Fixtures.clip("reordered.avi", b -> b.size(new dev.reelwright.video.Size(320, 180))
                .duration(MediaTime.seconds(2))
                .codec(dev.reelwright.sample.SampleClip.Codec.MPEG4)
                .bFrames(2));

        ExportResult result = export(avi, ExportPreset.H264_640x480, "ordered.mp4");

        List<Frames.Shown> frames = Frames.of(result.output());
        assertThat(frames).hasSize(60);
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i).number()).isEqualTo(i);
            assertThat(frames.get(i).time()).isCloseTo(i * FRAME, within(1e-3));
        }
    }

    @Test
    void E47_rotationIsKeptInTheMatrixAndTheStoredPictureIsBoxed() {
        ExportResult result = export(Fixtures.portrait(), ExportPreset.MEDIUM_QUALITY, "portrait.mp4");

        Map<String, String> video = Probe.of(result.output()).stream("video");
        assertThat(video)
                .containsEntry("width", "568")
                .containsEntry("height", "320")
                .containsEntry("rotation", "-90");
    }

    @Test
    void E48_smallSourceKeepsItsSize() {
        ExportResult result = export(Fixtures.small(), ExportPreset.H264_1920x1080, "small.mp4");

        assertThat(Probe.of(result.output()).stream("video"))
                .containsEntry("width", "320")
                .containsEntry("height", "180");
    }

    @Test
    void E55_m4aHasOneAacTrackAndNoVideo() {
        ExportResult result = export(Fixtures.standard(), ExportPreset.M4A_AUDIO, "sound.m4a");

        List<Map<String, String>> streams = Probe.of(result.output()).streams();
        assertThat(streams).hasSize(1);
        assertThat(streams.get(0)).containsEntry("codec_name", "aac").containsEntry("profile", "LC");
        assertThat(Double.parseDouble(streams.get(0).get("duration"))).isCloseTo(10, within(1e-4));
        assertThat(Probe.of(result.output()).format()).containsEntry("TAG:major_brand", "M4A ");
    }

    @Test
    void E56_deviceFilesAreM4vOrForSoundAloneM4a() {
        ExportResult video = export(Fixtures.standard(), ExportPreset.M4V_IPOD, "device.m4v");
        ExportResult sound = export(Fixtures.audioOnly(), ExportPreset.M4V_IPOD, "device.m4a");

        assertThat(Probe.of(video.output()).format()).containsEntry("TAG:major_brand", "M4V ");
        assertThat(Probe.of(video.output()).stream("video").get("profile")).contains("Baseline");
        assertThat(Probe.of(sound.output()).streams()).hasSize(1);
        assertThatThrownBy(() -> export(Fixtures.standard(), ExportPreset.M4V_IPOD, "wrong.m4a"))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FILE_TYPE));
    }

    @Test
    void E61_audioOnlyAndVideoOnlyAssetsGetNoPhantomTrack() {
        ExportResult sound = export(Fixtures.audioOnly(), ExportPreset.H264_640x480, "sound.mp4");
        ExportResult picture = export(Fixtures.videoOnly(), ExportPreset.H264_640x480, "picture.mp4");

        assertThat(Probe.of(sound.output()).streams())
                .extracting(s -> s.get("codec_type"))
                .containsExactly("audio");
        assertThat(Probe.of(picture.output()).streams())
                .extracting(s -> s.get("codec_type"))
                .containsExactly("video");
    }

    @Test
    void E12_indexComesFirstWhenOptimizedForTheNetwork() throws IOException {
        ExportSession session = ExportSession.builder(Asset.open(Fixtures.small()), ExportPreset.H264_640x480)
                .optimizeForNetworkUse(true)
                .build();

        Path first = session.export(folder.resolve("first.mp4")).output();
        Path last = session.toBuilder()
                .optimizeForNetworkUse(false)
                .build()
                .export(folder.resolve("last.mp4"))
                .output();

        assertThat(boxes(first)).containsSubsequence("ftyp", "moov", "mdat");
        assertThat(boxes(last)).containsSubsequence("ftyp", "mdat", "moov");
        assertThat(Frames.of(first)).isEqualTo(Frames.of(last)).hasSize(60);
    }

    private static List<String> boxes(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<String> types = new ArrayList<>();
        int at = 0;
        while (at + 8 <= bytes.length) {
            types.add(new String(bytes, at + 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1));
            at += java.nio.ByteBuffer.wrap(bytes).getInt(at);
        }
        return types;
    }

    @Test
    void E58_passthroughKeepsEveryPacketBitForBit() {
        ExportResult result = export(Fixtures.standard(), ExportPreset.PASSTHROUGH, "copy.mov");

        for (String stream : List.of("v:0", "a:0")) {
            assertThat(Probe.of(result.output()).packets(stream).stream().map(p -> p.get("data_hash")))
                    .containsExactlyElementsOf(Probe.of(Fixtures.standard()).packets(stream).stream()
                            .map(p -> p.get("data_hash"))
                            .toList());
        }
        assertThat(Frames.of(result.output())).isEqualTo(Frames.of(Fixtures.standard()));
        assertThat(result.tracks())
                .allSatisfy(t -> assertThat(t.plan().action()).isEqualTo("copy"));
    }

    @Test
    void E58_passthroughOfAPartStartsAtTheSyncSampleBeforeWhereThatIsAskedFor() {
        ExportResult result = ExportSession.builder(Asset.open(Fixtures.standard()), ExportPreset.PASSTHROUGH)
                .timeRange(TimeRange.between(MediaTime.of(33, 10), MediaTime.of(65, 10)))
                .trimMode(TrimMode.KEYFRAME)
                .build()
                .export(folder.resolve("copy.mp4"));

        List<Frames.Shown> frames = Frames.of(result.output());
        assertThat(frames.get(0)).isEqualTo(new Frames.Shown(0, 60));
        assertThat(frames.get(frames.size() - 1).number()).isBetween(194L, 198L);
        assertThat(clicks(result.output()).get(1)).isCloseTo(48_000, within(64));
        assertThat(result.warnings()).anySatisfy(w -> assertThat(w).contains("sync sample"));
    }

    @Test
    void E6_E8_fileTypesAreThePresetsAndOthersAreRefusedAtOnce() {
        ExportSession session = ExportSession.builder(Asset.open(Fixtures.small()), ExportPreset.M4A_AUDIO)
                .build();

        assertThat(session.preset().fileTypes()).containsExactly(FileType.M4A);
        assertThatThrownBy(() -> session.start(folder.resolve("out.mov"), FileType.MOV))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m4a cannot go into mov; it can go into m4a");
    }

    @Test
    void E9_existingFileIsLeftAloneUnlessOverwritingIsAllowed() throws IOException {
        Path output = Files.writeString(folder.resolve("there.mp4"), "precious");
        ExportSession session = ExportSession.builder(Asset.open(Fixtures.small()), ExportPreset.H264_640x480)
                .build();

        assertThatThrownBy(() -> session.export(output))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_ALREADY_EXISTS));
        assertThat(output).hasContent("precious");
        session.toBuilder().overwrite(true).build().export(output);
        assertThat(Probe.of(output).streams()).hasSize(2);
        assertThat(left()).containsExactly(output);
    }

    @Test
    void E9_sourceIsNeverWritten() throws IOException {
        Path source = Files.copy(Fixtures.small(), folder.resolve("source.mp4"));
        byte[] before = Files.readAllBytes(source);
        ExportSession session = ExportSession.builder(Asset.open(source), ExportPreset.H264_640x480)
                .overwrite(true)
                .build();

        assertThatThrownBy(() -> session.export(source)).isInstanceOf(MediaException.class);
        assertThat(Files.readAllBytes(source)).isEqualTo(before);
    }

    @Test
    void E10_unwritableDestinationFails() throws IOException {
        ExportSession session = ExportSession.builder(Asset.open(Fixtures.small()), ExportPreset.H264_640x480)
                .build();

        assertThatThrownBy(() -> session.export(folder.resolve("missing/out.mp4")))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_CREATE_FILE));
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        Assumptions.assumeFalse(Files.isWritable(closed), "skipped: this user may write everywhere");
        assertThatThrownBy(() -> session.export(closed.resolve("out.mp4")))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_CREATE_FILE));
    }

    @Test
    void E11_extensionThatDoesNotBelongToTheTypeIsRefused() throws IOException {
        ExportSession session = ExportSession.builder(Asset.open(Fixtures.small()), ExportPreset.H264_640x480)
                .build();

        assertThatThrownBy(() -> session.export(folder.resolve("out.txt"), FileType.MP4))
                .isInstanceOfSatisfying(MediaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OUTPUT_PATH_EXTENSION);
                    assertThat(e).hasMessageContaining("mp4");
                });
        assertThat(left()).isEmpty();
    }

    @Test
    void E20_rangeThatSticksOutIsClamped() {
        ExportResult result = export(Fixtures.standard(), ExportPreset.LOW_QUALITY, "8", "100", "tail.mp4");

        assertThat(result.duration()).isEqualTo(MediaTime.seconds(2));
        assertThat(Probe.of(result.output()).duration("video")).isCloseTo(2, within(1e-4));
    }

    @Test
    void E20_rangeOutsideOfTheAssetFails() throws IOException {
        assertThatThrownBy(() -> export(Fixtures.standard(), ExportPreset.LOW_QUALITY, "20", "25", "none.mp4"))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TIME_RANGE));
        assertThat(left()).isEmpty();
    }

    /** A copy of the standard clip that still opens when its end is missing. */
    private Path indexFirst() {
        Path copy = folder.resolve("source.mp4");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        Fixtures.standard().toString(),
                        "-c",
                        "copy",
                        "-movflags",
                        "+faststart",
                        copy.toString()));
        return copy;
    }

    /** The same with its last video packets made undecodable. */
    private Path withBrokenEnd(int packets) throws IOException {
        Path source = indexFirst();
        byte[] bytes = Files.readAllBytes(source);
        List<Map<String, String>> video = Probe.of(source).packets("v:0");
        for (Map<String, String> packet : video.subList(video.size() - packets, video.size())) {
            int at = Integer.parseInt(packet.get("pos"));
            Arrays.fill(bytes, at, at + 8, (byte) 0xff);
        }
        return Files.write(source, bytes);
    }

    @Test
    void E62_trackWhoseSecondHalfCannotBeDecodedFails() throws IOException {
        Path source = withBrokenEnd(150);

        assertThatThrownBy(() -> export(source, ExportPreset.LOW_QUALITY, "out.mp4"))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DECODE_FAILED));
        assertThat(left()).containsExactly(source);
    }

    @Test
    void E62_lastFewPacketsThatCannotBeDecodedAreWarnedOf() throws IOException {
        ExportResult result = export(withBrokenEnd(3), ExportPreset.LOW_QUALITY, "out.mp4");

        assertThat(result.warnings()).anySatisfy(w -> assertThat(w).contains("3 packets", "could not be decoded"));
        assertThat(Probe.of(result.output()).stream("video")).containsEntry("nb_read_frames", "297");
    }

    @Test
    void E62_fileThatIsCutOffFailsAndLeavesNothing() throws IOException {
        Path source = indexFirst();
        byte[] bytes = Files.readAllBytes(source);
        Files.write(source, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> export(source, ExportPreset.LOW_QUALITY, "out.mp4"))
                .isInstanceOfSatisfying(MediaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.FAILED_TO_LOAD_MEDIA_DATA);
                    assertThat(e.phase()).isEqualTo(Phase.ENCODE);
                });
        assertThat(left()).containsExactly(source);
    }

    @Test
    void E62_fileThatIsCutOffBetweenTwoSamplesFails() throws IOException {
        Path source = indexFirst();
        byte[] bytes = Files.readAllBytes(source);
        List<Map<String, String>> packets = Probe.of(source).packets("v:0");
        int cut = Integer.parseInt(packets.get(packets.size() * 6 / 10).get("pos"));
        Files.write(source, Arrays.copyOf(bytes, cut));

        assertThatThrownBy(() -> export(source, ExportPreset.LOW_QUALITY, "out.mp4"))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED_TO_LOAD_MEDIA_DATA));
        assertThat(export(source, ExportPreset.LOW_QUALITY, "0", "3", "start.mp4")
                        .duration())
                .isEqualTo(MediaTime.seconds(3));
    }

    @Test
    void E62_brokenMediaInTheMiddleFailsWithTheTrackAndTheCode() throws IOException {
        Path source = folder.resolve("broken.mp4");
        byte[] bytes =
                Files.readAllBytes(Fixtures.clip("mpeg4.mp4", b -> b.codec(dev.reelwright.sample.SampleClip.Codec.H264)
                        .size(new dev.reelwright.video.Size(320, 180))
                        .duration(MediaTime.seconds(4))));
        int from = bytes.length / 3;
        Arrays.fill(bytes, from, from + bytes.length / 4, (byte) 0xff);
        Files.write(source, bytes);

        assertThatThrownBy(() -> export(source, ExportPreset.LOW_QUALITY, "out.mp4"))
                .isInstanceOfSatisfying(MediaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.DECODE_FAILED);
                    assertThat(e.trackId()).isPresent();
                    assertThat(e.nativeCode()).isPresent();
                });
        assertThat(left()).containsExactly(source);
    }

    @Test
    void B1_resultReportsWhatWasPlanned() {
        ExportSession session = ExportSession.builder(Asset.open(Fixtures.standard()), ExportPreset.LOW_QUALITY)
                .timeRange(range("1", "2"))
                .build();
        ExportPlan plan = session.plan(FileType.MP4);

        ExportResult result = session.export(folder.resolve("out.mp4"));

        assertThat(result.plan()).isEqualTo(plan);
        assertThat(result.tracks()).extracting(ExportResult.WrittenTrack::plan).isEqualTo(plan.tracks());
        assertThat(plan.explain()).contains("ENCODE", "224x126", "libx264", "the preset encodes");
        assertThat(result.tracks().get(0).samples()).isEqualTo(30);
        assertThat(result.bytes()).isEqualTo(result.output().toFile().length());
    }
}
