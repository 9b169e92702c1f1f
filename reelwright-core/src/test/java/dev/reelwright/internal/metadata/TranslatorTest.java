package dev.reelwright.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.FileType;
import dev.reelwright.internal.metadata.Translator.Translation;
import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue.Data;
import dev.reelwright.metadata.MetadataValue.Whole;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TranslatorTest {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};

    private static MetadataItem item(String identifier, String text) {
        return MetadataItem.of(identifier, text);
    }

    private static List<MetadataItem> to(FileType type, MetadataItem... items) {
        return Translator.to(type, List.of(items)).items();
    }

    /** What items say, in text. */
    private static List<String> said(List<MetadataItem> items) {
        return items.stream()
                .map(i -> i.identifier()
                        + i.attribute(MetadataItem.INFO).map(info -> ":" + info).orElse("") + "="
                        + i.stringValue()
                                .orElseGet(() -> Arrays.toString(i.dataValue().orElseThrow())))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "mdta/com.apple.quicktime.title, a, MP4, itsk/%A9nam=a",
        "mdta/com.apple.quicktime.title, a, MP3, id3/TIT2=a",
        "mdta/com.apple.quicktime.title, a, MKV, mkv/TITLE=a",
        "mdta/com.apple.quicktime.title, a, FLAC, vorb/TITLE=a",
        "mdta/com.apple.quicktime.title, a, WAV, riff/INAM=a",
        "itsk/%A9nam, a, MOV, mdta/com.apple.quicktime.title=a",
        "comn/title, a, M4A, itsk/%A9nam=a",
        "comn/creator, a, M4A, itsk/%A9ART=a",
        "unkn/title, a, MOV, mdta/com.apple.quicktime.title=a",
        "itsk/%A9day, 2023-05-09T12:41:46+0100, MP3, id3/TDRC=2023-05-09T11:41:46",
        "itsk/%A9day, 2023, MP3, id3/TDRC=2023",
        "id3/TDRC, 2023-05-09T11:41:46, MOV, mdta/com.apple.quicktime.creationdate=2023-05-09T11:41:46Z",
        "mdta/com.apple.quicktime.creationdate, 2023-05-09T12:41:46+0100, MKV, mkv/DATE_RECORDED=2023-05-09 11:41:46",
        "mkv/DATE, 2023-05-09, WAV, riff/ICRD=2023-05-09",
        "id3/TCON, (17), MP4, itsk/%A9gen=Rock",
        "id3/TCON, (17)Krautrock, MP4, itsk/%A9gen=Krautrock",
        "id3/TRCK, 3/12, MP4, itsk/trkn=3/12",
        "vorb/DISCNUMBER, 2, M4A, itsk/disk=2",
        "vorb/BPM, 120, M4A, itsk/tmpo=120",
        "itsk/%A9cmt, hi, OGG, vorb/COMMENT=hi",
        "id3/COMM, hi, MOV, mdta/com.apple.quicktime.comment=hi",
        "itsk/com.apple.iTunes.MOOD, calm, OGG, vorb/MOOD=calm",
        "vorb/MOOD, calm, MP3, id3/TXXX:MOOD=calm",
        "vorb/MOOD, calm, MP4, itsk/com.apple.iTunes.MOOD=calm",
        "mdta/com.android.version, 12, MKV, mkv/com.android.version=12",
        "uiso/loci, +40.6800-074.5000/, MOV, mdta/com.apple.quicktime.location.ISO6709=+40.6800-074.5000/",
        "mkv/LOCATION, +40.6800-074.5000/, M4V, udta/%A9xyz=+40.6800-074.5000/",
        "udta/%A9xyz, +40.6800-074.5000/, MP3, id3/TXXX:location=+40.6800-074.5000/",
    })
    void S45_itemsAreSaidAsTheFileTypeSaysThem(String identifier, String value, FileType type, String expected) {
        Translation translation = Translator.to(type, List.of(item(identifier, value)));

        assertThat(said(translation.items())).containsExactly(expected);
        assertThat(translation.leftOut()).isEmpty();
    }

    @Test
    void S45_placesAreWrittenForPhonesToo() {
        List<MetadataItem> items =
                to(FileType.MP4, item("mdta/com.apple.quicktime.location.ISO6709", "+51.5334-000.1255+026.756/"));

        assertThat(said(items))
                .containsExactly("uiso/loci=+51.5334-000.1255+026.756/", "udta/%A9xyz=+51.5334-000.1255+026.756/");
    }

    @Test
    void S45_numbersOfFilesAreReadAsNumbers() {
        MetadataItem genre =
                MetadataItem.of(MetadataIdentifier.parse("itsk/gnre"), new Whole(18, DataType.UNSIGNED_16));
        MetadataItem track = item("itsk/trkn", "2/260");
        MetadataItem tempo = MetadataItem.of(MetadataIdentifier.parse("itsk/tmpo"), new Whole(90, DataType.SIGNED_16));

        assertThat(said(to(FileType.FLAC, genre, track, tempo)))
                .containsExactly("vorb/GENRE=Rock", "vorb/TRACKNUMBER=2", "vorb/TRACKTOTAL=260", "vorb/BPM=90");
    }

    @Test
    void S45_aTotalOfItsOwnJoinsItsNumber() {
        assertThat(said(to(FileType.MP3, item("vorb/TRACKTOTAL", "12"), item("vorb/TRACKNUMBER", "3"))))
                .containsExactly("id3/TRCK=3/12");
    }

    @Test
    void S45_commentsThatFFmpegWroteIntoSongsAreComments() {
        MetadataItem comment = item("id3/TXXX", "hi").withAttribute(MetadataItem.INFO, "comment");

        assertThat(said(to(FileType.MP4, comment))).containsExactly("itsk/%A9cmt=hi");
    }

    @Test
    void S45_theDateOfOldId3IsPutTogether() {
        assertThat(said(to(FileType.MP4, item("id3/TYER", "2019"), item("id3/TDAT", "3112"), item("id3/TIME", "2359"))))
                .containsExactly("itsk/%A9day=2019-12-31T23:59Z");
    }

    @Test
    void S45_artworkGoesAlongWithWhatItShows() {
        MetadataItem cover = MetadataItem.of(MetadataIdentifier.parse("id3/APIC"), new Data(JPEG, DataType.RAW))
                .withAttribute(MetadataItem.PICTURE_TYPE, "4")
                .withAttribute(MetadataItem.INFO, "back");

        MetadataItem vorbis = to(FileType.FLAC, cover).get(0);
        MetadataItem itunes = to(FileType.M4A, cover).get(0);

        assertThat(vorbis.key()).isEqualTo("METADATA_BLOCK_PICTURE");
        assertThat(vorbis.extraAttributes())
                .containsEntry(MetadataItem.PICTURE_TYPE, "4")
                .containsEntry(MetadataItem.INFO, "back")
                .containsEntry(MetadataItem.MIME_TYPE, "image/jpeg");
        assertThat(itunes)
                .isEqualTo(MetadataItem.of(MetadataIdentifier.parse("itsk/covr"), new Data(JPEG, DataType.JPEG)));
    }

    @ParameterizedTest
    @EnumSource(FileType.class)
    void S45_itemsOfTheTypesOwnKeySpacesStayAsTheyAre(FileType type) {
        List<MetadataItem> own = FileSpaces.of(type).own().stream()
                .map(space -> item(space + "/ABCD", "x").inLanguage("de").withAttribute("info", "y"))
                .toList();

        Translation translation = Translator.to(type, own);

        assertThat(translation.items()).isEqualTo(own);
    }

    @Test
    void S45_severalValuesAndLanguagesStay() {
        MetadataItem one = item("vorb/ARTIST", "one");
        MetadataItem two = item("vorb/ARTIST", "two");
        MetadataItem german = item("uiso/titl", "Titel").inLanguage("de");
        MetadataItem english = item("uiso/titl", "title").inLanguage("en");

        assertThat(said(to(FileType.MKV, one, two))).containsExactly("mkv/ARTIST=one", "mkv/ARTIST=two");
        assertThat(to(FileType.MKV, german, english))
                .containsExactly(
                        item("mkv/TITLE", "Titel").inLanguage("de"),
                        item("mkv/TITLE", "title").inLanguage("en"));
        assertThat(said(to(FileType.WAV, one, two))).containsExactly("riff/IART=one; two");
    }

    @Test
    void S45_languagesGoWhereMp4TellsThem() {
        MetadataItem german = item("mdta/com.apple.quicktime.title", "Titel").inLanguage("de");
        MetadataItem english = item("mdta/com.apple.quicktime.title", "title").inLanguage("en");

        assertThat(to(FileType.MP4, german, english))
                .containsExactly(
                        item("itsk/%A9nam", "Titel"),
                        item("uiso/titl", "Titel").inLanguage("de"),
                        item("uiso/titl", "title").inLanguage("en"));
    }

    @Test
    void S45_whatIsSaidTwiceIsSaidOnce() {
        Translation translation = Translator.to(
                FileType.MKV,
                List.of(item("uiso/titl", "same"), item("itsk/%A9nam", "same"), item("udta/%A9nam", "other")));

        assertThat(said(translation.items())).containsExactly("mkv/TITLE=same");
        assertThat(translation.leftOut()).containsExactly("udta/%A9nam: itsk/%A9nam says it otherwise");
    }

    @Test
    void S45_whatMoviesHaveNoTranslationForStaysInThem() {
        MetadataItem model = item("mdta/com.apple.quicktime.model", "x");
        MetadataItem compilation =
                MetadataItem.of(MetadataIdentifier.parse("itsk/cpil"), new Whole(1, DataType.SIGNED_INTEGER));

        assertThat(to(FileType.MP4, model)).containsExactly(model);
        assertThat(to(FileType.M4V, model)).containsExactly(model);
        assertThat(to(FileType.MOV, compilation)).containsExactly(compilation);
    }

    @ParameterizedTest
    @CsvSource({
        "udta/abcd, x, MKV, udta/abcd: mkv has no key for it",
        "itsk/rtng, 2, FLAC, itsk/rtng: flac has no key for it",
        "vorb/LOCATION, Berlin, MOV, vorb/LOCATION: its value is no place by ISO 6709",
        "vorb/TRACKNUMBER, A1, MP4, vorb/TRACKNUMBER: its value is no number of a total",
        "itsk/covr, text, MP3, 'itsk/covr: its value is no picture in JPEG, PNG, GIF or BMP'",
        "mkv/TITLE, x, TS, mkv/TITLE: ts has no key for it",
    })
    void S45_whatCannotBeSaidIsLeftOutWithTheReason(String identifier, String value, FileType type, String reason) {
        Translation translation = Translator.to(type, List.of(item(identifier, value)));

        assertThat(translation.items()).isEmpty();
        assertThat(translation.leftOut()).containsExactly(reason);
    }

    @Test
    void S45_noCommonRowLacksItsKeyInTheModel() {
        assertThat(KeyTable.shared().rows())
                .filteredOn(row -> !row.name().startsWith("+") && row.kind() != KeyTable.Kind.BOOKKEEPING)
                .allSatisfy(row -> assertThat(dev.reelwright.metadata.CommonKey.named(row.name()))
                        .isPresent())
                .hasSize(dev.reelwright.metadata.CommonKey.values().length);
    }
}
