package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.isobmff.MovieFacts;
import dev.reelwright.internal.isobmff.MovieReader;
import dev.reelwright.internal.isobmff.TrackFacts;
import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metadata of movie files on its way through exports. */
class MovieMetadataExportTest {
    @TempDir
    Path folder;

    private static Path clip() {
        return Fixtures.clip("tiny.mp4", b -> b.size(new Size(160, 90)).duration(MediaTime.seconds(1)));
    }

    private Asset copy(Path source, String name) {
        return Asset.open(ExportSession.builder(Asset.open(source), ExportPreset.PASSTHROUGH)
                .build()
                .export(folder.resolve(name))
                .output());
    }

    private ExportResult export(ExportPreset preset, String name, boolean indexFirst, List<MetadataItem> items) {
        return ExportSession.builder(Asset.open(clip()), preset)
                .metadata(items)
                .optimizeForNetworkUse(indexFirst)
                .build()
                .export(folder.resolve(name));
    }

    private static List<List<MetadataItem>> all(Asset asset) {
        return Stream.concat(
                        Stream.of(asset.metadata()), asset.tracks().stream().map(Track::metadata))
                .toList();
    }

    @ParameterizedTest(name = "E25 {0} again and again into {1}")
    @CsvSource({
        "dolbyVision-hdr.MOV, mov",
        "sample_with_metadata.mp4, mp4",
        "sample_with_metadata.mp4, mov",
        "h265_with_metadata_track.mp4, mp4",
        "bbb_1ch_8kHz_aac_lc.m4a, m4a",
    })
    void E25_nothingIsLostFromGenerationToGeneration(String name, String type) {
        Asset first = copy(Media.file(name), "first." + type);

        Asset second = copy(path(first), "second." + type);
        Asset third = copy(path(second), "third." + type);

        assertThat(first.metadata()).isNotEmpty();
        assertThat(all(second)).isEqualTo(all(first));
        assertThat(all(third)).isEqualTo(all(first));
    }

    @Test
    void E25_itemsOfAPhoneAreAllCarriedOverAsTheyAre() {
        Asset source = Asset.open(Media.file("dolbyVision-hdr.MOV"));

        Asset copied = copy(path(source), "copied.mov");

        assertThat(source.metadata())
                .hasSize(6)
                .contains(MetadataItem.of("mdta/com.apple.quicktime.location.ISO6709", "+51.5334-000.1255+026.756/"));
        assertThat(copied.metadata()).isEqualTo(source.metadata());
        assertThat(Probe.of(path(copied)).format())
                .containsEntry("TAG:com.apple.quicktime.make", "Apple")
                .containsEntry("TAG:com.apple.quicktime.creationdate", "2023-05-09T12:41:46+0100");
    }

    @ParameterizedTest(name = "E26 {0}, encoded: {1}, index first: {2}")
    @CsvSource({"mp4, true, false", "mp4, true, true", "m4v, false, true"})
    void E26_ownItemsReplaceAllOthersAndOtherProgramsReadThem(String type, boolean encoded, boolean indexFirst) {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
        List<MetadataItem> items = List.of(
                MetadataItem.of("mdta/com.example.shot", "Schöne Aussicht"),
                MetadataItem.of("itsk/%A9nam", "Title"),
                MetadataItem.of(MetadataIdentifier.parse("itsk/covr"), new MetadataValue.Data(picture, DataType.PNG)),
                MetadataItem.of("itsk/trkn", "2/12"));
        ExportPreset preset = encoded ? ExportPreset.LOW_QUALITY : ExportPreset.PASSTHROUGH;

        ExportResult result = export(preset, "out." + type, indexFirst, items);

        assertThat(Asset.open(result.output()).metadata()).isEqualTo(items);
        assertThat(Probe.of(result.output()).format())
                .containsEntry("TAG:title", "Title")
                .containsEntry("TAG:track", "2/12")
                .containsEntry("TAG:com.example.shot", "Schöne Aussicht")
                .doesNotContainKey("TAG:encoder");
        assertThat(result.optimizations()).noneMatch(o -> o.reason().contains("short by"));
    }

