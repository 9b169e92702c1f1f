package dev.reelwright.internal.tags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue.Data;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Probe;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagWritersTest {
    @TempDir
    Path folder;

    private static MetadataItem item(String identifier, String text) {
        return MetadataItem.of(identifier, text);
    }

    private static MetadataItem cover(String identifier) throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpg", picture);
        return MetadataItem.of(MetadataIdentifier.parse(identifier), new Data(picture.toByteArray(), DataType.JPEG))
                .withAttribute("pictureType", "3")
                .withAttribute("mimeType", "image/jpeg");
    }

    private Path export(String preset, FileType type, List<MetadataItem> items) {
        Path output = folder.resolve("out." + type.commandName());
        ExportSession.builder(
                        Asset.open(Fixtures.small()), ExportPreset.named(preset).orElseThrow())
                .metadata(items)
                .build()
                .export(output);
        return output;
    }

    /** What an independent reader finds, names in lower case. */
    private static Map<String, String> tags(Path file, String section) {
        Map<String, String> tags = new TreeMap<>();
        Map<String, String> found = section.equals("format") ? Probe.of(file).format() : Probe.of(file).stream(section);
        found.forEach((key, value) -> {
            if (key.startsWith("TAG:")) {
                tags.put(key.substring(4).toLowerCase(Locale.ROOT), value);
            }
        });
        return tags;
    }

    @Test
    void S45_whatId3WritesItReads() throws IOException {
        List<MetadataItem> items = List.of(
                item("id3/TIT2", "Größe 日本"),
                item("id3/TPE1", "one"),
                item("id3/TPE1", "two"),
                item("id3/TXXX", "calm").withAttribute("info", "mood"),
                item("id3/COMM", "hi").inLanguage("de"),
                item("id3/COMM", "note").inLanguage("en").withAttribute("info", "x"),
                item("id3/USLT", "la"),
                item("id3/WOAR", "https://example.org"),
                item("id3/WXXX", "https://example.org").withAttribute("info", "shop"),
                cover("id3/APIC").withAttribute("info", "front"),
                MetadataItem.of(MetadataIdentifier.parse("id3/PRIV"), new Data(new byte[200], DataType.RAW))
                        .withAttribute("info", "me"),
                MetadataItem.of(MetadataIdentifier.parse("id3/MCDI"), new Data(new byte[] {1}, DataType.RAW)));

        List<MetadataItem> read = Id3Reader.read(ByteBuffer.wrap(Id3Writer.tag(items)));

        assertThat(read).isEqualTo(items);
    }

    @Test
    void S45_whatIsNoFrameMakesNoTag() {
        assertThat(Id3Writer.tag(List.of())).isEmpty();
        assertThat(Id3Writer.tag(List.of(item("id3/bad", "x"), item("riff/INAM", "x"))))
                .isEmpty();
    }

    @Test
    void S45_mp3HasEverythingInItsTag() throws IOException {
        List<MetadataItem> items = List.of(
                item("id3/TIT2", "Größe"),
                item("id3/TPE1", "one"),
                item("id3/TPE1", "two"),
                item("id3/TXXX", "calm").withAttribute("info", "mood"),
                item("id3/COMM", "hallo").inLanguage("de"),
                cover("id3/APIC"));

        Path output = export("mp3", FileType.MP3, items);

        assertThat(tags(output, "format"))
                .containsEntry("title", "Größe")
                .containsEntry("mood", "calm")
                .containsEntry("artist", "one");
        assertThat(Probe.of(output).stream("audio")).containsEntry("codec_name", "mp3");
        assertThat(Probe.of(output).stream("video")).containsEntry("codec_name", "mjpeg");
        assertThat(Asset.open(output).metadata()).isEqualTo(items);
        assertThat(Asset.open(output).duration().toSeconds()).isBetween(1.9, 2.1);
    }

    @Test
    void S45_flacHasPicturesAndCommentsBesideDescriptions() throws IOException {
        List<MetadataItem> items = List.of(
                item("vorb/TITLE", "a"),
                item("vorb/ARTIST", "one"),
                item("vorb/ARTIST", "two"),
                item("vorb/COMMENT", "hi"),
                item("vorb/DESCRIPTION", "it"),
                cover("vorb/METADATA_BLOCK_PICTURE"));

        Path output = export("flac", FileType.FLAC, items);

        assertThat(tags(output, "format")).containsEntry("title", "a").containsKey("comment");
        assertThat(tags(output, "format").get("artist")).contains("one", "two");
        assertThat(Probe.of(output).stream("video")).containsEntry("codec_name", "mjpeg");
        assertThat(Probe.of(output).stream("audio").get("nb_read_frames")).isNotEqualTo("0");
        assertThat(Asset.open(output).metadata()).isEqualTo(items);
    }

    @Test
    void S45_oggHasPicturesAndSeveralArtists() throws IOException {
        List<MetadataItem> items = List.of(
                item("vorb/TITLE", "a"),
                item("vorb/ARTIST", "one"),
                item("vorb/ARTIST", "two"),
                cover("vorb/METADATA_BLOCK_PICTURE"));

        Path output = export("opus", FileType.OGG, items);

        assertThat(Asset.open(output).metadata()).containsAll(items);
        assertThat(Probe.of(output).stream("video")).containsEntry("codec_name", "mjpeg");
    }

    @Test
    void S45_wavHasItsListAndId3() throws IOException {
        List<MetadataItem> items = List.of(item("riff/INAM", "a"), item("id3/TBPM", "90"), cover("id3/APIC"));

        Path output = export("wav", FileType.WAV, items);

        assertThat(tags(output, "format")).containsEntry("title", "a").containsEntry("tbpm", "90");
        assertThat(Asset.open(output).metadata()).containsAll(items);
        assertThat(ByteBuffer.wrap(Files.readAllBytes(output))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt(4))
                .isEqualTo((int) Files.size(output) - 8);
    }

    @ParameterizedTest
    @CsvSource({"passthrough, MKV", "opus, WEBM"})
    void S45_matroskaHasSeveralValuesAndLanguages(String preset, FileType type) {
        List<MetadataItem> items = List.of(
                item("mkv/TITLE", "a"),
                item("mkv/TITLE", "ä").inLanguage("de"),
                item("mkv/ARTIST", "one"),
                item("mkv/ARTIST", "two"));

        Path output = export(preset, type, items);

        assertThat(Asset.open(output).metadata()).containsAll(items);
    }
}
