package dev.reelwright.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataIdentifierTest {
    @ParameterizedTest
    @CsvSource({
        "itsk, ©nam, itsk/%A9nam",
        "mdta, com.apple.quicktime.title, mdta/com.apple.quicktime.title",
        "vorb, TÏTLE, vorb/T%CFTLE",
        "vorb, Ã©, vorb/%C3%83%C2%A9",
        "vorb, 題名, vorb/%E9%A1%8C%E5%90%8D",
        "mkv, A/B %, mkv/A%2FB%20%25"
    })
    void S44_textAndIdentifierSayTheSame(String space, String key, String text) {
        MetadataIdentifier identifier = new MetadataIdentifier(new KeySpace(space), key);

        assertThat(identifier).hasToString(text);
        assertThat(MetadataIdentifier.parse(text)).isEqualTo(identifier);
    }

    @Property
    void S44_everyKeyComesBack(@ForAll("keys") String key) {
        MetadataIdentifier identifier = new MetadataIdentifier(KeySpace.ITUNES, key);

        MetadataIdentifier read = MetadataIdentifier.parse(identifier.toString());

        assertThat(read).isEqualTo(identifier);
        assertThat(identifier.toString()).matches("itsk/([A-Za-z0-9._~-]|%[0-9A-F]{2})+");
    }

    @Provide
    Arbitrary<String> keys() {
        Arbitrary<String> latin = Arbitraries.strings()
                .withCharRange((char) 0, (char) 255)
                .ofMinLength(1)
                .ofMaxLength(6);
        Arbitrary<String> any = Arbitraries.integers()
                .between(0, 0x10FFFF)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(list -> list.stream().map(Character::toString).reduce("", String::concat));
        return Arbitraries.oneOf(latin, any);
    }

    @Test
    void S44_charactersMayStandForThemselves() {
        assertThat(MetadataIdentifier.parse("itsk/©nam")).isEqualTo(MetadataIdentifier.parse("itsk/%A9nam"));
    }

    @Test
    void S44_halfASurrogatePairIsNoKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MetadataIdentifier(KeySpace.ITUNES, "a\uD800"));
    }

    @Test
    void S44_whatSaysTheSameConformsToTheCommonIdentifier() {
        MetadataIdentifier title = CommonKey.TITLE.identifier();

        assertThat(MetadataIdentifier.parse("itsk/%A9nam").conformsTo(title)).isTrue();
        assertThat(MetadataIdentifier.parse("id3/TIT2").conformsTo(title)).isTrue();
        assertThat(title.conformsTo(title)).isTrue();
        assertThat(MetadataIdentifier.parse("itsk/%A9alb").conformsTo(title)).isFalse();
        assertThat(title.conformsTo(MetadataIdentifier.parse("itsk/%A9nam"))).isFalse();
    }
}
