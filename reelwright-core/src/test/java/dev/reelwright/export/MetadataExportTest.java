package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.metadata.CommonKey;
import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.MetadataFilter;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataItems;
import dev.reelwright.metadata.MetadataValue.Data;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataExportTest {
    private static final String PLACE = "+51.5334-000.1255/";

    @TempDir
    Path folder;

    private Path tagged(String name, String... tags) {
        Path file = folder.resolve(name);
        List<String> arguments = new ArrayList<>(
                List.of("-v", "error", "-y", "-i", Fixtures.small().toString(), "-c", "copy"));
        for (String tag : tags) {
            arguments.addAll(List.of("-metadata", tag));
        }
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        return file;
    }

    private Path export(Path source, String preset, FileType type, UnaryOperator<ExportSession.Builder> settings) {
        Path output = folder.resolve("out." + type.commandName());
        settings.apply(ExportSession.builder(
                                Asset.open(source), ExportPreset.named(preset).orElseThrow())
                        .overwrite(true))
                .build()
                .export(output);
        return output;
    }

    /** What the file says, by an independent reader, names in lower case. */
    private static Map<String, String> tags(Path file) {
        Map<String, String> tags = new TreeMap<>();
        Probe.of(file).format().forEach((key, value) -> {
            if (key.startsWith("TAG:")) {
                tags.put(key.substring(4).toLowerCase(Locale.ROOT), value);
            }
        });
        return tags;
    }

    @ParameterizedTest
    @CsvSource({"passthrough, MOV", "passthrough, MP4", "passthrough, M4V", "passthrough, MKV", "low, MP4"})
    void E25_titlesDatesAndPlacesAreCarriedOver(String preset, FileType type) {
        Path source = tagged("in.mov", "title=A title", "artist=Someone", "date=2023-05-09", "location=" + PLACE);

        Path output = export(source, preset, type, s -> s);

        assertThat(tags(output)).containsEntry("title", "A title").containsEntry("artist", "Someone");
        assertThat(tags(output).values())
                .anyMatch(v -> v.startsWith("2023-05-09"))
                .anyMatch(v -> v.startsWith("+51.53") && v.contains("-000.12"));
        assertThat(MetadataItems.withCommonKey(Asset.open(output).metadata(), CommonKey.TITLE))
                .first()
                .extracting(i -> i.stringValue().orElse(""))
                .isEqualTo("A title");
    }

    @Test
    void E25_aSongKeepsItsTagsInEveryContainerOfSound() {
        Path source = export(
                tagged("in.mov", "title=A title"),
                "m4a",
                FileType.M4A,
                s -> s.metadata(List.of(
                        MetadataItem.of(CommonKey.TITLE, "Ein Lied"),
                        MetadataItem.of(CommonKey.ARTIST, "Jemand"),
                        MetadataItem.of("id3/TRCK", "3/12"))));

        Path mp3 = export(source, "mp3", FileType.MP3, s -> s);
        Path flac = export(source, "flac", FileType.FLAC, s -> s);
        Path wav = export(source, "wav", FileType.WAV, s -> s);

        for (Path output : List.of(mp3, flac, wav)) {
            assertThat(tags(output)).containsEntry("title", "Ein Lied").containsEntry("artist", "Jemand");
        }
        assertThat(tags(mp3)).containsEntry("track", "3/12");
        assertThat(tags(flac)).containsEntry("track", "3");
    }

    @Test
    void E26_ownItemsReplaceAndAnEmptyListStrips() {
        Path source = tagged("in.mp4", "title=A title", "comment=mine", "location=" + PLACE);

        Map<String, String> own = tags(export(
                source, "passthrough", FileType.MP4, s -> s.metadata(List.of(MetadataItem.of(CommonKey.TITLE, "b")))));
        Map<String, String> none = tags(export(source, "passthrough", FileType.MP4, s -> s.metadata(List.of())));

        assertThat(own).containsEntry("title", "b").doesNotContainKeys("comment", "location");
        assertThat(none).doesNotContainKeys("title", "comment", "location");
    }

    @Test
    void E26_aSongInNoKnownLanguageSaysNothingOfIt() {
        Path output = export(Fixtures.small(), "opus", FileType.OGG, s -> s.metadata(List.of()));

        assertThat(Asset.open(output).metadata()).extracting(MetadataItem::key).doesNotContain("language", "LANGUAGE");
    }

    @ParameterizedTest(name = "E26 {0}, title of {1} characters")
    @CsvSource({"opus, 10", "flac, 10", "opus, 65010", "opus, 200000"})
    void E26_commentsAndDescriptionsOfOggFilesStayWhatTheyAre(String preset, int length) throws IOException {
        List<MetadataItem> items = List.of(
                MetadataItem.of("vorb/TITLE", "t".repeat(length)),
                MetadataItem.of("vorb/COMMENT", "one"),
                MetadataItem.of("vorb/DESCRIPTION", "two"),
                MetadataItem.of("vorb/COMMENT", "three"));

        Path output = export(Fixtures.small(), preset, FileType.OGG, s -> s.metadata(items));

        assertThat(Asset.open(output).metadata()).containsAll(items).hasSize(items.size() + 1);
        // FFmpeg takes one for the other when it reads, too
        assertThat(Probe.of(output).stream("audio")).containsEntry("TAG:comment", "two");
        assertThat(Files.readString(output, StandardCharsets.ISO_8859_1))
                .contains("DESCRIPTION=two")
                .contains("COMMENT=three")
                .doesNotContain("C-MMENT");
        Programs.run("ffmpeg", List.of("-v", "error", "-xerror", "-i", output.toString(), "-f", "null", "-"));
    }

    @Test
    void E27_ownPlacesAreNotFiltered() throws IOException {
        Path source = tagged("in.mp4", "title=A title", "copyright=me", "location=+10.0000+010.0000/");

        Path output = export(source, "passthrough", FileType.MOV, s -> s.metadata(
                        List.of(MetadataItem.of(CommonKey.LOCATION, PLACE)))
                .metadataFilter(MetadataFilter.forSharing()));

        assertThat(tags(output)).containsValue(PLACE).doesNotContainKeys("title", "copyright");
        assertThat(Files.size(output)).isPositive();
    }

    @Test
    void S46_rightsGoAlongAndTitlesStayBehind() {
        Path source = tagged("in.mp4", "title=At home", "copyright=me", "location=" + PLACE);

        Path output = export(source, "passthrough", FileType.MP4, s -> s.metadataFilter(MetadataFilter.forSharing()));

        assertThat(tags(output)).containsEntry("copyright", "me").doesNotContainKeys("title", "location");
    }

    @ParameterizedTest
    @CsvSource({
        "dolbyVision-hdr.MOV, passthrough, MOV",
        "dolbyVision-hdr.MOV, passthrough, MP4",
        "dolbyVision-hdr.MOV, low, MOV",
        "sample.mp4, passthrough, MP4",
        "sample.mp4, passthrough, MOV",
        "sample.mp4, passthrough, MKV",
        "sample_with_metadata.mp4, passthrough, MP4",
        "sample_with_metadata.mp4, low, MP4",
        "sample_with_metadata.mp4, m4a, M4A",
        "sample_av1.mp4, passthrough, MP4",
        "sample_shorter_audio.mp4, passthrough, MP4",
        "sample_rotate_and_reflect.mp4, passthrough, MP4",
        "hlg10-color-test.mp4, passthrough, MP4",
        "h265_with_metadata_track.mp4, passthrough, MP4",
        "h265_with_metadata_track.mp4, passthrough, MOV",
    })
    void S46_noByteTellsWhereItWas(String file, String preset, FileType type) throws IOException {
        Path source = Media.file(file);
        List<Coordinates.Spelling> spellings = Coordinates.spellings(Media.file(file));

        Path output = export(source, preset, type, s -> s.metadataFilter(MetadataFilter.forSharing()));

        assertThat(Coordinates.found(spellings, Files.readAllBytes(source))).isNotEmpty();
        assertThat(Coordinates.found(spellings, Files.readAllBytes(output))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"mp3, MP3", "flac, FLAC", "opus, OGG", "wav, WAV", "m4a, M4A"})
    void S46_songsAndTheirCoversTellNoPlace(String preset, FileType type) throws IOException {
        byte[] photo = photoTakenAt(PLACE);
        Path source = export(
                Fixtures.small(),
                "mp3",
                FileType.MP3,
                s -> s.metadata(List.of(
                        MetadataItem.of("id3/TCOP", "me"),
                        MetadataItem.of("id3/TIT2", "at " + PLACE),
                        MetadataItem.of("id3/COMM", PLACE).inLanguage("de"),
                        MetadataItem.of("id3/TXXX", PLACE).withAttribute(MetadataItem.INFO, "location"),
                        MetadataItem.of(
                                MetadataIdentifier.parse("id3/PRIV"),
                                new Data(PLACE.getBytes(StandardCharsets.US_ASCII), DataType.RAW)),
                        MetadataItem.of(MetadataIdentifier.parse("id3/APIC"), new Data(photo, DataType.JPEG)))));
        Path renamed = Files.move(source, folder.resolve("source.mp3"));

        Path output = export(renamed, preset, type, s -> s.metadataFilter(MetadataFilter.forSharing()));

        assertThat(new String(Files.readAllBytes(renamed), StandardCharsets.ISO_8859_1))
                .contains(PLACE);
        assertThat(new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1))
                .doesNotContain("51.53")
                .contains("me");
        assertThat(MetadataItems.withCommonKey(Asset.open(output).metadata(), CommonKey.COPYRIGHTS))
                .singleElement()
                .extracting(i -> i.stringValue().orElse(""))
                .isEqualTo("me");
    }

    private static byte[] photoTakenAt(String place) throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpg", picture);
        byte[] plain = picture.toByteArray();
        byte[] exif = ("Exif\0\0" + place).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(plain.length + exif.length + 4)
                .put(plain, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (exif.length + 2))
                .put(exif)
                .put(plain, 2, plain.length - 2)
                .array();
    }

    @Test
    void E25_tagsOfMatroskaAndTheirTracksAreCarriedOver() {
        Path source = export(
                Fixtures.small(),
                "passthrough",
                FileType.MKV,
                s -> s.metadata(List.of(
                        MetadataItem.of("mkv/TITLE", "Titel").inLanguage("de"),
                        MetadataItem.of("mkv/ARTIST", "one"),
                        MetadataItem.of("mkv/ARTIST", "two"),
                        MetadataItem.of("mkv/MOOD", "calm"))));
        Path renamed = folder.resolve("source.mkv");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        source.toString(),
                        "-c",
                        "copy",
                        "-metadata:s:a:0",
                        "title=Comments",
                        "-metadata:s:a:0",
                        "ARTIST=three",
                        renamed.toString()));

        Asset output = Asset.open(export(renamed, "passthrough", FileType.MKV, s -> s));

        assertThat(output.metadata())
                .contains(MetadataItem.of("mkv/TITLE", "Titel").inLanguage("de"), MetadataItem.of("mkv/MOOD", "calm"));
        assertThat(output.audioTrack().orElseThrow().metadata())
                .contains(MetadataItem.of("mkv/TITLE", "Comments"), MetadataItem.of("mkv/ARTIST", "three"));
    }
}