    @ParameterizedTest(name = "E26 mov, encoded: {0}, index first: {1}")
    @CsvSource({"true, true", "false, false"})
    void E26_ownItemsAreSaidInQuickTimesKeys(boolean encoded, boolean indexFirst) {
        List<MetadataItem> items = List.of(
                MetadataItem.of("mdta/com.example.shot", "Schöne Aussicht"),
                MetadataItem.of("itsk/%A9nam", "Title"),
                MetadataItem.of("udta/%A9cmt", "Comment"),
                MetadataItem.of("itsk/sonm", "Title, The"));
        ExportPreset preset = encoded ? ExportPreset.LOW_QUALITY : ExportPreset.PASSTHROUGH;

        ExportResult result = export(preset, "out.mov", indexFirst, items);

        assertThat(Asset.open(result.output()).metadata())
                .containsExactlyInAnyOrder(
                        items.get(0),
                        MetadataItem.of("mdta/com.apple.quicktime.title", "Title"),
                        items.get(2),
                        items.get(3));
        assertThat(Probe.of(result.output()).format())
                .containsEntry("TAG:com.apple.quicktime.title", "Title")
                .containsEntry("TAG:comment", "Comment")
                .containsEntry("TAG:sort_name", "Title, The")
                .containsEntry("TAG:com.example.shot", "Schöne Aussicht")
                .doesNotContainKey("TAG:encoder");
        assertThat(result.optimizations()).noneMatch(o -> o.reason().contains("short by"));
    }

    @ParameterizedTest(name = "E26 {0}")
    @CsvSource({"mp4", "mov", "m4v"})
    void E26_anEmptyListLeavesNothingNotEvenTheWritersName(String type) {
        ExportResult result = export(ExportPreset.PASSTHROUGH, "out." + type, false, List.of());

        assertThat(Asset.open(result.output()).metadata()).isEmpty();
        assertThat(Probe.of(result.output()).format().keySet())
                .filteredOn(key -> key.startsWith("TAG:"))
                .containsExactlyInAnyOrder("TAG:major_brand", "TAG:minor_version", "TAG:compatible_brands");
    }

    @Test
    void E21_metadataCountsAgainstTheLimit() throws IOException {
        byte[] bytes = new byte[40_000];
        List<MetadataItem> items = List.of(
                MetadataItem.of(MetadataIdentifier.parse("itsk/covr"), new MetadataValue.Data(bytes, DataType.JPEG)));
        Asset source = Asset.open(Fixtures.small());
        ExportSession.Builder session = ExportSession.builder(source, ExportPreset.LOW_QUALITY);
        long plain = session.metadata(List.of())
                .build()
                .export(folder.resolve("plain.mp4"))
                .bytes();
        long limit = 40_000 + plain / 2;

        ExportResult result =
                session.metadata(items).fileLengthLimit(limit).build().export(folder.resolve("out.mp4"));

        assertThat(result.ending()).isEqualTo(ExportResult.Ending.LENGTH_LIMIT);
        assertThat(Files.size(result.output())).isBetween(40_000 + plain / 4, limit);
        assertThat(Asset.open(result.output()).metadata()).isEqualTo(items);
    }

    @ParameterizedTest(name = "E23 {0}")
    @CsvSource({"mp4", "mov"})
    void E23_estimateOfACopyCountsTheMetadataToTheByte(String type) throws IOException {
        byte[] bytes = new byte[100_000];
        List<MetadataItem> items = List.of(
                MetadataItem.of("mdta/com.example.note", "note"),
                MetadataItem.of(MetadataIdentifier.parse("itsk/covr"), new MetadataValue.Data(bytes, DataType.JPEG)));
        ExportSession session = ExportSession.builder(Asset.open(clip()), ExportPreset.PASSTHROUGH)
                .metadata(items)
                .build();

        long written = session.export(folder.resolve("out." + type)).bytes();

        assertThat(session.estimate(
                                FileType.ofPath(folder.resolve("out." + type)).orElseThrow())
                        .size()
                        .expected())
                .isEqualTo(written);
    }

    @Test
    void E25_tracksKeepFlagsGroupsLanguagesAndReferences() throws IOException {
        Asset source = Asset.open(Media.file("dolbyVision-hdr.MOV"));

        MovieFacts copied = MovieReader.read(path(copy(path(source), "copied.mov")));

        MovieFacts original = MovieReader.read(path(source));
        assertThat(copied).isNotNull();
        assertThat(original).isNotNull();
        for (int i = 0; i < copied.tracks().size(); i++) {
            TrackFacts ours = copied.tracks().get(i);
            TrackFacts theirs = original.tracks().get(i);
            assertThat(ours.enabled()).isEqualTo(theirs.enabled());
            assertThat(ours.alternateGroup()).isEqualTo(theirs.alternateGroup());
            assertThat(ours.references()).isEqualTo(theirs.references());
        }
    }

