package dev.reelwright.internal.tags;

import static dev.reelwright.internal.tags.TagBytes.chunk;
import static dev.reelwright.internal.tags.TagBytes.comments;
import static dev.reelwright.internal.tags.TagBytes.element;
import static dev.reelwright.internal.tags.TagBytes.flacPicture;
import static dev.reelwright.internal.tags.TagBytes.frame;
import static dev.reelwright.internal.tags.TagBytes.id3;
import static dev.reelwright.internal.tags.TagBytes.join;
import static dev.reelwright.internal.tags.TagBytes.lacing;
import static dev.reelwright.internal.tags.TagBytes.latin;
import static dev.reelwright.internal.tags.TagBytes.number;
import static dev.reelwright.internal.tags.TagBytes.oggPage;
import static dev.reelwright.internal.tags.TagBytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.internal.isobmff.MemoryChannel;
import dev.reelwright.metadata.CommonKey;
import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataItems;
import dev.reelwright.metadata.MetadataValue.Data;
import dev.reelwright.testing.Media;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTagsTest {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};

    @TempDir
    Path folder;

    private FileTags read(String format, byte[]... parts) throws IOException {
        return tryRead(format, parts).orElseThrow();
    }

    private Optional<FileTags> tryRead(String format, byte[]... parts) throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, join(parts));
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return FileTags.read(channel, format);
        }
    }

    private static MetadataItem item(String identifier, String text) {
        return MetadataItem.of(identifier, text);
    }

    private static MetadataItem data(String identifier, byte[] bytes, DataType type) {
        return MetadataItem.of(MetadataIdentifier.parse(identifier), new Data(bytes, type));
    }

    @Test
    void S45_textsOfId3HaveFourCodings() throws IOException {
        byte[] tag = id3(
                4,
                0,
                frame(4, "TIT2", 0, join(new byte[] {0}, latin("Größe"))),
                frame(4, "TPE1", 0, join(new byte[] {1, (byte) 0xFF, (byte) 0xFE}, utf16le("Ω"))),
                frame(4, "TALB", 0, join(new byte[] {2}, "日本".getBytes(StandardCharsets.UTF_16BE))),
                frame(4, "TCOM", 0, join(new byte[] {3}, utf8("é\0ü\0"))));

        assertThat(read("mp3", tag).asset())
                .containsExactly(
                        item("id3/TIT2", "Größe"),
                        item("id3/TPE1", "Ω"),
                        item("id3/TALB", "日本"),
                        item("id3/TCOM", "é"),
                        item("id3/TCOM", "ü"));
    }

    private static byte[] utf16le(String text) {
        return text.getBytes(StandardCharsets.UTF_16LE);
    }

    @Test
    void S45_framesOfId3SayMoreThanTexts() throws IOException {
        byte[] tag = id3(
                3,
                0,
                frame(3, "TXXX", 0, latin("\0mood\0calm")),
                frame(3, "WXXX", 0, latin("\0shop\0https://example.org")),
                frame(3, "WOAR", 0, latin("https://example.org/me")),
                frame(3, "COMM", 0, latin("\0ger\0schön")),
                frame(3, "USLT", 0, latin("\0XXXwords\0la la")),
                frame(3, "APIC", 0, join(latin("\0image/jpeg\0\4back\0"), JPEG)),
                frame(3, "GEOB", 0, latin("\0text/plain\0a.txt\0note\0hi")),
                frame(3, "PRIV", 0, latin("me@example.org\0\1\2")),
                frame(3, "MCDI", 0, new byte[] {7}));

        assertThat(read("mp3", tag).asset())
                .containsExactly(
                        item("id3/TXXX", "calm").withAttribute("info", "mood"),
                        item("id3/WXXX", "https://example.org").withAttribute("info", "shop"),
                        item("id3/WOAR", "https://example.org/me"),
                        item("id3/COMM", "schön").inLanguage("de"),
                        item("id3/USLT", "la la").withAttribute("info", "words"),
                        data("id3/APIC", JPEG, DataType.JPEG)
                                .withAttribute("pictureType", "4")
                                .withAttribute("mimeType", "image/jpeg")
                                .withAttribute("info", "back"),
                        data("id3/GEOB", latin("hi"), DataType.RAW)
                                .withAttribute("mimeType", "text/plain")
                                .withAttribute("fileName", "a.txt")
                                .withAttribute("info", "note"),
                        data("id3/PRIV", new byte[] {1, 2}, DataType.RAW).withAttribute("info", "me@example.org"),
                        data("id3/MCDI", new byte[] {7}, DataType.RAW));
    }

    @Test
    void S45_oldId3HasShortNames() throws IOException {
        byte[] tag = id3(
                2,
                0,
                frame(2, "TT2", 0, latin("\0title")),
                frame(2, "PIC", 0, join(latin("\0JPG\3\0"), JPEG)),
                frame(2, "COM", 0, latin("\0eng\0hi")));

        assertThat(read("mp3", tag).asset())
                .containsExactly(
                        item("id3/TIT2", "title"),
                        data("id3/APIC", JPEG, DataType.JPEG)
                                .withAttribute("pictureType", "3")
                                .withAttribute("mimeType", "image/jpeg"),
                        item("id3/COMM", "hi").inLanguage("en"));
    }

    @Test
    void S45_unsynchronisedFramesAreReadAndHiddenOnesPassedOver() throws IOException {
        byte[] stuffed = {0, (byte) 0xFF, 0, (byte) 0xE0};
        byte[] whole = id3(3, 0x80, frame(3, "PRIV", 0, new byte[] {0, (byte) 0xFF, 0, 0}));
        byte[] single = id3(
                4,
                0,
                frame(4, "TIT2", 0x0008, latin("packed")),
                frame(4, "TPE1", 0x0004, latin("secret")),
                frame(4, "TCOM", 0x0041, join(new byte[] {9}, TagBytes.synchsafe(4), latin("\0abc"))),
                frame(4, "PRIV", 0x0002, stuffed));

        assertThat(read("mp3", whole).asset()).isEmpty();
        assertThat(read("mp3", single).asset())
                .containsExactly(
                        item("id3/TCOM", "abc"), data("id3/PRIV", new byte[] {(byte) 0xFF, (byte) 0xE0}, DataType.RAW));
    }

    @Test
    void S45_sizesThatITunesWroteWrongAreRead() throws IOException {
        byte[] text = join(new byte[] {3}, new byte[300]);
        Arrays.fill(text, 1, text.length, (byte) 'a');
        byte[] frames =
                join(latin("TIT2"), TagBytes.big(text.length), new byte[2], text, frame(4, "TPE1", 0, latin("\3b")));

        assertThat(read("mp3", id3(4, 0, frames)).asset())
                .containsExactly(item("id3/TIT2", "a".repeat(300)), item("id3/TPE1", "b"));
    }

    @Test
    void S45_flacHasCommentsAndPictures() throws IOException {
        byte[] block = comments("TITLE=a", "ARTIST=one", "artist=zwei", "bad", "X=a=b");
        byte[] picture = flacPicture(3, "image/jpeg", "Vörne", JPEG);

        FileTags tags = read(
                "flac",
                latin("fLaC"),
                new byte[] {4, 0, 0, (byte) block.length},
                block,
                new byte[] {(byte) 0x86, 0, 0, (byte) picture.length},
                picture);

        assertThat(tags.asset())
                .containsExactly(
                        item("vorb/TITLE", "a"),
                        item("vorb/ARTIST", "one"),
                        item("vorb/artist", "zwei"),
                        item("vorb/X", "a=b"),
                        data("vorb/METADATA_BLOCK_PICTURE", JPEG, DataType.JPEG)
                                .withAttribute("pictureType", "3")
                                .withAttribute("mimeType", "image/jpeg")
                                .withAttribute("info", "Vörne"));
    }

    @Test
    void S45_oggHasCommentsOverSeveralPages() throws IOException {
        String picture = Base64.getEncoder().encodeToString(flacPicture(4, "image/jpeg", "", JPEG));
        byte[] packet =
                join(latin("OpusTags"), comments("TITLE=" + "t".repeat(600), "METADATA_BLOCK_PICTURE=" + picture));
        byte[] lacing = lacing(packet.length);

        FileTags tags = read(
                "ogg",
                oggPage(2, 7, 0, lacing(19), join(latin("OpusHead"), new byte[11])),
                oggPage(0, 7, 1, Arrays.copyOf(lacing, 2), Arrays.copyOf(packet, 510)),
                oggPage(
                        1,
                        7,
                        2,
                        Arrays.copyOfRange(lacing, 2, lacing.length),
                        Arrays.copyOfRange(packet, 510, packet.length)));

        assertThat(tags.asset())
                .containsExactly(
                        item("vorb/TITLE", "t".repeat(600)),
                        data("vorb/METADATA_BLOCK_PICTURE", JPEG, DataType.JPEG)
                                .withAttribute("pictureType", "4")
                                .withAttribute("mimeType", "image/jpeg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wav", "avi"})
    void S45_riffHasAListAndId3(String format) throws IOException {
        byte[] info =
                join(latin("INFO"), chunk("INAM", latin("a\0")), chunk("IART", utf8("Ö")), chunk("ICMT", latin("Ä")));
        byte[] id3 = id3(4, 0, frame(4, "TBPM", 0, latin("\0" + "90")));

        FileTags tags = read(
                format,
                chunk(
                        "RIFF",
                        join(latin("WAVE"), chunk("data", new byte[5]), chunk("LIST", info), chunk("id3 ", id3))));

        assertThat(tags.asset())
                .containsExactly(
                        item("riff/INAM", "a"), item("riff/IART", "Ö"), item("riff/ICMT", "Ä"), item("id3/TBPM", "90"));
    }

    private static byte[] simple(String name, String text, byte[]... more) {
        return element(0x67C8, join(element(0x45A3, utf8(name)), element(0x4487, utf8(text)), join(more)));
    }

    private static byte[] matroska(byte[]... children) {
        return join(element(0x1A45DFA3, new byte[0]), element(0x18538067, children));
    }

    @Test
    void S45_matroskaTagsHaveTargetsAndLanguages() throws IOException {
        byte[] track = element(
                0xAE, element(0x73C5, number(77)), element(0x83, new byte[] {2}), element(0x536E, utf8("Comments")));
        byte[] tags = element(
                0x1254C367,
                element(
                        0x7373,
                        element(0x63C0, element(0x68CA, new byte[] {50})),
                        simple("TITLE", "a"),
                        simple("TITLE", "ä", element(0x447A, latin("ger"))),
                        simple("TITLE", "b", element(0x447B, latin("pt-BR"))),
                        simple("ARTIST", "x", simple("INSTRUMENTS", "y"))),
                element(0x7373, element(0x63C0, element(0x68CA, new byte[] {30})), simple("TITLE", "song")),
                element(0x7373, element(0x63C0, element(0x63C5, number(77))), simple("BPS", "9")),
                element(0x7373, element(0x63C0, element(0x63C4, number(5))), simple("TITLE", "chapter")));

        FileTags read = read("matroska", matroska(element(0x1654AE6B, track), tags));

        assertThat(read.asset())
                .containsExactly(
                        item("mkv/TITLE", "a"),
                        item("mkv/TITLE", "ä").inLanguage("de"),
                        item("mkv/TITLE", "b").inLanguage("pt-BR"),
                        item("mkv/ARTIST", "x"),
                        item("mkv/ARTIST%2FINSTRUMENTS", "y"),
                        item("mkv/TITLE", "song").withAttribute("targetType", "30"));
        assertThat(read.tracks()).containsExactly(List.of(item("mkv/TITLE", "Comments"), item("mkv/BPS", "9")));
    }

    @Test
    void S45_matroskaTagsBehindTheMediaAreFound() throws IOException {
        byte[] cluster = element(0x1F43B675, new byte[1000]);
        int seekLength = 4 + 4 + 3 + 2 + 4 + 4 + 2 + 4 + 2;
        byte[] empty = element(0x114D9B74, new byte[seekLength]);
        byte[] seek = element(
                0x4DBB,
                element(0x53AB, new byte[] {0x12, 0x54, (byte) 0xC3, 0x67}),
                element(0x53AC, number(empty.length + cluster.length)));
        byte[] head = element(0x114D9B74, Arrays.copyOf(seek, seekLength));

        FileTags read = read(
                "matroska", matroska(head, cluster, element(0x1254C367, element(0x7373, simple("TITLE", "behind")))));

        assertThat(head).hasSameSizeAs(empty);
        assertThat(read.asset()).containsExactly(item("mkv/TITLE", "behind"));
    }

    @Test
    void S45_realFilesTellTheirTags() {
        Asset mp3 = Asset.open(Media.file("bear-id3.mp3"));
        Asset mkv = Asset.open(Media.file("sample_with_srt.mkv"));

        assertThat(mp3.metadata())
                .contains(item("id3/TIT2", "Test title"), item("id3/TPE1", "Test Artist"))
                .anyMatch(i -> i.key().equals("PRIV"));
        assertThat(MetadataItems.withCommonKey(mp3.metadata(), CommonKey.ARTWORK))
                .first()
                .extracting(i -> i.value().type())
                .isEqualTo(DataType.JPEG);
        assertThat(mkv.tracks().get(2).metadata()).contains(item("mkv/TITLE", "Subs Label"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp3", "flac", "ogg", "wav", "matroska"})
    void S45_damagedTagsEndInOneKindOfError(String format) throws IOException {
        byte[] good =
                switch (format) {
                    case "mp3" -> id3(3, 0x80, frame(3, "APIC", 0, join(latin("\0image/jpeg\0\4back\0"), JPEG)));
                    case "flac" -> join(latin("fLaC"), new byte[] {(byte) 0x84, 0, 0, 30}, comments("TITLE=a", "B=c"));
                    case "ogg" ->
                        join(
                                oggPage(2, 7, 0, lacing(19), join(latin("OpusHead"), new byte[11])),
                                oggPage(0, 7, 1, lacing(28), join(latin("OpusTags"), comments("A=b", "C="))));
                    case "wav" ->
                        chunk(
                                "RIFF",
                                join(latin("WAVE"), chunk("LIST", join(latin("INFO"), chunk("INAM", latin("ab"))))));
                    default -> matroska(element(0x1254C367, element(0x7373, simple("TITLE", "a"))));
                };
        Random random = new Random(5);

        for (int i = 0; i < 2000; i++) {
            byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int n = random.nextInt(4); n >= 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(FileTags.read(new TagSource(new MemoryChannel(bad), 1 << 20), format))
                        .isNotNull();
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("(?s).+");
            }
        }
    }
}
