package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that decorate files, as {@code ffprobe} finds them. */
class CoversTest {
    @TempDir
    Path folder;

    private Path picture(String name) {
        Path file = folder.resolve(name);
        Programs.run(
                "ffmpeg", List.of(("-v error -f lavfi -i testsrc=s=100x80 -frames:v 1 -update 1 " + file).split(" ")));
        return file;
    }

    private Path source(String picture) {
        Path clip = Fixtures.clip(
                "covered.mp4",
                b -> b.size(new Size(160, 90)).duration(MediaTime.seconds(2)).gop(30));
        Path file = folder.resolve("source.mp4");
        Programs.run(
                "ffmpeg",
                List.of(("-v error -i " + clip + " -i " + picture(picture)
                                + " -map 0 -map 1 -c copy -disposition:v:1 attached_pic " + file)
                        .split(" ")));
        return file;
    }

    private ExportResult export(Path source, String preset, String name, TimeRange range) {
        return ExportSession.builder(
                        Asset.open(source), ExportPreset.named(preset).orElseThrow())
                .timeRange(range)
                .build()
                .export(folder.resolve(name));
    }

    private static List<Map<String, String>> covers(Path file) {
        return Probe.of(file).streams().stream()
                .filter(s -> "1".equals(s.get("DISPOSITION:attached_pic")))
                .toList();
    }

    /** The hash of the cover's bytes. */
    private static String hash(Path file) {
        String index = covers(file).get(0).get("index");
        return Probe.of(file).packets(index).get(0).get("data_hash");
    }

    @ParameterizedTest(name = "B19 {0} by {1} into {2}")
    @CsvSource({
        "cover.png, low, mp4",
        "cover.jpg, low, m4v",
        "cover.png, passthrough, mp4",
        "cover.jpg, passthrough, mkv",
        "cover.png, passthrough, mkv",
        "cover.jpg, m4a, m4a",
        "cover.png, mp3, mp3",
        "cover.jpg, mp3, mp3",
        "cover.png, flac, flac",
        "cover.jpg, flac, ogg",
        "cover.png, opus, ogg",
        "cover.png, opus, mkv",
        "cover.jpg, wav, aiff",
        "cover.png, wav, aifc",
    })
    void B19_coverIsCarriedOnceIntoEveryTypeThatHoldsOne(String picture, String preset, String type) {
        Path source = source(picture);

        ExportResult result =
                export(source, preset, "made." + type, TimeRange.between(MediaTime.of(1, 2), MediaTime.of(3, 2)));

        assertThat(covers(result.output())).hasSize(1);
        assertThat(covers(result.output()).get(0)).containsEntry("width", "100").containsEntry("height", "80");
        assertThat(hash(result.output())).isEqualTo(hash(source));
        assertThat(result.tracks()).last().satisfies(t -> {
            assertThat(t.plan().action()).isEqualTo("copy");
            assertThat(t.samples()).isEqualTo(1);
            assertThat(t.outputTrack())
                    .isEqualTo(Integer.parseInt(covers(result.output()).get(0).get("index")) + 1);
        });
        assertThat(Asset.open(result.output()).tracks())
                .filteredOn(t -> t.coverArt())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"m4a, mp3, mp3", "mkv, m4a, m4a", "ogg, flac, flac", "mp3, opus, mkv", "flac, opus, ogg"})
    void B19_coverGoesFromEveryTypeToEveryOther(String first, String preset, String type) {
        Path source = source("cover.jpg");
        Path between = export(
                        source,
                        Map.of("m4a", "m4a", "mkv", "opus", "ogg", "opus").getOrDefault(first, first),
                        "a." + first,
                        TimeRange.ALL)
                .output();

        Path made = export(between, preset, "b." + type, TimeRange.ALL).output();

        assertThat(hash(made)).isEqualTo(hash(source));
    }

    @ParameterizedTest(name = "B19 {0}")
    @CsvSource({"wav, wav", "caf, wav", "ts, passthrough", "webm, opus"})
    void B19_typesWithoutCoversSaySo(String type, String preset) {
        assertThat(plan(source("cover.jpg"), preset, type).tracks()).last().satisfies(t -> {
            assertThat(t.action()).isEqualTo("drop");
            assertThat(t.reason())
                    .isEqualTo(
                            type + " holds no cover art in mjpeg; mp4, m4v, m4a, mkv, ogg, flac, mp3, aiff, aifc do");
        });
    }

    @Test
    void B19_coverOfAQuickTimeFileIsAnItemOfItsMetadata() {
        ExportPlan plan = plan(source("cover.jpg"), "low", "mov");

        assertThat(plan.tracks()).last().satisfies(t -> {
            assertThat(t.action()).isEqualTo("drop");
            assertThat(t.reason()).isEqualTo("it is written among the metadata, as artwork");
        });
        assertThat(plan.metadata().asset())
                .anySatisfy(item -> assertThat(item.value().type().isPicture()).isTrue());
    }

    private static ExportPlan plan(Path source, String preset, String type) {
        return ExportSession.builder(
                        Asset.open(source), ExportPreset.named(preset).orElseThrow())
                .build()
                .plan(FileType.ofName(type).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"mp4", "mkv"})
    void E21_limitsHoldWithACover(String type) {
        Asset source = Asset.open(source("cover.png"));
        ExportPreset preset = ExportPreset.builder("small")
                .video(VideoRule.of("h264").withBox(160, 90))
                .audio(AudioRule.of("aac"))
                .build();
        long whole = ExportSession.builder(source, preset)
                .build()
                .export(folder.resolve("whole." + type))
                .bytes();

        ExportResult result = ExportSession.builder(source, preset)
                .fileLengthLimit(whole * 2 / 3)
                .build()
                .export(folder.resolve("part." + type));

        assertThat(result.bytes()).isLessThanOrEqualTo(whole * 2 / 3);
        assertThat(result.ending()).isEqualTo(ExportResult.Ending.LENGTH_LIMIT);
        assertThat(covers(result.output())).hasSize(1);
    }

    @Test
    void E26_metadataThatIsSetReplacesTheCoverToo() throws IOException {
        Path source = source("cover.jpg");
        byte[] other = Files.readAllBytes(picture("other.png"));
        ExportSession none = ExportSession.builder(Asset.open(source), ExportPreset.MP3_AUDIO)
                .metadata(List.of())
                .build();
        MetadataItem item =
                MetadataItem.of(MetadataIdentifier.parse("id3/APIC"), new MetadataValue.Data(other, DataType.PNG));

        ExportResult bare = none.export(folder.resolve("bare.mp3"));

        assertThat(covers(bare.output())).isEmpty();
        assertThat(bare.plan().tracks()).last().satisfies(t -> assertThat(t.reason())
                .startsWith("the metadata that was set replaces the source's cover"));
        for (String type : List.of("mp3", "flac", "ogg", "mkv")) {
            Path made = ExportSession.builder(
                            Asset.open(source),
                            ExportPreset.named(type.equals("ogg") || type.equals("mkv") ? "opus" : type)
                                    .orElseThrow())
                    .metadata(List.of(item))
                    .build()
                    .export(folder.resolve("own." + type))
                    .output();
            assertThat(covers(made)).hasSize(1);
            assertThat(covers(made).get(0)).containsEntry("codec_name", "png");
        }
    }
}