    @Test
    void E25_itemsOfTracksGoAlong() throws IOException {
        Path source = folder.resolve("named.mp4");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        clip().toString(),
                        "-c",
                        "copy",
                        "-metadata:s:a",
                        "title=Kommentar der Regie",
                        source.toString()));

        Asset copied = copy(source, "copied.mp4");

        assertThat(copied.audioTrack().orElseThrow().metadata())
                .containsExactly(MetadataItem.of("udta/name", "Kommentar der Regie"));
        assertThat(new String(Files.readAllBytes(path(copied)), StandardCharsets.UTF_8))
                .containsOnlyOnce("Kommentar der Regie");
        assertThat(Probe.of(path(copied)).stream("audio")).containsAllEntriesOf(Map.of("codec_name", "aac"));
    }

    @ParameterizedTest(name = "E25 {0}")
    @CsvSource({"deu", "swe", "cym", "eng"})
    void E25_languagesOfTracksAreKeptInQuickTimeFiles(String code) {
        Path source = folder.resolve("source.mp4");
        run("-i", clip().toString(), "-c", "copy", "-metadata:s:a:0", "language=" + code, source.toString());

        Asset copied = copy(source, "copied.mov");

        assertThat(Probe.of(path(copied)).stream("audio")).containsEntry("TAG:language", code);
        assertThat(copied.audioTrack().orElseThrow().language()).isEqualTo(code);
        assertThat(copied.videoTrack().orElseThrow().language()).isEqualTo("und");
    }

    @Test
    void E26_datesOfMobileFilesAreTheirTextAlone() throws IOException {
        MetadataItem date = MetadataItem.of("uiso/date", "2023-05-09T12:41:46+0100");

        Path output = export(ExportPreset.PASSTHROUGH, "out.3gp", false, List.of(date))
                .output();

        assertThat(Asset.open(output).metadata()).containsExactly(date);
        assertThat(Files.readString(output, StandardCharsets.ISO_8859_1))
                .contains("\0\0\0\u0020date2023-05-09T12:41:46+0100");
        assertThat(Probe.of(output).format()).containsEntry("TAG:creation_time", "2023-05-09T11:41:46.000000Z");
    }

    @ParameterizedTest(name = "E26 {0}")
    @CsvSource({"mp4", "mov"})
    void E26_quickTimesKeysStandWherePhonesAndTheirReadersHaveThem(String type) throws IOException {
        MetadataItem rate = MetadataItem.of(
                MetadataIdentifier.parse("mdta/com.android.capture.fps"),
                new MetadataValue.Real(240, DataType.FLOAT_32));

        Path output = export(ExportPreset.PASSTHROUGH, "out." + type, false, List.of(rate))
                .output();

        assertThat(Files.readString(output, StandardCharsets.ISO_8859_1)).contains("meta\0\0\0!hdlr");
        assertThat(Probe.of(output).format()).containsEntry("TAG:com.android.capture.fps", "240.000000");
    }

    @ParameterizedTest(name = "E25 cover of {0}")
    @CsvSource({"m4a", "mkv"})
    void E25_aCoverIsWrittenOnce(String type) throws IOException {
        Path source = folder.resolve("song." + type);
        Path picture = folder.resolve("cover.png");
        run("-f", "lavfi", "-i", "color=red:s=16x16", "-frames:v", "1", picture.toString());
        List<String> attached = type.equals("mkv")
                ? List.of("-attach", picture.toString(), "-metadata:s:t", "mimetype=image/png", "-map", "0:a")
                : List.of("-i", picture.toString(), "-map", "0:a", "-map", "1", "-disposition:v", "attached_pic");
        run(Stream.of(List.of("-i", clip().toString()), attached, List.of("-c", "copy", source.toString()))
                .flatMap(List::stream)
                .toArray(String[]::new));

        Asset copied = copy(source, "copied.m4a");

        String bytes = Files.readString(path(copied), StandardCharsets.ISO_8859_1);
        assertThat(bytes).containsOnlyOnce(Files.readString(picture, StandardCharsets.ISO_8859_1));
        assertThat(copied.metadata())
                .filteredOn(item -> item.key().equals("covr"))
                .hasSize(1);
        assertThat(Probe.of(path(copied)).stream("video")).containsEntry("DISPOSITION:attached_pic", "1");
    }

    private static Path path(Asset asset) {
        return asset.source().path().orElseThrow();
    }

    private static void run(String... arguments) {
        Programs.run(
                "ffmpeg",
                Stream.concat(Stream.of("-v", "error"), Stream.of(arguments)).toList());
    }
}
