package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timed metadata and time code, as {@code ffprobe} finds them. */
class TimedDataTest {
    private static final ExportPreset SMALL = ExportPreset.builder("small")
            .video(VideoRule.of("h264").withBox(160, 90))
            .build();

    @TempDir
    Path folder;

    private static List<Map<String, String>> data(Path file) {
        return Probe.of(file).streams().stream()
                .filter(s -> s.get("codec_type").equals("data"))
                .toList();
    }

    /** What the first sample description of this kind says of its samples, such as the keys that they are of. */
    private static String description(Path file, String kind) throws IOException {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        Matcher entry =
                Pattern.compile("stsd.{8}(..)(..)" + kind, Pattern.DOTALL).matcher(bytes);
        assertThat(entry.find()).isTrue();
        int size = entry.group(2).charAt(0) << 8 | entry.group(2).charAt(1);
        return bytes.substring(entry.start(1) + 16, entry.start(1) + size);
    }

    /** Four seconds of 30 frames a second from 01:00:00:00 on. */
    private Path timecoded() {
        Path clip = Fixtures.clip("timecode.mp4", b -> b.size(new Size(160, 90))
                .duration(MediaTime.seconds(4))
                .gop(30)
                .audio(false)
                .bFrames(0));
        Path file = folder.resolve("timecode.mov");
        Programs.run("ffmpeg", List.of(("-v error -i " + clip + " -c copy -timecode 01:00:00:00 " + file).split(" ")));
        return file;
    }

    @ParameterizedTest(name = "B19 {0} into {1}, encoded: {2}")
    @CsvSource({
        "dolbyVision-hdr.MOV, mov, false, 3, mebx",
        "dolbyVision-hdr.MOV, mp4, false, 3, mebx",
        "dolbyVision-hdr.MOV, mov, true, 3, mebx",
        "h265_with_metadata_track.mp4, mp4, false, 1, mett",
        "h265_with_metadata_track.mp4, mp4, true, 1, mett",
    })
    void B19_timedMetadataIsCarriedOver(String name, String type, boolean encoded, int count, String kind)
            throws IOException {
        Path source = Media.file(name);

        ExportResult result = ExportSession.builder(Asset.open(source), encoded ? SMALL : ExportPreset.PASSTHROUGH)
                .optimizeForNetworkUse(true)
                .build()
                .export(folder.resolve("made." + type));

        List<Map<String, String>> made = data(result.output());
        List<Map<String, String>> from = data(source);
        assertThat(made).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(made.get(i)).containsEntry("codec_tag_string", kind);
            assertThat(Double.parseDouble(made.get(i).get("duration")))
                    .isCloseTo(Double.parseDouble(from.get(i).get("duration")), within(1e-3));
            assertThat(Probe.of(result.output()).packets("d:" + i))
                    .extracting(p -> p.get("data_hash"))
                    .isEqualTo(Probe.of(source).packets("d:" + i).stream()
                            .map(p -> p.get("data_hash"))
                            .toList());
        }
        assertThat(description(result.output(), kind)).isEqualTo(description(source, kind));
        assertThat(Asset.open(result.output()).tracks())
                .filteredOn(t -> t.mediaType() == MediaType.DATA)
                .extracting(t -> t.format().codec())
                .hasSize(count)
                .containsOnly(kind);
    }

    @ParameterizedTest(name = "B19 encoded: {0}, {1}")
    @CsvSource({"false, KEYFRAME, 01:00:01:00, 60", "false, AUTO, 01:00:01:15, 45", "true, AUTO, 01:00:01:15, 45"})
    void B19_timeCodeCountsFromTheFirstFrameThatIsLeft(boolean encoded, TrimMode mode, String first, int frames) {
        ExportResult result = ExportSession.builder(Asset.open(timecoded()), encoded ? SMALL : ExportPreset.PASSTHROUGH)
                .timeRange(TimeRange.between(MediaTime.of(3, 2), MediaTime.of(3, 1)))
                .trimMode(mode)
                .build()
                .export(folder.resolve("made.mov"));

        assertThat(data(result.output())).singleElement().satisfies(s -> {
            assertThat(s).containsEntry("codec_tag_string", "tmcd").containsEntry("TAG:timecode", first);
            assertThat(Double.parseDouble(s.get("duration"))).isCloseTo(frames / 30.0, within(1e-3));
        });
        assertThat(Probe.of(result.output()).stream("video")).containsEntry("TAG:timecode", first);
    }

    @Test
    void B19_dataThatATypeCannotHoldIsLeftOutWithTheWayOut() {
        Asset phone = Asset.open(Media.file("dolbyVision-hdr.MOV"));
        Asset film = Asset.open(timecoded());

        assertThat(reason(phone, ExportPreset.PASSTHROUGH, FileType.MKV))
                .isEqualTo("mkv cannot hold mebx; mov, mp4 can");
        assertThat(reason(phone, ExportPreset.M4A_AUDIO, FileType.M4A)).isEqualTo("the preset writes audio alone");
        assertThat(reason(film, SMALL, FileType.MP4)).isEqualTo("mp4 cannot hold tmcd; mov can");
    }

    private static String reason(Asset asset, ExportPreset preset, FileType type) {
        List<TrackPlan> tracks =
                ExportSession.builder(asset, preset).build().plan(type).tracks();
        Track data = asset.tracks().stream()
                .filter(t -> t.mediaType() == MediaType.DATA)
                .findFirst()
                .orElseThrow();
        return tracks.stream()
                .filter(t -> t.sourceTrack() == data.id())
                .findFirst()
                .orElseThrow()
                .reason();
    }
}
