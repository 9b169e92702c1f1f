package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Probe;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every file of the folder of real media: opens, reports its facts, is exported, gives images. */
class CorpusTest {
    private static final Pattern SIZE = Pattern.compile(" (\\d+)x(\\d+) ");
    /** Made to be unreadable, or to hold nothing. */
    private static final Map<String, ErrorCode> BAD = Map.of(
            "sample_malformed_free_box.mp4", ErrorCode.FILE_FAILED_TO_PARSE,
            "large_stbl_truncated_after_moov.m4b", ErrorCode.FAILED_TO_LOAD_MEDIA_DATA);
    /** Exported in part only, to save time. */
    private static final Set<String> LONG = Set.of("long_1080p_lowbitrate.mp4", "vtest.avi", "transparency.webm");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyFileOpensExportsAndGivesImages() throws IOException {
        return Media.manifest().stream()
                .filter(row -> !BAD.containsKey(row.get("file")))
                .map(row -> DynamicTest.dynamicTest(row.get("file"), () -> check(row)));
    }

    private void check(Map<String, String> row) throws IOException {
        String name = row.get("file");
        Asset asset = Asset.open(Media.file(name));
        checkFacts(asset, row);
        checkExport(asset, name);
        if (asset.videoTrack().isPresent()) {
            checkImages(asset);
        }
    }

    private static void checkFacts(Asset asset, Map<String, String> row) {
        Matcher size = SIZE.matcher(row.get("video_streams"));
        Optional<Track> video = asset.videoTrack();
        if (size.find() && video.isPresent()) {
            FormatDescription.Video format =
                    (FormatDescription.Video) video.orElseThrow().format();
            assertThat(format.codedSize()).hasToString(size.group(1) + "x" + size.group(2));
        }
        long audioStreams = row.get("audio_streams").equals("-")
                ? 0
                : row.get("audio_streams").split("\\|\\|").length;
        assertThat(asset.tracks().stream().filter(Track::isAudio)).hasSize((int) audioStreams);
        assertThat(asset.duration()).isGreaterThan(MediaTime.ZERO);
        asset.tracks().forEach(track -> assertThat(track.timeRange().start()).isGreaterThanOrEqualTo(MediaTime.ZERO));
    }

    private void checkExport(Asset asset, String name) throws IOException {
        Path output = Files.createTempDirectory(folder, "export").resolve("out.mp4");
        TimeRange range =
                LONG.contains(name) ? TimeRange.between(MediaTime.of(3, 2), MediaTime.of(9, 2)) : TimeRange.ALL;

        ExportResult result = ExportSession.builder(asset, ExportPreset.H264_640x480)
                .timeRange(range)
                .build()
                .export(output);

        List<Map<String, String>> streams = tracks(output);
        assertThat(streams).hasSameSizeAs(result.tracks());
        for (int i = 0; i < streams.size(); i++) {
            Map<String, String> stream = streams.get(i);
            if (stream.get("codec_type").equals("data")
                    || stream.get("DISPOSITION:attached_pic").equals("1")) {
                assertThat(result.tracks().get(i).plan().action()).isEqualTo("copy");
                continue;
            }
            assertThat(stream.get("codec_name")).isIn("h264", "aac", "mov_text");
            double end = Double.parseDouble(stream.get("start_time")) + Double.parseDouble(stream.get("duration"));
            assertThat(end)
                    .as("end of " + stream.get("codec_type"))
                    .isCloseTo(result.tracks().get(i).duration().toSeconds(), within(2e-3));
            if (stream.get("codec_type").equals("video")) {
                assertThat(Integer.parseInt(stream.get("width")))
                        .isLessThanOrEqualTo(640)
                        .is(even());
                assertThat(Integer.parseInt(stream.get("height")))
                        .isLessThanOrEqualTo(480)
                        .is(even());
                assertThat(Long.parseLong(stream.get("nb_read_frames")))
                        .isEqualTo(result.tracks().get(i).samples());
                assertThat(stream.get("pix_fmt")).isEqualTo("yuv420p");
                assertThat(stream.get("color_transfer")).isNotIn("smpte2084", "arib-std-b67");
            }
        }
        try (Stream<Path> left = Files.list(output.getParent())) {
            assertThat(left).containsExactly(output);
        }
    }

