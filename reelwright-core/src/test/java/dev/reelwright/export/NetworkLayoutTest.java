package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.export.ExportResult.Optimization;
import dev.reelwright.export.ExportResult.Optimization.Outcome;
import dev.reelwright.internal.isobmff.Box;
import dev.reelwright.internal.isobmff.BoxReader;
import dev.reelwright.internal.isobmff.IndexPlacer;
import dev.reelwright.internal.isobmff.IndexPlacer.Placement;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Frames;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkLayoutTest {
    private static final TimeRange PART = TimeRange.between(MediaTime.parse("0.7"), MediaTime.parse("1.6"));

    @TempDir
    Path folder;

    private ExportResult export(Path source, ExportPreset preset, boolean part, boolean indexFirst, String name) {
        ExportSession.Builder session =
                ExportSession.builder(Asset.open(source), preset).optimizeForNetworkUse(indexFirst);
        return (part ? session.timeRange(PART) : session).build().export(folder.resolve(name));
    }

    private static List<Box> boxes(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            List<Box> boxes = BoxReader.topLevel(channel);
            assertThat(boxes).noneMatch(Box::truncated);
            assertThat(boxes.get(boxes.size() - 1).end()).isEqualTo(channel.size());
            return boxes;
        }
    }

    private static List<String> types(Path file) throws IOException {
        return boxes(file).stream().map(Box::type).toList();
    }

    private static long size(Path file, String type) throws IOException {
        return boxes(file).stream()
                .filter(box -> box.type().equals(type))
                .mapToLong(Box::size)
                .sum();
    }

    /** Times and hashes of all packets, or of all decoded frames, of all streams. */
    private static String hashes(Path file, boolean decoded) {
        List<String> coding = decoded ? List.of() : List.of("-c", "copy");
        return Programs.run(
                "ffmpeg",
                Stream.of(
                                List.of("-v", "error", "-xerror", "-i", file.toString(), "-map", "0"),
                                coding,
                                List.of("-f", "framemd5", "-"))
                        .flatMap(List::stream)
                        .toList());
    }

    private static Optimization layout(ExportResult result) {
        Optional<Optimization> found = result.optimizations().stream()
                .filter(o -> o.name().equals("network-optimized"))
                .findFirst();
        return found.orElseThrow();
    }

    @ParameterizedTest(name = "E12 {0}, {1}, part of it: {2}")
    @CsvSource({
        "PASSTHROUGH, mp4, false",
        "PASSTHROUGH, mov, false",
        "PASSTHROUGH, m4v, true",
        "M4A_AUDIO, m4a, false",
        "M4A_AUDIO, m4a, true",
    })
    void E12_indexComesBeforeTheMediaAndNothingElseChanges(String preset, String extension, boolean part)
            throws IOException {
        ExportResult first = export(Fixtures.small(), preset(preset), part, true, "first." + extension);
        ExportResult plain = export(Fixtures.small(), preset(preset), part, false, "plain." + extension);

        assertIndexFirst(first);
        assertPlain(plain);
        assertThat(hashes(first.output(), true)).isEqualTo(hashes(plain.output(), true));
        assertThat(Probe.of(first.output()).streams())
                .isEqualTo(Probe.of(plain.output()).streams());
    }

    @Test
    void E12_encodedFramesOfAllAreThereBehindTheIndex() throws IOException {
        ExportResult first = export(Fixtures.small(), ExportPreset.LOW_QUALITY, false, true, "first.mp4");
        ExportResult plain = export(Fixtures.small(), ExportPreset.LOW_QUALITY, false, false, "plain.mp4");

        assertIndexFirst(first);
        assertPlain(plain);
        // encoders of several threads do not make the same bytes twice, but frames of the same times
        assertThat(times(first.output())).isEqualTo(times(plain.output())).hasSize(60);
        assertThat(hashes(first.output(), true)).contains("0,         59,");
    }

    @Test
    void E12_encodedFramesOfAPartAreThereBehindTheIndex() throws IOException {
        ExportResult first = export(Fixtures.small(), ExportPreset.LOW_QUALITY, true, true, "first.mov");

        assertIndexFirst(first);
        assertThat(Frames.of(first.output()).stream().map(Frames.Shown::number))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(21, 47).boxed().toList());
    }

    private static List<String> times(Path file) {
        return Probe.of(file).frames("v:0").stream()
                .map(frame -> frame.get("pts_time"))
                .toList();
    }

    private static void assertIndexFirst(ExportResult result) throws IOException {
        assertThat(types(result.output())).containsExactly("ftyp", "moov", "free", "mdat");
        assertThat(result.bytes()).isEqualTo(Files.size(result.output()));
        assertThat(layout(result))
                .isEqualTo(new Optimization(
                        "network-optimized", Outcome.APPLIED, "the index's space was reserved ahead, no second pass"));
    }

    private static void assertPlain(ExportResult result) throws IOException {
        String gap = result.plan().fileType() == FileType.MOV ? "wide" : "free";
        assertThat(types(result.output())).containsExactly("ftyp", gap, "mdat", "moov");
        assertThat(size(result.output(), gap)).isEqualTo(8);
        assertThat(layout(result))
                .isEqualTo(new Optimization("network-optimized", Outcome.NOT_APPLIED, "not asked for"));
    }

    private static ExportPreset preset(String name) {
        return switch (name) {
            case "PASSTHROUGH" -> ExportPreset.PASSTHROUGH;
            case "M4A_AUDIO" -> ExportPreset.M4A_AUDIO;
            default -> throw new AssertionError(name);
        };
    }

    @Test
    void E12_paddingIsSmall() throws IOException {
        ExportResult result = export(Fixtures.standard(), ExportPreset.PASSTHROUGH, false, true, "out.mp4");

        assertThat(size(result.output(), "free")).isLessThan(Math.max(8192, result.bytes() / 100));
    }

    @Test
    void E12_editListsRotationAndMetadataSurvive() throws IOException {
        Path source = folder.resolve("titled.mp4");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        Fixtures.portrait().toString(),
                        "-c",
                        "copy",
                        "-metadata",
                        "title=Ein größerer Titel",
                        "-metadata",
                        "comment=" + "long ".repeat(2000),
                        source.toString()));

        ExportResult first = export(source, ExportPreset.PASSTHROUGH, false, true, "first.mp4");
        ExportResult plain = export(source, ExportPreset.PASSTHROUGH, false, false, "plain.mp4");

        Map<String, String> format = Probe.of(first.output()).format();
        assertThat(format.get("TAG:title")).isEqualTo("Ein größerer Titel");
        assertThat(format.get("TAG:comment")).hasSize(10_000);
        assertThat(layout(first).reason()).contains("no second pass");
        Asset ours = Asset.open(first.output());
        Asset theirs = Asset.open(plain.output());
        assertThat(ours.videoTrack().orElseThrow().segments()).isNotEmpty();
        assertThat(ours.tracks()).isEqualTo(theirs.tracks());
        assertThat(ours.videoTrack().orElseThrow().transform().isIdentity()).isFalse();
    }

    @Test
    void E12_coverArtIsReckonedWith() throws IOException {
        Path picture = folder.resolve("cover.png");
        Path source = folder.resolve("song.m4a");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "nullsrc=s=200x200,geq=random(1)*255",
                        "-frames:v",
                        "1",
                        picture.toString()));
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        Fixtures.audioOnly().toString(),
                        "-i",
                        picture.toString(),
                        "-map",
                        "0",
                        "-map",
                        "1",
                        "-c",
                        "copy",
                        "-disposition:v",
                        "attached_pic",
                        source.toString()));

        ExportResult result = export(source, ExportPreset.PASSTHROUGH, false, true, "out.m4a");

        assertThat(size(result.output(), "moov"))
                .isGreaterThan(Files.size(picture))
                .isGreaterThan(40_000);
        assertThat(layout(result).reason()).contains("no second pass");
        assertThat(size(result.output(), "free")).isLessThan(8192);
        assertThat(hashes(result.output(), false)).isEqualTo(hashes(source, false));
    }

    /** Nothing in the header says that its packets are so short. */
    @Test
    void E12_shortGuessRewritesOnceAndSaysSo() throws IOException {
        Path source = folder.resolve("short-packets.mp4");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=r=48000:d=5",
                        "-c:a",
                        "libopus",
                        "-frame_duration",
                        "2.5",
                        source.toString()));

        ExportResult result = export(source, ExportPreset.PASSTHROUGH, false, true, "out.mp4");

        assertThat(layout(result).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(layout(result).reason()).matches("the guess was short by \\d{4} bytes: the file was rewritten once");
        assertThat(types(result.output())).containsExactly("ftyp", "moov", "free", "mdat");
        assertThat(size(result.output(), "free")).isEqualTo(8);
        assertThat(hashes(result.output(), false)).isEqualTo(hashes(source, false));
    }

    @ParameterizedTest(name = "E12 a plain {0} file is rewritten")
    @CsvSource({"mp4", "mov"})
    void E12_rewrittenFileHoldsTheSameMedia(String extension) throws IOException {
        Path plain = export(Fixtures.small(), ExportPreset.PASSTHROUGH, false, false, "plain." + extension)
                .output();
        Path copy = Files.copy(plain, folder.resolve("copy." + extension));

        Placement placement = IndexPlacer.place(copy, 0, share -> {});

        assertThat(placement.shortBy()).isEqualTo(size(plain, "moov"));
        assertThat(types(copy)).containsExactly("ftyp", "moov", "free", "mdat");
        assertThat(Files.size(copy)).isEqualTo(Files.size(plain));
        assertThat(hashes(copy, true)).isEqualTo(hashes(plain, true));
        assertThat(Asset.open(copy).tracks()).isEqualTo(Asset.open(plain).tracks());
    }

    @ParameterizedTest(name = "E12 {0}")
    @CsvSource({
        "edit_list_positive_shift.mp4",
        "cursed-vfr.mp4",
        "sample_with_metadata.mp4",
        "sample_fragmented_seekable_multiple_sidx.mp4",
        "dolbyVision-hdr.MOV",
        "sample_with_srt.mkv",
    })
    void E12_realFilesNeedNoSecondPass(String name) throws IOException {
        Path source = Media.file(name);

        ExportResult first = export(source, ExportPreset.PASSTHROUGH, false, true, "first.mov");
        ExportResult plain = export(source, ExportPreset.PASSTHROUGH, false, false, "plain.mov");

        assertThat(types(first.output())).containsExactly("ftyp", "moov", "free", "mdat");
        assertThat(layout(first).reason()).contains("no second pass");
        assertThat(size(first.output(), "free")).isLessThan(Math.max(8192, first.bytes() / 100));
        assertThat(hashes(first.output(), false)).isEqualTo(hashes(plain.output(), false));
    }
}
