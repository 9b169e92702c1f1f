package dev.reelwright.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.metadata.MetadataValue.Data;
import dev.reelwright.metadata.MetadataValue.Real;
import dev.reelwright.metadata.MetadataValue.Whole;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale.LanguageRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataItemTest {
    private static final MetadataIdentifier TITLE = MetadataIdentifier.parse("mdta/com.apple.quicktime.title");

    @ParameterizedTest
    @CsvSource({
        "2023, 2023-01-01T00:00Z",
        "2023-05, 2023-05-01T00:00Z",
        "2023-05-09, 2023-05-09T00:00Z",
        "2023-05-09T12:41:46+0100, 2023-05-09T12:41:46+01:00",
        "2023-05-09T12:41:46.25Z, 2023-05-09T12:41:46.25Z",
        "2023-05-09 12:41:46, 2023-05-09T12:41:46Z",
        "2023-05-09T12:41-03, 2023-05-09T12:41-03:00",
        "20230509, ",
        "2023-13-09, ",
        "yesterday, "
    })
    void S45_datesAreReadFromIso8601(String text, OffsetDateTime date) {
        assertThat(MetadataItem.of("itsk/%A9day", text).dateValue().orElse(null))
                .isEqualTo(date);
    }

    @Test
    void S45_numbersAndTextsAreEachOther() {
        assertThat(MetadataItem.of(TITLE, new Whole(7, DataType.SIGNED_8)).stringValue())
                .contains("7");
        assertThat(MetadataItem.of("itsk/tmpo", " 120 ").numberValue()).contains(120L);
        assertThat(MetadataItem.of("itsk/tmpo", "-1.5e2").numberValue()).contains(-150.0);
        assertThat(MetadataItem.of(TITLE, new Real(0.5, DataType.FLOAT_32)).numberValue())
                .contains(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1x", "--1", "0x10", "NaN", "1e", "."})
    void S45_whatIsNoNumberIsNone(String text) {
        assertThat(MetadataItem.of("itsk/tmpo", text).numberValue()).isEmpty();
    }

    @Test
    void S45_bytesAreNoText() {
        MetadataItem cover = MetadataItem.of(TITLE, new Data(new byte[] {1, 2}, DataType.JPEG));

        assertThat(cover.stringValue()).isEmpty();
        assertThat(cover.dateValue()).isEmpty();
        assertThat(cover.dataValue()).contains(new byte[] {1, 2});
        assertThat(MetadataItem.of("itsk/%A9nam", "x").dataValue()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mdta/com.apple.quicktime.title, TITLE",
        "udta/%A9nam, TITLE",
        "itsk/covr, ARTWORK",
        "uiso/loci, LOCATION",
        "id3/TDRC, CREATION_DATE",
        "mkv/title, TITLE",
        "vorb/Artist, ARTIST",
        "riff/ICOP, COPYRIGHTS",
        "comn/make, MAKE",
        "itsk/trkn, ",
        "itsk/%A9NAM, "
    })
    void S45_commonKeysComeFromTheTable(String identifier, CommonKey key) {
        assertThat(MetadataItem.of(identifier, "x").commonKey().orElse(null)).isEqualTo(key);
    }

    @Test
    void S44_itemsAreFoundByWhatConforms() {
        MetadataItem first = MetadataItem.of("itsk/%A9nam", "first");
        MetadataItem second = MetadataItem.of("uiso/titl", "second");
        List<MetadataItem> items = List.of(first, MetadataItem.of("itsk/%A9alb", "album"), second);

        assertThat(MetadataItems.withIdentifier(items, CommonKey.TITLE.identifier()))
                .containsExactly(first, second);
        assertThat(MetadataItems.withIdentifier(items, MetadataIdentifier.parse("uiso/titl")))
                .containsExactly(second);
    }

    @Test
    void S44_itemsComeInTheOrderOfPreferredLanguages() {
        MetadataItem none = MetadataItem.of("uiso/titl", "?");
        MetadataItem english = none.inLanguage("en-GB");
        MetadataItem german = none.inLanguage("de");
        MetadataItem austrian = none.inLanguage("de-AT");
        MetadataItem french = none.inLanguage("fr");
        List<MetadataItem> items = List.of(none, english, german, austrian, french);

        assertThat(MetadataItems.inPreferredLanguages(items, LanguageRange.parse("de-AT,en;q=0.5")))
                .containsExactly(austrian, german, english);
        assertThat(MetadataItems.inPreferredLanguages(items, LanguageRange.parse("en,de;q=0.8,fr;q=0.9")))
                .containsExactly(english, french, german, austrian);
    }
}