    private static org.assertj.core.api.Condition<Integer> even() {
        return new org.assertj.core.api.Condition<>(n -> n % 2 == 0, "even");
    }

    private static void checkImages(Asset asset) {
        Track video = asset.videoTrack().orElseThrow();
        TimeRange range = video.timeRange();
        try (ImageGenerator images =
                ImageGenerator.builder(asset).maximumSize(160, 160).build()) {
            for (int part = 0; part < 3; part++) {
                MediaTime time = range.start().plus(range.duration().timesRatio(2 * part + 1, 6));
                GeneratedImage image = images.image(time);
                assertThat(image.actualTime()).isLessThanOrEqualTo(time);
                assertThat(Math.max(image.width(), image.height())).isLessThanOrEqualTo(160);
            }
        }
    }

    /** The streams that are tracks: the titles of chapters look like one, too. */
    private static List<Map<String, String>> tracks(Path file) {
        return Probe.of(file).streams().stream()
                .filter(s -> !"bin_data".equals(s.get("codec_name")))
                .toList();
    }

    @Test
    void E62_unreadableFileFailsToOpenWithAClearError() {
        Path file = Media.file("sample_malformed_free_box.mp4");

        assertThatThrownBy(() -> Asset.open(file)).isInstanceOfSatisfying(MediaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.FILE_FAILED_TO_PARSE);
            assertThat(e.logTail()).anySatisfy(line -> assertThat(line).contains("moov atom not found"));
        });
    }

    @Test
    void E62_fileWithoutMediaDataFailsAndLeavesNothing() throws IOException {
        Asset asset = Asset.open(Media.file("large_stbl_truncated_after_moov.m4b"));

        for (ExportPreset preset : List.of(ExportPreset.H264_640x480, ExportPreset.PASSTHROUGH)) {
            ExportSession session = ExportSession.builder(asset, preset).build();
            assertThatThrownBy(() -> session.export(folder.resolve("out.mp4")))
                    .isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.code())
                            .isEqualTo(ErrorCode.FAILED_TO_LOAD_MEDIA_DATA));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> E58_everyFilePassesThroughIntoAMovieOrSaysWhyNot() throws IOException {
        return Media.manifest().stream()
                .filter(row -> !BAD.containsKey(row.get("file")))
                .map(row -> DynamicTest.dynamicTest(row.get("file"), () -> passThrough(row.get("file"))));
    }

    private void passThrough(String name) throws IOException {
        Asset asset = Asset.open(Media.file(name));
        Path output = Files.createTempDirectory(folder, "copy").resolve("out.mov");
        ExportSession session =
                ExportSession.builder(asset, ExportPreset.PASSTHROUGH).build();
        try {
            ExportResult result = session.export(output);
            // QuickTime files have covers among their metadata, which looks like a stream
            List<Map<String, String>> streams = tracks(output).stream()
                    .filter(stream -> stream.get("DISPOSITION:attached_pic").equals("0"))
                    .toList();
            assertThat(streams).hasSameSizeAs(result.tracks());
            for (ExportResult.WrittenTrack track : result.tracks()) {
                Track source = asset.track(track.plan().sourceTrack()).orElseThrow();
                Map<String, String> stream = streams.get(track.outputTrack() - 1);
                boolean data = stream.get("codec_type").equals("data");
                assertThat(stream.get(data ? "codec_tag_string" : "codec_name"))
                        .isEqualTo(
                                track.plan() instanceof TrackPlan.ConvertText text
                                        ? text.codec()
                                        : source.format().codec());
            }
        } catch (MediaException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET);
            assertThat(e).hasMessageContaining("cannot hold");
        }
    }
}
