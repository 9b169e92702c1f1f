package dev.reelwright.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource({"deu, de", "ger, de", "GER, de", "heb, he", "ind, id", "yid, yi", "fil, fil", "gsw, gsw", "und, und"})
    void S44_codesOfEitherKindHaveTheShortestTag(String code, String tag) {
        assertThat(Languages.tag(code)).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({
        "de-CH, deu",
        "he, heb",
        "iw, heb",
        "zh-Hant-TW, zho",
        "gsw, gsw",
        "xx, und",
        "not_a_tag, und",
        "und, und"
    })
    void S44_tagsHaveTheCodeOfTheirLanguage(String tag, String code) {
        assertThat(Languages.iso639(tag)).isEqualTo(code);
    }

    @Test
    void S44_everyTwoLettersComeBackFromTheirCode() {
        for (String language : Locale.getISOLanguages()) {
            String tag = Locale.forLanguageTag(language).toLanguageTag();

            assertThat(Languages.tag(Languages.iso639(tag))).isEqualTo(tag);
        }
    }

    @ParameterizedTest
    @CsvSource({"ger, deu", "deu, deu", "CHI, zho", "mis, mis"})
    void S44_bibliographicCodesBecomeTerminologicalOnes(String code, String own) {
        assertThat(Languages.terminological(code)).isEqualTo(own);
    }
}
